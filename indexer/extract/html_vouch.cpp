// What the page says of its article elsewhere as evidence for where on the page it is.
#include <unordered_set>

#include "indexer/extract/html_page.h"
#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t window = 4;  // words

// Calls `use` with a number for each run of `window` letters or words of the text; words of another letter case are the same.
template <typename Use>
void each_window(std::string_view text, const Use& use) {
  std::uint64_t words[window] = {};
  std::uint64_t word = 0;
  std::size_t count = 0;
  const auto end_word = [&] {
    if (word == 0) return;
    for (std::size_t at = 1; at < window; ++at) words[at - 1] = words[at];
    words[window - 1] = word;
    word = 0;
    if (++count < window) return;
    std::uint64_t all = 0;
    for (const std::uint64_t one : words) all = all * 0x9E3779B97F4A7C15u + one;
    use(all);
  };
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80;
    if (!letter) end_word();
    else word = (word + (upper ? byte + 32u : byte) + 1) * 0x100000001B3u;
  }
  end_word();
}

}  // namespace

void vouch(HtmlPage& page, std::string_view article_body) {
  constexpr std::size_t longest = std::size_t{1} << 20, fewest = 30;  // bytes, windows
  std::unordered_set<std::uint64_t> known;
  std::string plain;
  article_body = cut_bytes(article_body, longest);
  if (looks_like_markup(article_body)) article_body = plain = text_of_markup(article_body);
  each_window(article_body, [&](std::uint64_t one) { known.insert(one); });
  if (known.size() < fewest) return;
  for (TextBlock& block : page.blocks) {
    std::size_t of = 0, same = 0;
    each_window(block.text, [&](std::uint64_t one) {
      ++of;
      same += known.contains(one) ? 1 : 0;
    });
    block.vouched = of > 0 && same * 10 >= of * 7;
  }
}

}  // namespace dateline
