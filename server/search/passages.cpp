#include "server/search/passages.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace dateline {
namespace {

std::string_view without_ellipsis(std::string_view text) {
  constexpr std::string_view kEllipsis = "…";
  if (text.starts_with(kEllipsis)) text.remove_prefix(kEllipsis.size());
  if (text.ends_with(kEllipsis)) text.remove_suffix(kEllipsis.size());
  return text;
}

// Runs of four words of a text, as hashes.
std::set<std::size_t> runs_of(std::string_view text) {
  constexpr std::size_t kRun = 4;
  std::vector<std::string_view> words;
  for (std::size_t begin = text.find_first_not_of(' '); begin != std::string_view::npos;) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(' ', end);
  }
  std::set<std::size_t> out;
  for (std::size_t at = 0; at + kRun <= words.size(); ++at) {
    const char* last = words[at + kRun - 1].data() + words[at + kRun - 1].size();
    out.insert(std::hash<std::string_view>()({words[at].data(), static_cast<std::size_t>(last - words[at].data())}));
  }
  return out;
}

// One is in the other, or most of it is.
bool says_the_same(const Passage& a, const Passage& b) {
  const std::string_view one = without_ellipsis(a.marked.text), other = without_ellipsis(b.marked.text);
  if (one.find(other) != std::string_view::npos || other.find(one) != std::string_view::npos) return true;
  const std::set<std::size_t> left = runs_of(one), right = runs_of(other);
  const auto shared = std::count_if(left.begin(), left.end(), [&](std::size_t run) { return right.contains(run); });
  return static_cast<std::size_t>(shared) * 2 > std::min(left.size(), right.size());
}

std::vector<Passage> cut_windows(std::span<const ParagraphMatches> paragraphs, const TextOf& text_of,
                                 const std::vector<Window>& windows, std::uint32_t length) {
  std::vector<Passage> passages;
  for (const Window& window : windows) {
    const ParagraphText text = text_of(window.paragraph, tokens_around(window, length));
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
