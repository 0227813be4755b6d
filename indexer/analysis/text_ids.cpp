#include "indexer/analysis/text_ids.h"

// The hash is of a few bytes: a call into the library would cost as much as the hash.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstring>

namespace dateline {
namespace {

constexpr std::size_t kBlock = 16u << 10;
constexpr std::size_t kFirstSlots = 1u << 8;

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

template <typename Word>
Word word_at(const char* at) {
  Word out;
  std::memcpy(&out, at, sizeof out);
  return out;
}

// Equality of words, most of which are short: without a call, and with overlapping looks at the end.
bool is_same(std::string_view a, std::string_view b) {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  if (size > 16) return std::memcmp(a.data(), b.data(), size) == 0;
  const char *const end_a = a.data() + size, *const end_b = b.data() + size;
  if (size >= 8)
    return word_at<std::uint64_t>(a.data()) == word_at<std::uint64_t>(b.data()) && word_at<std::uint64_t>(end_a - 8) == word_at<std::uint64_t>(end_b - 8);
  if (size >= 4)
    return word_at<std::uint32_t>(a.data()) == word_at<std::uint32_t>(b.data()) && word_at<std::uint32_t>(end_a - 4) == word_at<std::uint32_t>(end_b - 4);
  return a == b;
}

}  // namespace

std::string_view TextIds::keep(std::string_view text) {
  if (text.size() > left_) {
    left_ = std::max(kBlock, text.size());
    blocks_.push_back(std::make_unique<char[]>(left_));
    free_ = blocks_.back().get();
  }
  if (!text.empty()) std::memcpy(free_, text.data(), text.size());
  const std::string_view kept(free_, text.size());
  free_ += text.size();
  left_ -= text.size();
  return kept;
}

void TextIds::grow() {
  std::vector<Slot> larger(std::max(kFirstSlots, slots_.size() * 2));
  for (std::uint32_t id = 0; id < texts_.size(); ++id) {
    const std::uint64_t hash = hash_of(texts_[id]);
    std::size_t at = hash & (larger.size() - 1);
    while (larger[at].next != 0) at = (at + 1) & (larger.size() - 1);
    larger[at] = {static_cast<std::uint32_t>(hash >> 32), id + 1};
  }
  slots_ = std::move(larger);
}

std::pair<std::uint32_t, bool> TextIds::intern(std::string_view text) {
  if (texts_.size() * 2 >= slots_.size()) grow();
  const std::uint64_t hash = hash_of(text);
  const auto mark = static_cast<std::uint32_t>(hash >> 32);
  std::size_t at = hash & (slots_.size() - 1);
  for (; slots_[at].next != 0; at = (at + 1) & (slots_.size() - 1))
    if (slots_[at].mark == mark && is_same(texts_[slots_[at].next - 1], text)) return {slots_[at].next - 1, false};
  const auto id = static_cast<std::uint32_t>(texts_.size());
  texts_.push_back(keep(text));
  slots_[at] = {mark, id + 1};
  return {id, true};
}

}  // namespace dateline
