#include "indexer/extract/headline.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_headline_words = 30;
constexpr std::size_t prose_words = 12;
constexpr std::size_t longest_derived = 120;  // bytes

// Words whose full stop ends no sentence.
constexpr std::string_view abbreviations =
    " mr mrs ms dr prof st sen rep gov gen lt col sgt jr sr vs no inc ltd co corp u.s u.k u.n e.u a.m p.m d.c etc "
    "approx jan feb mar apr jun jul"
    " aug sep sept oct nov dec bzw ca z.b d.h u.a nr str hr fr m mme sra ";

bool is_abbreviation(std::string_view text) {
  const std::size_t space = text.rfind(' ');
  const std::string word = lower_case(space == std::string_view::npos ? text : text.substr(space + 1));
  return word.size() == 1 || abbreviations.find(' ' + word + ' ') != std::string_view::npos;
}

// Bytes up to and with the end of the first sentence; all of it when it has only one.
std::size_t first_sentence(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = code_point_at(text, at);
    if (c == U'。' || c == U'！' || c == U'？') return at;
    if (c != '.' && c != '!' && c != '?' && c != U'…') continue;
    constexpr std::array<std::string_view, 4> closing = {"\"", "”", "’", "»"};
    for (const std::string_view mark : closing) {
      if (text.substr(at).starts_with(mark)) at += mark.size();
    }
    if (at >= text.size()) return at;
    if (text[at] == ' ' && (c != '.' || !is_abbreviation(text.substr(0, start)))) return at;
  }
  return text.size();
}

}  // namespace

bool looks_like_headline(std::string_view line) {
  const std::size_t words = count_words(line);
  if (words < 2 || words > longest_headline_words || is_list_item(line)) return false;
  for (const std::string_view end : {".", ",", ":", ";", "。", "、", ".”", ".\""}) {
    if (line.ends_with(end)) return line.ends_with("...");
  }
  return true;
}

bool looks_like_prose(std::string_view line) {
  const std::size_t words = count_words(line);
  return words >= longest_headline_words || (words >= prose_words && ends_sentence(line));
}

std::string derived_title(const std::vector<std::string>& body) {
  if (body.empty()) return {};
  const std::string_view lead = body.front();
  std::string_view sentence = lead.substr(0, first_sentence(lead));
  if (sentence.size() <= longest_derived) {
    if (sentence.ends_with('.') && !sentence.ends_with("..")) sentence.remove_suffix(1);
    return std::string(sentence);
  }
  std::string_view cut = cut_bytes(sentence, longest_derived);
  const std::size_t space = cut.rfind(' ');
  if (space != std::string_view::npos && space > longest_derived / 2) cut = cut.substr(0, space);
  return std::string(cut) + "…";
}

SplitTitle split_site(std::string_view title) {
  const std::size_t bar = title.rfind(" | ");
  if (bar == std::string_view::npos) return {std::string(title), {}};
  const std::string_view site = title.substr(bar + 3);
  if (count_words(site) > 4 || count_words(title.substr(0, bar)) < 4) return {std::string(title), {}};
  return {std::string(title.substr(0, bar)), std::string(site)};
}

}  // namespace dateline
