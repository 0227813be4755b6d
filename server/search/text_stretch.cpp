#include "server/search/text_stretch.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace dateline {
namespace {

// White space this near to a limit is where a text is cut; a longer run without any is cut between its tokens.
constexpr std::uint32_t kLongestWord = 30;

bool is_regional(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

bool continues_character(char32_t c) {
  switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_GRAPHEME_CLUSTER_BREAK)) {
    case U_GCB_EXTEND:
    case U_GCB_ZWJ:
    case U_GCB_SPACING_MARK:
    case U_GCB_V:
    case U_GCB_T: return true;
    default: return false;
  }
}

// Whether white space, or an end of the text, is right before or right behind `byte`.
bool is_white_at(std::string_view text, std::uint32_t byte, bool before) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  if (before ? byte == 0 : byte >= text.size()) return true;
  UChar32 c = 0;
  auto at = static_cast<std::int32_t>(byte);
  if (before) {
    U8_PREV(bytes, 0, at, c);
  } else {
    U8_NEXT(bytes, at, static_cast<std::int32_t>(text.size()), c);
  }
  return u_isUWhiteSpace(c);
}

}  // namespace

TextStretch::TextStretch(std::string_view text, std::span<const Span> tokens, const Reach& reach) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto start = static_cast<std::int32_t>(reach.anchor);
  const auto floor = static_cast<std::int32_t>(reach.floor);
  for (std::uint32_t i = 0; i < reach.before && start > floor; ++i) U8_BACK_1(bytes, floor, start);
  auto at = static_cast<std::uint32_t>(start);
  std::uint32_t behind = 0;
  const std::size_t most = std::min<std::size_t>(std::size_t{reach.before} + reach.after, reach.ceiling - std::min(at, reach.ceiling));
  bytes_.resize(most + 1);
  points_.resize(most);
  std::size_t count = 0;
  while (at < reach.ceiling && behind < reach.after && count < most) {
    if (at >= reach.anchor) ++behind;
    bytes_[count] = at;
    UChar32 c = bytes[at];
    if (c < 0x80) ++at;
    else U8_NEXT(bytes, at, reach.ceiling, c);
    points_[count++] = c < 0 ? U'\uFFFD' : static_cast<char32_t>(c);
  }
  bytes_[count] = at;
  bytes_.resize(count + 1);
  points_.resize(count);
  word_begins_ = is_white_at(text, bytes_.front(), true);
  word_ends_ = is_white_at(text, bytes_.back(), false);
  inside_.assign(bytes_.size(), 0);
  const auto before = [](const Span& token, std::uint32_t byte) { return token.end <= byte; };
  auto token = std::lower_bound(tokens.begin(), tokens.end(), bytes_.front(), before);
  for (std::uint32_t i = 0; token != tokens.end() && token->begin < bytes_.back(); ++token) {
    while (i < bytes_.size() && bytes_[i] <= token->begin) ++i;
    for (; i < bytes_.size() && bytes_[i] < token->end; ++i) inside_[i] = 1;
  }
}

std::uint32_t TextStretch::index_of(std::uint32_t byte) const {
  const auto found = std::lower_bound(bytes_.begin(), bytes_.end(), byte);
  return std::min(static_cast<std::uint32_t>(found - bytes_.begin()), size());
}

bool TextStretch::is_space(std::uint32_t index) const { return u_isUWhiteSpace(static_cast<UChar32>(points_[index])); }

bool TextStretch::splits_character(std::uint32_t index) const {
  if (index == 0 || index >= size()) return false;
  const char32_t before = points_[index - 1], here = points_[index];
  return continues_character(here) || before == U'\u200D' || (is_regional(before) && is_regional(here));
}

// Whether a character reference such as "&amp;" begins before and ends behind `index`.
bool TextStretch::splits_entity(std::uint32_t index) const {
  constexpr std::uint32_t kLongest = 12;
  const auto belongs = [this](std::uint32_t i) {
    return u_isalnum(static_cast<UChar32>(points_[i])) || points_[i] == U'#';
  };
  std::uint32_t start = index;
  while (start > 0 && index - start < kLongest && belongs(start - 1)) --start;
  if (start == 0 || points_[start - 1] != U'&') return false;
  std::uint32_t end = index;
  while (end < size() && end - index < kLongest && belongs(end)) ++end;
  return end < size() && points_[end] == U';' && end > start;
}

TextStretch::Cut TextStretch::cut_at(std::uint32_t index) const {
  if (splits_character(index)) return Cut::never;
  if (index == 0) return word_begins_ ? Cut::at_space : Cut::inside_token;
  if (index == size()) return word_ends_ ? Cut::at_space : Cut::inside_token;
  if (is_space(index) || is_space(index - 1)) return Cut::at_space;
  if (splits_entity(index)) return Cut::never;
  return inside_[index] != 0 ? Cut::inside_token : Cut::between_tokens;
}

std::uint32_t TextStretch::end_within(std::uint32_t low, std::uint32_t high) const {
  std::uint32_t best = low;
  Cut found = Cut::never;
  for (std::uint32_t i = std::min(high, size());; --i) {
    const Cut cut = cut_at(i);
    if (found == Cut::between_tokens && high - i > kLongestWord) break;
    if (cut == Cut::at_space) return i;
    if (cut > found) {
      found = cut;
      best = i;
    }
    if (i <= low) break;
  }
  return best;
}

std::uint32_t TextStretch::start_within(std::uint32_t low, std::uint32_t high) const {
  std::uint32_t best = high;
  Cut found = Cut::never;
  for (std::uint32_t i = low; i <= high; ++i) {
    const Cut cut = cut_at(i);
    if (found == Cut::between_tokens && i - low > kLongestWord) break;
    if (cut == Cut::at_space) return i;
    if (cut > found) {
      found = cut;
      best = i;
    }
  }
  return best;
}

}  // namespace dateline
