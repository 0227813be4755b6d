#include "server/search/token_places.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

// A longer run of letters is left to the tokenizer, which cuts it.
constexpr std::uint32_t kLongestPlain = 48;

// What a character means where no token is begun.
enum class Place : std::uint8_t { between, letter, special };

constexpr std::array<Place, 256> kPlaces = [] {
  std::array<Place, 256> out{};
  for (std::size_t c = 0; c < 256; ++c) out[c] = c < 0x80 ? Place::between : Place::special;
  for (char c = 'a'; c <= 'z'; ++c) out[static_cast<std::size_t>(c)] = Place::letter;
  for (char c = 'A'; c <= 'Z'; ++c) out[static_cast<std::size_t>(c)] = Place::letter;
  for (char c = '0'; c <= '9'; ++c) out[static_cast<std::size_t>(c)] = Place::special;
  for (const char c : {'%', '#', '@', '\''}) out[static_cast<std::size_t>(c)] = Place::special;
  return out;
}();

Place place_of(char c) { return kPlaces[static_cast<unsigned char>(c)]; }

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

std::span<const Span> TokenPlaces::up_to(std::uint32_t token, std::uint32_t bytes) {
  while (at_ < text_.size() && (found_.size() <= token || found_.back().begin - found_[token].begin <= bytes)) go_on();
  return found_;
}

// Finds at least one more token, or the end of the text.
void TokenPlaces::go_on() {
  const std::size_t before = found_.size();
  while (at_ < text_.size() && found_.size() == before) {
    while (at_ < text_.size() && place_of(text_[at_]) == Place::between) ++at_;
    if (at_ < text_.size() && !plain_word()) other_words();
  }
}

// A run of ASCII letters that no rule of the tokenizer is about but the first. False: there is none.
bool TokenPlaces::plain_word() {
  std::uint32_t end = at_;
  const auto size = static_cast<std::uint32_t>(text_.size());
  while (end < size && place_of(text_[end]) == Place::letter) ++end;
  if (end == at_ || end - at_ > kLongestPlain) return false;
  if (end < size) {
    const char next = text_[end];
    if (place_of(next) == Place::special && (next < '0' || next > '9') && next != '%' && next != '#' && next != '@') return false;
    if (next == '.' && end - at_ == 1) return false;
    if (next == '-' && (end + 1 == size || is_white(text_[end + 1]))) return false;
  }
  found_.push_back({at_, end});
  at_ = end;
  return true;
}

// What stands up to a blank that no token reaches across: one is divided by white space only behind a hyphen.
void TokenPlaces::other_words() {
  std::size_t end = text_.find(' ', at_ + 1);
  while (end != std::string_view::npos && (text_[end - 1] == '-' || is_white(text_[end - 1]))) end = text_.find(' ', end + 1);
  end = std::min(end, text_.size());
  tokens_.clear();
  tokenizer_->tokenize(text_.substr(at_, end - at_), tokens_);
  for (const Token& token : tokens_) found_.push_back({token.begin + at_, token.end + at_});
  at_ = static_cast<std::uint32_t>(end);
}

}  // namespace dateline
