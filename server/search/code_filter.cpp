#include "server/search/code_filter.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>

#include "indexer/archive/word_sequence.h"

namespace dateline {
namespace {

// More codes than these are not looked for one by one: decoding is quicker then.
constexpr std::size_t kMostSought = 12;
constexpr std::size_t kMostNeighbours = 64;

constexpr std::uint64_t kHopeless = std::numeric_limits<std::uint64_t>::max();

struct Class {
  std::vector<std::string> codes;
  std::uint64_t articles = 0;  // in sum over its forms
};

Class read_class(const WordClass& words, const Vocabulary& vocabulary) {
  std::vector<std::uint32_t> ranks;
  for (const std::string& term : words.terms) {
    const auto forms = vocabulary.forms_of(term);
    ranks.insert(ranks.end(), forms.begin(), forms.end());
  }
  for (const std::string& form : words.forms)
    if (const auto rank = vocabulary.rank_of(form)) ranks.push_back(*rank);
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  Class out;
  for (const std::uint32_t rank : ranks) {
    encode_code(rank, out.codes.emplace_back());
    out.articles += vocabulary.articles(rank);
  }
  return out;
}

// Where `code` is at or behind `from`; npos: nowhere. Compares sixteen places at once by their first two bytes.
std::size_t find_code(std::string_view codes, std::size_t from, std::string_view code) {
  using Block = unsigned char __attribute__((vector_size(16)));
  if (code.size() < 2) return codes.find(code, from);
  const auto first = static_cast<unsigned char>(code[0]), second = static_cast<unsigned char>(code[1]);
  for (; from + sizeof(Block) < codes.size(); from += sizeof(Block)) {
    Block here, next;
    std::memcpy(&here, codes.data() + from, sizeof here);
    std::memcpy(&next, codes.data() + from + 1, sizeof next);
    const auto both = (here == first) & (next == second);
    std::uint64_t halves[2];
    std::memcpy(halves, &both, sizeof halves);
    if ((halves[0] | halves[1]) == 0) continue;
    const std::size_t at = codes.substr(0, std::min(codes.size(), from + sizeof(Block) + code.size() - 1)).find(code, from);
    if (at != std::string_view::npos) return at;
  }
  return codes.find(code, from);
}

}  // namespace

// Finds the place of a pattern's lattice whose words are the rarest. Every match goes over every place: it has one of the edges over it.
class CodeFilter::Chooser {
 public:
  Chooser(const Pattern& pattern, const Vocabulary& vocabulary) : pattern_(pattern) {
    for (const WordClass& words : pattern.classes) classes_.push_back(read_class(words, vocabulary));
  }

  Signs best() {
    Signs out;
    std::uint64_t least = kHopeless;
    for (std::uint32_t place = 0; pattern_.slop == 0 && place < pattern_.places; ++place) {
      signs_.clear();
      cost_ = 0;
      for (const PatternEdge& edge : pattern_.edges)
        if (edge.from <= place && place < edge.to) add_edge(edge);
      if (cost_ >= least) continue;
      least = cost_;
      out = signs_;
    }
    return out;
  }

 private:
  void add_edge(const PatternEdge& edge) {
    if (edge.classes.size() > 1) return add_pair(edge.classes[0], edge.classes[1]);
    if (edge.from == 0 && edge.to == pattern_.places) return add_word(edge.classes[0]);
    for (const PatternEdge& other : pattern_.edges) {
      if (edge.to < pattern_.places && other.from == edge.to) add_pair(edge.classes[0], other.classes.front());
      if (edge.to == pattern_.places && other.to == edge.from) add_pair(other.classes.back(), edge.classes[0]);
    }
  }

  void add_word(std::uint32_t word) { add({classes_[word].codes, {}, false, true}, classes_[word].articles); }

  void add_pair(std::uint32_t left, std::uint32_t right) {
    const Class &a = classes_[left], &b = classes_[right];
    if (a.articles <= b.articles) add({a.codes, b.codes, false, false}, a.articles);
    else add({b.codes, a.codes, true, false}, b.articles);
  }

  void add(Sign sign, std::uint64_t articles) {
    const bool told = sign.sought.size() <= kMostSought && sign.neighbours.size() <= kMostNeighbours && cost_ != kHopeless;
    cost_ = told ? cost_ + articles : kHopeless;
    signs_.push_back(std::move(sign));
  }

  const Pattern& pattern_;
  std::vector<Class> classes_;
  Signs signs_;
  std::uint64_t cost_ = 0;
};

CodeFilter::CodeFilter(const Leaf& leaf, const Vocabulary& vocabulary) {
  for (const Pattern& pattern : leaf.patterns) patterns_.push_back(Chooser(pattern, vocabulary).best());
}

bool CodeFilter::Sign::fits(std::string_view codes, std::size_t at, std::size_t size) const {
  const std::string_view before = codes.substr(0, at), behind = codes.substr(at + size);
  return std::any_of(neighbours.begin(), neighbours.end(), [&](const std::string& code) {
    return neighbours_before ? before.ends_with(code) : behind.starts_with(code);
  });
}

// What is found may lie across the borders of codes or of units: a match is never missed, and what is no match is found out later.
bool CodeFilter::Sign::is_in(std::string_view codes) const {
  return std::any_of(sought.begin(), sought.end(), [&](const std::string& code) {
    for (std::size_t at = find_code(codes, 0, code); at != std::string_view::npos; at = find_code(codes, at + 1, code))
      if (alone || fits(codes, at, code.size())) return true;
    return false;
  });
}

bool CodeFilter::may_match(std::string_view codes) const {
  return std::all_of(patterns_.begin(), patterns_.end(), [&](const Signs& signs) {
    return signs.empty() || std::any_of(signs.begin(), signs.end(), [&](const Sign& sign) { return sign.is_in(codes); });
  });
}

}  // namespace dateline
