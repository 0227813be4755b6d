#include <unicode/utf8.h>

#include <algorithm>
#include <optional>
#include <string>

#include "server/search/passages.h"
#include "server/search/sentences.h"
#include "server/search/text_stretch.h"

namespace dateline {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::uint32_t kMargin = 64;  // code points looked at beyond what a passage can reach

// Half-open range of indices of a stretch.
struct Piece {
  std::uint32_t begin = 0, end = 0;
};

// Where sentences begin and end in a stretch. The ends of the text count, the ends of the stretch do not.
struct Borders {
  std::vector<std::uint32_t> starts, ends;

  Borders(const TextStretch& stretch, std::size_t text_size) {
    std::uint32_t first = 0, last = stretch.size();
    while (first < last && stretch.is_space(first)) ++first;
    while (last > first && stretch.is_space(last - 1)) --last;
    if (stretch.byte_at(0) == 0) starts.push_back(first);
    for (const SentenceBreak& border : sentence_breaks(stretch.points())) {
      ends.push_back(border.end);
      starts.push_back(border.next);
    }
    if (stretch.byte_at(stretch.size()) == text_size) ends.push_back(last);
  }

  bool is_start(std::uint32_t index) const { return std::binary_search(starts.begin(), starts.end(), index); }
  bool is_end(std::uint32_t index) const { return std::binary_search(ends.begin(), ends.end(), index); }

  // The last start at or before `index`, the first end at or behind it.
  std::optional<std::uint32_t> start_before(std::uint32_t index) const {
    const auto found = std::upper_bound(starts.begin(), starts.end(), index);
    return found == starts.begin() ? std::nullopt : std::optional(*(found - 1));
  }
  std::optional<std::uint32_t> end_behind(std::uint32_t index) const {
    const auto found = std::lower_bound(ends.begin(), ends.end(), index);
    return found == ends.end() ? std::nullopt : std::optional(*found);
  }
};

std::uint32_t back_by(std::uint32_t index, std::uint32_t count) { return index > count ? index - count : 0; }

// More sentences around whole ones, as far as `length` goes; when little is there, a part of the next or the last one.
Piece fill(const TextStretch& stretch, const Borders& borders, Piece piece, std::uint32_t length) {
  for (const std::uint32_t end : borders.ends)
    if (end > piece.end && end - piece.begin <= length) piece.end = end;
  for (auto start = borders.starts.rbegin(); start != borders.starts.rend(); ++start)
    if (*start < piece.begin && piece.end - *start <= length) piece.begin = *start;
  if (piece.end - piece.begin >= length / 3) return piece;
  piece.end = stretch.end_within(piece.end, std::min(stretch.size(), piece.begin + length));
  if (piece.end - piece.begin >= length / 3) return piece;
  piece.begin = stretch.start_within(back_by(piece.end, length), piece.begin);
  return piece;
}

// The core alone is too long: as much of it as fits, one token at least.
Piece part_of_core(const TextStretch& stretch, Piece core, std::uint32_t first_token_end, std::uint32_t length) {
  if (first_token_end - core.begin > length && first_token_end < stretch.size()) return {core.begin, first_token_end};
  const std::uint32_t high = std::min(core.begin + length, stretch.size());
  const std::uint32_t low = first_token_end <= high ? first_token_end : core.begin + 1;
  return {core.begin, stretch.end_within(std::min(low, high), high)};
}

Piece choose_piece(const TextStretch& stretch, const Borders& borders, Piece core, std::uint32_t length) {
  const auto start = borders.start_before(core.begin);
  const auto end = borders.end_behind(core.end);
  if (start && core.end - *start <= length) {
    if (end && *end - *start <= length) return fill(stretch, borders, {*start, *end}, length);
    return {*start, stretch.end_within(core.end, std::min(stretch.size(), *start + length))};
  }
  const std::uint32_t room = length - (core.end - core.begin);
  if (end && *end - core.begin <= length - room / 4)
    return {stretch.start_within(back_by(*end, length), core.begin), *end};
  const std::uint32_t begin = stretch.start_within(back_by(core.begin, room / 3), core.begin);
  return {begin, stretch.end_within(core.end, std::min(stretch.size(), begin + length))};
}

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

// Without white space at its ends and, where it is cut, without the marks that a cut leaves hanging.
Piece trimmed(const TextStretch& stretch, const Borders& borders, Piece piece, Piece core) {
  constexpr std::u32string_view kHangingFront = U",;:.!?…–—-)]”»";
  constexpr std::u32string_view kHangingBack = U",:…–—-([“„«";
  const auto points = stretch.points();
  while (piece.begin < core.begin && !borders.is_start(piece.begin) &&
         (stretch.is_space(piece.begin) || is_one_of(points[piece.begin], kHangingFront)))
    ++piece.begin;
  while (piece.end > std::max(core.end, piece.begin) && !borders.is_end(piece.end) &&
         (stretch.is_space(piece.end - 1) || is_one_of(points[piece.end - 1], kHangingBack)))
    --piece.end;
  while (piece.begin < piece.end && stretch.is_space(piece.begin)) ++piece.begin;
  while (piece.end > piece.begin && stretch.is_space(piece.end - 1)) --piece.end;
  return piece;
}

// The byte spans of the matches that touch [begin, end), clipped to it, joined where they overlap or touch.
std::vector<Span> marks_in(const ParagraphText& paragraph, std::span<const TokenMatch> matches, Span range) {
  constexpr std::uint32_t kLongestMatch = 4096;
  const auto& tokens = paragraph.tokens;
  const auto ends_before = [](const Span& token, std::uint32_t byte) { return token.end <= byte; };
  const auto first = static_cast<std::uint32_t>(
      std::lower_bound(tokens.begin(), tokens.end(), range.begin, ends_before) - tokens.begin());
  const auto begins_before = [](const TokenMatch& match, std::uint32_t token) { return match.token < token; };
  auto match = std::lower_bound(matches.begin(), matches.end(), back_by(first, kLongestMatch), begins_before);
  std::vector<Span> marks;
  for (; match != matches.end() && match->token < tokens.size() && tokens[match->token].begin < range.end; ++match) {
    const std::size_t last = std::min<std::size_t>(match->token + std::max(match->length, 1U), tokens.size()) - 1;
    const Span mark{std::max(tokens[match->token].begin, range.begin), std::min(tokens[last].end, range.end)};
    if (mark.begin >= mark.end) continue;
    if (!marks.empty() && mark.begin <= marks.back().end)
      marks.back().end = std::max(marks.back().end, mark.end);
    else
      marks.push_back(mark);
  }
  return marks;
}

// The text of a piece with an ellipsis where it begins or ends inside a sentence.
Passage passage_of(const ParagraphText& paragraph, std::span<const TokenMatch> matches, const TextStretch& stretch,
                   const Borders& borders, Piece piece) {
  const Span range{stretch.byte_at(piece.begin), stretch.byte_at(piece.end)};
  Passage passage;
  if (!borders.is_start(piece.begin)) passage.marked.text = kEllipsis;
  const auto shift = static_cast<std::uint32_t>(passage.marked.text.size());
  passage.marked.text += paragraph.text.substr(range.begin, range.end - range.begin);
  if (!borders.is_end(piece.end)) passage.marked.text += kEllipsis;
  for (const Span& mark : marks_in(paragraph, matches, range))
    passage.marked.marks.push_back({mark.begin - range.begin + shift, mark.end - range.begin + shift});
  return passage;
}

}  // namespace

// The first match's token is where the text that is looked at is anchored, the last one's may be a length behind it.
TokenReach tokens_around(const Window& window, std::uint32_t length) {
  constexpr std::uint32_t kLongestCharacter = 4;  // bytes
  return {std::max(window.first, window.last), kLongestCharacter * (2 * std::max(length, 1U) + kMargin)};
}

Passage cut_passage(const ParagraphText& paragraph, std::span<const TokenMatch> matches, const Window& window,
                    std::uint32_t length) {
  const auto& tokens = paragraph.tokens;
  const auto size = static_cast<std::uint32_t>(paragraph.text.size());
  length = std::max(length, 1U);
  Span first, last;
  if (window.first < tokens.size()) {
    first = tokens[window.first];
    last = tokens[std::min<std::size_t>(std::max(window.first, window.last), tokens.size() - 1)];
  }
  TextStretch::Reach reach{first.begin, length + kMargin, 2 * length + kMargin, 0, size};
  if (window.from > 0 && window.from <= window.first && window.first < tokens.size())
    reach.floor = tokens[window.from].begin;
  if (window.to >= window.last && window.to + std::size_t{1} < tokens.size())
    reach.ceiling = tokens[window.to + 1].begin;
  const TextStretch stretch(paragraph.text, tokens, reach);
  const Borders borders(stretch, paragraph.text.size());
  const Piece core{stretch.index_of(first.begin), stretch.index_of(last.end)};
  const bool fits = core.end - core.begin <= length;
  const Piece piece = fits ? choose_piece(stretch, borders, core, length)
                           : part_of_core(stretch, core, stretch.index_of(first.end), length);
  const Piece kept = fits ? core : Piece{core.begin, core.begin};
  Passage passage = passage_of(paragraph, matches, stretch, borders, trimmed(stretch, borders, piece, kept));
  passage.paragraph = window.paragraph;
  return passage;
}

Passage cut_lead(std::size_t paragraphs, const TextOf& text_of, std::uint32_t length) {
  constexpr std::size_t kMost = 8;
  const std::size_t enough = std::size_t{4} * (2 * std::size_t{length} + 2 * kMargin);
  std::string text;
  std::vector<Span> tokens;
  for (std::size_t i = 0; i < std::min(paragraphs, kMost) && text.size() < length; ++i) {
    const ParagraphText paragraph = text_of(static_cast<std::uint32_t>(i), {0, static_cast<std::uint32_t>(enough)});
    if (!text.empty()) text += ' ';
    const auto shift = static_cast<std::uint32_t>(text.size());
    std::size_t end = std::min(enough, paragraph.text.size());
    while (end < paragraph.text.size() && U8_IS_TRAIL(static_cast<std::uint8_t>(paragraph.text[end]))) --end;
    for (auto token = paragraph.tokens.begin(); token != paragraph.tokens.end() && token->end <= end; ++token)
      tokens.push_back({token->begin + shift, token->end + shift});
    text += paragraph.text.substr(0, end);
  }
  Window window;
  window.first = window.last = window.to = static_cast<std::uint32_t>(tokens.size());
  return cut_passage({text, tokens}, {}, window, length);
}

}  // namespace dateline
