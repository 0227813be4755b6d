#include "server/search/highlight.h"

#include <algorithm>
#include <map>

#include "indexer/archive/prepare.h"
#include "server/search/passages.h"

namespace dateline {
namespace {

// passages.h holds the leaves of a query in 64 numbers.
constexpr std::uint32_t kLeafNumbers = 64;

// Spans by begin, joined where they overlap or touch.
std::vector<Span> joined(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::vector<Span> out;
  for (const Span& span : spans) {
    if (!out.empty() && span.begin <= out.back().end) out.back().end = std::max(out.back().end, span.end);
    else out.push_back(span);
  }
  return out;
}

// What showing a leaf is worth: rare words more, function words next to nothing.
float weight_of(const PlanLeaf& leaf) { return leaf.light ? 0.05F : static_cast<float>(1 + leaf.idf / 8); }

}  // namespace

Highlighter::Highlighter(const Snapshot& snapshot, ArticlePlace place, const Leaves& leaves, Tokenizer& tokenizer, bool relaxed)
    : leaves_(leaves), tokenizer_(tokenizer), segment_(*snapshot.live(place.segment).segment), segment_number_(place.segment), relaxed_(relaxed) {
  if (leaves.empty()) return;
  reader_.start(segment_.encoded_words(place.article));
  look_at(kWordsOfPassages);
  if (words_.codes.size() < reader_.size() && !found_all()) look_at(reader_.size());
}

// Finds what matches in the first words of the article.
void Highlighter::look_at(std::uint32_t words) {
  reader_.read(words, words_);
  found_.clear();
  std::vector<TokenSpan> spans;
  for (std::uint32_t leaf = 0; leaf < leaves_.size(); ++leaf) {
    if (relaxed_ && leaves_[leaf].light) continue;
    spans.clear();
    const LeafMatcher& matcher = (*leaves_[leaf].scans)[segment_number_].matcher();
    matcher.find(words_, spans);
    if (matcher.lets_words_in()) spans = words_alone(spans, matcher);
    for (const TokenSpan& span : spans) found_.push_back({span, leaf});
  }
  std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.span.begin < b.span.begin; });
  leave_out_lonely_light_words();
}

// What is there as one thing with other words counts for those too.
std::vector<bool> Highlighter::leaves_found() const {
  std::vector<bool> there(leaves_.size());
  for (const Found& found : found_) there[found.leaf] = true;
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf)
    for (std::size_t before = 1; there[leaf] && before <= leaves_[leaf].joins; ++before) there[leaf - before] = true;
  return there;
}

// Whether there is a match for every word, and one in the body.
bool Highlighter::found_all() const {
  const std::vector<bool> there = leaves_found();
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf)
    if (!there[leaf] && leaves_[leaf].joins == 0 && !leaves_[leaf].light) return false;
  const std::uint32_t body = words_.units() > kBylineUnit ? words_.unit_ends[kBylineUnit] : 0;
  return !found_.empty() && found_.back().span.begin >= body;
}

// Of matches with other words in between, only their own words.
std::vector<TokenSpan> Highlighter::words_alone(const std::vector<TokenSpan>& spans, const LeafMatcher& matcher) const {
  std::vector<TokenSpan> out;
  for (const TokenSpan& span : spans)
    for (std::uint32_t at = span.begin; at < span.end; ++at)
      if (matcher.has_word(words_.codes[at])) out.push_back({at, at + 1});
  return out;
}

// "the" is marked in "the ban" where ban is, and nowhere else. Runs of function words are kept as one.
void Highlighter::leave_out_lonely_light_words() {
  std::vector<Found> kept;
  for (std::size_t first = 0, end = 0; first < found_.size(); first = end) {
    std::uint32_t reach = found_[first].span.end;
    bool heavy = false;
    for (end = first; end < found_.size() && found_[end].span.begin <= reach; ++end) {
      reach = std::max(reach, found_[end].span.end);
      heavy = heavy || !leaves_[found_[end].leaf].light;
    }
    if (heavy) kept.insert(kept.end(), found_.begin() + static_cast<std::ptrdiff_t>(first), found_.begin() + static_cast<std::ptrdiff_t>(end));
  }
  found_ = std::move(kept);
}

std::vector<std::string> Highlighter::missing() const {
  const std::vector<bool> there = leaves_found();
  std::vector<std::string> out;
  for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf)
    if (!there[leaf] && leaves_[leaf].side_by_side && !leaves_[leaf].light) out.push_back(leaves_[leaf].typed);
  return out;
}

std::vector<Span> Highlighter::unit_marks(std::uint32_t unit, std::span<const Span> tokens) const {
  std::vector<Span> out;
  if (found_.empty() || unit >= words_.units()) return out;
  const std::uint32_t first = words_.unit_begin(unit), end = words_.unit_ends[unit];
  const auto from = std::partition_point(found_.begin(), found_.end(), [&](const Found& found) { return found.span.begin < first; });
  for (auto found = from; found != found_.end() && found->span.begin < end; ++found) {
    const std::uint32_t last = found->span.end - 1 - first;
    if (last < tokens.size()) out.push_back({tokens[found->span.begin - first].begin, tokens[last].end});
  }
  return joined(std::move(out));
}

MarkedText Highlighter::marked(std::uint32_t unit, const std::string& text) {
  if (found_.empty()) return {text, {}};
  TokenPlaces places(text, tokenizer_);
  return {text, unit_marks(unit, places.all())};
}

MarkedText Highlighter::title(const Article& article) { return marked(kTitleUnit, article.title); }

std::vector<MarkedText> Highlighter::byline(const Article& article) {
  const MarkedText all = marked(kBylineUnit, byline_text(article));
  std::vector<MarkedText> out;
  std::uint32_t begin = 0;
  for (const std::string& name : article.byline) {
    const auto end = begin + static_cast<std::uint32_t>(name.size());
    MarkedText one{name, {}};
    for (const Span& mark : all.marks)
      if (mark.begin < end && mark.end > begin) one.marks.push_back({std::max(mark.begin, begin) - begin, std::min(mark.end, end) - begin});
    out.push_back(std::move(one));
    begin = end + static_cast<std::uint32_t>(kBylineSeparator.size());
  }
  return out;
}

MarkedText Highlighter::paragraph(const Article& article, std::uint32_t number) {
  if (words_.codes.size() < reader_.size()) look_at(reader_.size());
  return marked(kFirstBodyUnit + number, article.body[number]);
}

std::vector<Passage> Highlighter::passages(const Article& article, std::uint32_t count, std::uint32_t length) {
  std::vector<std::vector<TokenMatch>> matches(article.body.size());
  std::vector<ParagraphMatches> paragraphs(article.body.size());
  auto found = found_.begin();
  for (std::uint32_t number = 0; number < article.body.size(); ++number) {
    const std::uint32_t unit = kFirstBodyUnit + number;
    if (unit >= words_.units()) continue;
    const std::uint32_t first = words_.unit_begin(unit), end = words_.unit_ends[unit];
    for (; found != found_.end() && found->span.begin < end; ++found)
      if (found->span.begin >= first)
        matches[number].push_back({found->span.begin - first, found->span.end - found->span.begin, static_cast<std::uint8_t>(found->leaf % kLeafNumbers), weight_of(leaves_[found->leaf])});
    paragraphs[number] = {end - first, matches[number]};
  }
  std::map<std::uint32_t, TokenPlaces> places;  // of the paragraphs that are shown
  const TextOf text_of = [&](std::uint32_t number, const TokenReach& reach) {
    TokenPlaces& paragraph = places.try_emplace(number, article.body[number], tokenizer_).first->second;
    return ParagraphText{article.body[number], paragraph.up_to(reach.token, reach.bytes)};
  };
  return make_passages(paragraphs, text_of, count, length);
}

}  // namespace dateline
