#include "server/search/passages.h"

#include <algorithm>
#include <string>

namespace dateline {
namespace {

std::string_view without_ellipsis(std::string_view text) {
  constexpr std::string_view kEllipsis = "…";
  if (text.starts_with(kEllipsis)) text.remove_prefix(kEllipsis.size());
  if (text.ends_with(kEllipsis)) text.remove_suffix(kEllipsis.size());
  return text;
}

bool says_the_same(const Passage& a, const Passage& b) {
  const std::string_view one = without_ellipsis(a.marked.text), other = without_ellipsis(b.marked.text);
  return one.find(other) != std::string_view::npos || other.find(one) != std::string_view::npos;
}

std::vector<Passage> cut_windows(std::span<const ParagraphMatches> paragraphs, const TextOf& text_of,
                                 const std::vector<Window>& windows, std::uint32_t length) {
  std::vector<Passage> passages;
  for (const Window& window : windows) {
    const ParagraphText text = text_of(window.paragraph);
    Passage passage = cut_passage(text, paragraphs[window.paragraph].matches, window, length);
    const auto same = [&](const Passage& other) { return says_the_same(passage, other); };
    if (std::none_of(passages.begin(), passages.end(), same)) passages.push_back(std::move(passage));
  }
  return passages;
}

}  // namespace

std::vector<Passage> make_passages(std::span<const ParagraphMatches> paragraphs, const TextOf& text_of,
                                   std::size_t count, std::uint32_t length) {
  // Nine code points a token leave a third of an English passage for what is around its matches.
  const std::uint32_t width = std::max(3U, length / 9);
  std::vector<Passage> passages;
  std::size_t wanted = count;
  for (int round = 0; round < 4; ++round) {
    const std::vector<Window> windows = choose_windows(paragraphs, wanted, width);
    passages = cut_windows(paragraphs, text_of, windows, length);
    if (passages.size() >= count || windows.size() < wanted) break;
    wanted += count - passages.size();
  }
  if (passages.size() > count) passages.resize(count);
  if (passages.empty() && count > 0 && !paragraphs.empty())
    passages.push_back(cut_lead(paragraphs.size(), text_of, length));
  return passages;
}

}  // namespace dateline
