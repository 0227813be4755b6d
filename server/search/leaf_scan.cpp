#include "server/search/leaf_scan.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

#include "indexer/archive/word_sequence.h"

namespace dateline {
namespace {

// A word of so many forms makes too many pairs with its neighbour; more pairs of bytes than these are not sought one by one: reading all codes is quicker then.
constexpr std::size_t kMostSought = 12;
constexpr std::size_t kMostPairs = 16;
constexpr std::size_t kMostWays = 16;
constexpr std::size_t kMostSteps = 256;

bool is_few(const RankSet& words) { return words.ranks().size() <= kMostSought; }

std::vector<std::string> encoded(const RankSet& words) {
  std::vector<std::string> out;
  for (const std::uint32_t rank : words.ranks()) encode_code(rank, out.emplace_back());
  return out;
}

// Whether there are long codes, and too many pairs of bytes in all to seek each.
bool is_many(const std::vector<std::string>& codes) {
  const auto longer_than = [&](std::size_t bytes) { return static_cast<std::size_t>(std::count_if(codes.begin(), codes.end(), [&](const std::string& code) { return code.size() > bytes; })); };
  return longer_than(1) > kMostPairs && longer_than(2) > 0;
}

// About how many places are met where a word is sought in all articles: frequent forms stand more than once in one, and for one long code all are looked at.
std::uint64_t cost_of(const RankSet& words, const Vocabulary& vocabulary) {
  constexpr std::uint64_t kTimesOfFrequent = 8, kLongCodes = 10;
  const std::vector<std::string> codes = encoded(words);
  std::uint64_t sum = is_many(codes) ? kLongCodes * vocabulary.articles(0) : 0;
  for (std::size_t at = 0; at < codes.size(); ++at) sum += vocabulary.articles(words.ranks()[at]) * (codes[at].size() == 1 ? kTimesOfFrequent : 1);
  return sum;
}

// Of the matches from `known` on that end or begin at one place only the longest, by begin.
void keep_longest(std::vector<TokenSpan>& spans, std::size_t known) {
  const auto fresh = spans.begin() + static_cast<std::ptrdiff_t>(known);
  std::sort(fresh, spans.end(), [](const TokenSpan& a, const TokenSpan& b) { return a.end != b.end ? a.end < b.end : a.begin < b.begin; });
  spans.erase(std::unique(fresh, spans.end(), [](const TokenSpan& a, const TokenSpan& b) { return a.end == b.end; }), spans.end());
  std::sort(fresh, spans.end(), [](const TokenSpan& a, const TokenSpan& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  spans.erase(std::unique(fresh, spans.end(), [](const TokenSpan& a, const TokenSpan& b) { return a.begin == b.begin; }), spans.end());
}

}  // namespace

CodeRun::CodeRun(std::vector<const RankSet*> words, const Vocabulary& vocabulary) : words_(std::move(words)) { choose_seat(vocabulary); }

// The cheapest of the words that can be sought in the bytes; the rarest when none can.
void CodeRun::choose_seat(const Vocabulary& vocabulary) {
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (std::size_t word = 0; word < words_.size(); ++word) order.emplace_back(cost_of(*words_[word], vocabulary), word);
  std::sort(order.begin(), order.end());
  for (const auto& [cost, word] : order) {
    seat_ = word;
    make_search();
    by_bytes_ = search_.size() <= kMostPairs;
    if (by_bytes_) return;
  }
  seat_ = order.front().second;
  search_ = {};
  before_ = 0;
}

// A code of several bytes is told by its first two, one of a single byte together with its neighbour where that makes it rarer. Where there are many, all
// codes of three bytes and more are looked at.
void CodeRun::make_search() {
  search_ = {};
  const std::vector<std::string> codes = encoded(*words_[seat_]);
  const bool only_single = std::all_of(codes.begin(), codes.end(), [](const std::string& code) { return code.size() == 1; });
  const bool any_single = std::any_of(codes.begin(), codes.end(), [](const std::string& code) { return code.size() == 1; });
  const bool many = is_many(codes);
  std::vector<std::string> behind, before;
  if (any_single && seat_ + 1 < words_.size() && is_few(*words_[seat_ + 1])) behind = encoded(*words_[seat_ + 1]);
  else if (only_single && seat_ > 0 && is_few(*words_[seat_ - 1])) before = encoded(*words_[seat_ - 1]);
  before_ = before.empty() ? 0 : 1;
  for (const std::string& code : codes) {
    for (const std::string& other : before) search_.add_pair(other.back(), code.front());
    if (!before.empty()) continue;
    if (code.size() > 2 && many) search_.add_long_codes();
    else if (code.size() > 1) search_.add_pair(code[0], code[1]);
    else if (behind.empty()) search_.add_lone(code[0]);
    for (const std::string& other : behind)
      if (code.size() == 1) search_.add_pair(code[0], other[0]);
  }
}

std::size_t CodeRun::begin_around(std::string_view codes, std::size_t begin, std::size_t at, std::size_t behind) const {
  for (std::size_t word = seat_ + 1; word < words_.size(); ++word)
    if (behind == codes.size() || !words_[word]->has(read_code(codes, behind))) return kNowhere;
  for (std::size_t word = seat_; word-- > 0;) {
    if (at == begin) return kNowhere;
    for (--at; at > begin && !ends_number(codes[at - 1]);) --at;
    std::size_t read = at;
    if (!words_[word]->has(read_code(codes, read))) return kNowhere;
  }
  return at;
}

template <typename Each>
bool CodeRun::any(std::string_view codes, std::size_t begin, const Each& each) const {
  const RankSet& sought = *words_[seat_];
  if (!by_bytes_)
    return any_code(codes.substr(begin), [&](std::uint32_t code, std::size_t at) {
      if (!sought.has(code)) return false;
      if (words_.size() == 1) return each(begin + at);
      std::size_t behind = begin + at;
      read_code(codes, behind);
      const std::size_t first = begin_around(codes, begin, begin + at, behind);
      return first != kNowhere && each(first);
    });
  return search_.any(codes, begin, [&](std::size_t at) {
    at += before_;
    if (at >= codes.size() || !ends_number(codes.data()[at - 1])) return false;
    std::size_t behind = at;
    if (!sought.has(read_code(codes, behind))) return false;
    const std::size_t first = begin_around(codes, begin, at, behind);
    return first != kNowhere && each(first);
  });
}

// Lists the ways through one pattern.
class LeafScan::Lister {
 public:
  Lister(const Pattern& pattern, const std::vector<RankSet>& classes, const Vocabulary& vocabulary)
      : pattern_(pattern), classes_(classes), vocabulary_(vocabulary) {}

  Ways list() {
    go_on(0);
    if (!out_.listed) out_.runs.clear();
    if (pattern_.slop == 0) return std::move(out_);
    out_.exact = false;
    for (CodeRun& run : out_.runs) run = run.seat_alone(vocabulary_);
    return std::move(out_);
  }

 private:
  // NOLINTNEXTLINE(misc-no-recursion): as deep as the pattern has places.
  void go_on(std::uint32_t place) {
    out_.listed = out_.listed && ++steps_ <= kMostSteps;
    if (place == pattern_.places) return add();
    for (const PatternEdge& edge : pattern_.edges) {
      if (edge.from != place) continue;
      const std::size_t known = words_.size();
      for (const std::uint32_t number : edge.classes) words_.push_back(&classes_[number]);
      const bool possible = std::none_of(words_.begin() + static_cast<std::ptrdiff_t>(known), words_.end(), [](const RankSet* words) { return words->ranks().empty(); });
      if (possible && out_.listed) go_on(edge.to);
      words_.resize(known);
    }
  }

  void add() {
    if (out_.runs.size() < kMostWays && !words_.empty()) out_.runs.emplace_back(words_, vocabulary_);
    else out_.listed = false;
  }

  const Pattern& pattern_;
  const std::vector<RankSet>& classes_;
  const Vocabulary& vocabulary_;
  std::vector<const RankSet*> words_;  // of the way to here
  std::size_t steps_ = 0;
  Ways out_;
};

// The part of an article's words that a scope lets a leaf look at.
class LeafScan::Look {
 public:
  Look(std::string_view blob, Scope scope) : words_(blob), codes_(words_.codes()) {
    if (scope == Scope::anywhere) return;
    UnitWalk units(words_);
    const std::uint32_t first = scope == Scope::title ? kTitleUnit : scope == Scope::byline ? kBylineUnit : kFirstBodyUnit;
    std::uint32_t unit = 0;
    for (; unit < first && !units.done(); ++unit) units.next();
    first_word_ = units.end();
    begin_ = skip_numbers(codes_, first_word_);
    if (scope == Scope::body) return;
    if (!units.done()) units.next();
    codes_ = codes_.substr(0, begin_ + skip_numbers(codes_.substr(begin_), units.end() - first_word_));
  }

  std::uint32_t code_at(std::size_t at) const { return read_code(codes_, at); }

  // Calls `each` with the words of each run that lies in one unit, and the byte where it begins, ascending, until it returns true; returns whether it did.
  template <typename Each>
  bool any(const CodeRun& run, const Each& each) const {
    const auto size = static_cast<std::uint32_t>(run.size());
    UnitWalk units(words_);
    std::size_t counted_to = begin_;
    std::uint32_t word = first_word_;
    return run.any(codes_, begin_, [&](std::size_t at) {
      word += static_cast<std::uint32_t>(count_numbers(codes_.substr(counted_to, at - counted_to)));
      counted_to = at;
      if (size > 1) units.go_to(word);
      return (size == 1 || word + size <= units.end()) && each(TokenSpan{word, word + size}, at);
    });
  }

  bool has(const CodeRun& run) const {
    if (run.size() == 1) return run.any(codes_, begin_, [](std::size_t) { return true; });
    return any(run, [](TokenSpan, std::size_t) { return true; });
  }

 private:
  EncodedWords words_;
  std::string_view codes_;  // up to the end of what is looked at
  std::size_t begin_ = 0;
  std::uint32_t first_word_ = 0;
};

LeafScan::LeafScan(const Leaf& leaf, const Vocabulary& vocabulary) : matcher_(leaf, vocabulary) {
  for (std::size_t number = 0; number < leaf.patterns.size(); ++number)
    patterns_.push_back(Lister(leaf.patterns[number], matcher_.classes(number), vocabulary).list());
}

bool LeafScan::may_match(const Look& look) const {
  return std::all_of(patterns_.begin(), patterns_.end(), [&](const Ways& ways) {
    return !ways.listed || std::any_of(ways.runs.begin(), ways.runs.end(), [&](const CodeRun& run) { return look.has(run); });
  });
}

bool LeafScan::matches(std::string_view blob, WordSequence& scratch) const {
  if (!may_match(Look(blob, matcher_.scope()))) return false;
  if (is_exact()) return true;
  decode_words(blob, scratch);
  return matcher_.matches(scratch);
}

std::uint32_t LeafScan::find_decoded(std::string_view blob, std::vector<TokenSpan>& out, WordSequence& scratch, std::optional<std::uint32_t> typed) const {
  decode_words(blob, scratch);
  const std::size_t known = out.size();
  matcher_.find(scratch, out);
  std::uint32_t count = 0;
  for (std::size_t at = known; typed && at < out.size(); ++at) count += out[at].end == out[at].begin + 1 && scratch.codes[out[at].begin] == *typed;
  return count;
}

std::uint32_t LeafScan::find(std::string_view blob, std::vector<TokenSpan>& out, WordSequence& scratch, std::optional<std::uint32_t> typed) const {
  const Look look(blob, matcher_.scope());
  if (!is_exact()) return may_match(look) ? find_decoded(blob, out, scratch, typed) : 0;
  const std::size_t known = out.size();
  const std::vector<CodeRun>& runs = patterns_.front().runs;
  std::vector<std::uint32_t>& as_typed = scratch.codes;
  as_typed.clear();
  for (const CodeRun& run : runs)
    look.any(run, [&](TokenSpan span, std::size_t at) {
      out.push_back(span);
      if (typed && run.size() == 1 && look.code_at(at) == *typed) as_typed.push_back(span.begin);
      return false;
    });
  if (runs.size() < 2) return static_cast<std::uint32_t>(as_typed.size());
  keep_longest(out, known);
  std::sort(as_typed.begin(), as_typed.end());
  return static_cast<std::uint32_t>(std::count_if(out.begin() + static_cast<std::ptrdiff_t>(known), out.end(), [&](const TokenSpan& span) {
    return span.end == span.begin + 1 && std::binary_search(as_typed.begin(), as_typed.end(), span.begin);
  }));
}

}  // namespace dateline
