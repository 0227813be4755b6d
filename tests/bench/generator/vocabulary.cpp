#include "tests/bench/generator/vocabulary.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace dateline {
namespace {

constexpr std::array<std::string_view, kGrammarWords> kGrammar = {
    "the",   "of",    "to",     "and",   "a",     "in",    "that",  "for",   "is",     "on",    "was",   "with",  "said",  "as",    "he",    "by",
    "at",    "it",    "from",   "his",   "be",    "have",  "has",   "are",   "an",     "not",   "will",  "who",   "but",   "were",  "this",  "they",
    "their", "which", "its",    "had",   "been",  "after", "more",  "one",   "would",  "or",    "about", "we",    "new",   "we",    "there", "her",
    "up",    "out",   "she",    "when",  "people", "year", "all",   "also",  "than",   "two",   "can",   "if",    "into",  "other", "last",  "over",
    "first", "time",  "could",  "some",  "no",    "what",  "him",   "years", "government", "them", "before", "state", "most", "only", "them", "under",
    "our",   "so",    "where",  "while", "because", "says", "against", "many", "made", "during", "three", "between", "now", "may",  "since", "any"};

constexpr std::array<std::string_view, 64> kSyllables = {
    "ba", "con", "de", "fer", "gor", "ha",  "in",  "jo",  "ka",  "lem", "mi",  "nor", "o",   "pre", "ra",  "sta", "tu",  "ver", "wi",  "za",  "bre", "ca",
    "dom", "e",  "fi", "gra", "hel", "is",  "ju",  "kin", "lo",  "mar", "ne",  "or",  "par", "re",  "sol", "ter", "un",  "vi",  "wal", "yo",  "ban", "cre",
    "di", "es",  "fo", "gan", "ho",  "im",  "lan", "mon", "na",  "pol", "ri",  "sen", "ta",  "us",  "val", "win", "bur", "che", "dra", "el"};
constexpr std::array<std::string_view, 8> kCodas = {"", "n", "", "l", "rd", "ck", "", "st"};
constexpr std::array<std::string_view, 8> kEndings = {"", "s", "", "ed", "ing", "'s", "er", "ly"};

// Where Zipf's curve bends, how steep it is behind, and what flattens its head.
constexpr double kBend = 7'000, kSteep = 1.85, kFlat = 1.2;

double head_mass(double from) { return std::log((kBend + kFlat) / (from + kFlat)); }
double tail_mass() { return kBend / (kBend + kFlat) / (kSteep - 1); }

std::uint64_t draw_from(Dice& dice, double first) {
  const double head = head_mass(first), at = dice.unit() * (head + tail_mass());
  if (at < head) return static_cast<std::uint64_t>((first + kFlat) * std::exp(at) - kFlat);
  const double left = 1 - (at - head) / tail_mass();
  return static_cast<std::uint64_t>(kBend * std::pow(std::max(left, 1e-12), -1 / (kSteep - 1)));
}

}  // namespace

std::uint64_t draw_rank(Dice& dice) { return draw_from(dice, 0); }
std::uint64_t draw_content_rank(Dice& dice) { return draw_from(dice, kGrammarWords); }

void append_word(std::uint64_t rank, std::string& out) {
  if (rank < kGrammarWords) {
    out += kGrammar[rank];
    return;
  }
  // Forms of one stem are as frequent as chance will have it: every fourth rank takes a new stem, the others one that is there.
  const std::uint64_t content = rank - kGrammarWords, scattered = mixed_bits(content);
  const std::uint64_t stem = content % 4 == 0 ? content / 4 : scattered % (content / 4 + 1);
  const std::uint64_t shape = mixed_bits(stem);
  std::uint64_t left = stem;
  do {
    out += kSyllables[(left + shape) % kSyllables.size()];
    left /= kSyllables.size();
  } while (left > 0);
  out += kCodas[shape / 4096 % kCodas.size()];
  out += kEndings[content % 4 == 0 ? 0 : scattered / 7 % kEndings.size()];
}

}  // namespace dateline
