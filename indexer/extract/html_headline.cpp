// Which heading is the article's.
#include <algorithm>
#include <unordered_set>

#include "indexer/extract/html_page.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

using WordSet = std::unordered_set<std::string>;

constexpr std::size_t longest_headline = 400;  // bytes

// The words of a short text, in lower case.
WordSet words_of(std::string_view text) {
  WordSet words;
  const std::string lower = lower_case(cut_bytes(text, longest_headline));
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.insert(word);
    word.clear();
  };
  for (std::size_t at = 0; at < lower.size();) {
    const std::size_t start = at;
    const char32_t c = code_point_at(lower, at);
    const bool letter = c > 0x7F ? !(c >= 0x2000 && c <= 0x206F) : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    if (!letter) flush();
    else word.append(lower, start, at - start);
    if (c >= 0x3000) flush();
  }
  flush();
  return words;
}

// How much of two texts is the same words, 0..1.
double agreement(const WordSet& words, const WordSet& known) {
  const auto common = std::count_if(words.begin(), words.end(), [&](const std::string& word) { return known.contains(word); });
  if (common == 0) return 0;
  return 2.0 * static_cast<double>(common) / static_cast<double>(words.size() + known.size());
}

std::string text_of(const HtmlPage& page, const PageElement& element) {
  std::string text;
  for (std::uint32_t at = element.first_block; at < element.end_block && text.size() < longest_headline; ++at) (text += page.blocks[at].text) += ' ';
  return text;
}

class HeadlineSearch {
 public:
  HeadlineSearch(const HtmlPage& page, std::string_view known) : page_(page), known_(words_of(known)) {}

  std::uint32_t run() const {
    constexpr double weak = 0.5, telling = 0.7;
    auto [heading, fit] = best_heading();
    if (fit >= weak || known_.empty()) return heading;
    const std::uint32_t other = best_block(telling);
    return other == kNowhere ? heading : other;
  }

 private:
  struct Found {
    std::uint32_t element = kNowhere;
    double fit = 0.1;
  };

  Found best_heading() const {
    Found best;
    for (std::uint32_t at = 0; at < page_.elements.size(); ++at) {
      const PageElement& element = page_.elements[at];
      if (element.tag != Tag::heading || element.node->name > "h3" || element.first_block == element.end_block) continue;
      const double fit = fit_of(element);
      const bool first = element.node->name == "h1";
      if (fit > best.fit && (first || fit >= 0.5 || best.element != kNowhere)) best = {at, fit};
    }
    return best;
  }

  // A heading of a higher rank is more likely the article's, a link less.
  double fit_of(const PageElement& element) const {
    const WordSet words = words_of(text_of(page_, element));
    const bool first = element.node->name == "h1";
    const double rank = first ? 1 : element.node->name == "h2" ? 0.8 : 0.6;
    const double link = !first && page_.blocks[element.first_block].link_share() > 0.5 ? 0.2 : 0;
    return rank * (0.15 + agreement(words, known_)) * (words.size() < 3 ? 0.5 : 1) - link;
  }

  // The element of a text that says the headline, on pages that have it in no heading.
  std::uint32_t best_block(double least) const {
    std::uint32_t best = kNowhere;
    for (const TextBlock& block : page_.blocks) {
      const PageElement& element = page_.elements[block.element];
      if (block.text.size() > longest_headline || block.link_share() > 0.5 || element.end_block - element.first_block > 2) continue;
      const double same = agreement(words_of(block.text), known_);
      if (same <= least) continue;
      least = same;
      best = block.element;
    }
    return best;
  }

  const HtmlPage& page_;
  const WordSet known_;
};

// Whether enough of the page's text stands below a heading for it to be the headline, and not its repetition in a list at the foot.
bool heads_text(const HtmlPage& page, const PageElement& heading) {
  std::size_t above = 0, below = 0;
  for (std::uint32_t at = 0; at < page.blocks.size(); ++at)
    if (page.blocks[at].prose) (at < heading.first_block ? above : below) += page.blocks[at].text.size();
  return above <= 2 * below;
}

}  // namespace

void find_headline(HtmlPage& page, const PageHints& hints) {
  page.headline = HeadlineSearch(page, hints.headline.empty() ? page.title : hints.headline).run();
  if (page.headline != kNowhere && !heads_text(page, page.elements[page.headline])) page.headline = kNowhere;
}

}  // namespace dateline
