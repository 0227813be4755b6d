// Text at the edge: character sets, repair, lines, paragraphs. Pure functions, safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// What decode_text() made of the bytes of a file.
struct Decoding {
  std::string text;  // valid UTF-8, repaired as repair_text() does; empty when `failure` is set
  std::string note;  // what was converted ("converted from windows-1252"); empty: it was UTF-8 already
  std::string failure;  // why it cannot be text, one sentence without a full stop; empty: all well
};

// The code point of `text` at byte `at`; moves `at` behind it. Broken bytes give U+FFFD, one at a time.
// `at` must be less than text.size().
char32_t code_point_at(std::string_view text, std::size_t& at);

// Appends `c` as UTF-8. Surrogates and values above U+10FFFF are written as U+FFFD.
void append_code_point(std::string& out, char32_t c);

// True when `bytes` is well-formed UTF-8 (no surrogates, no overlong forms). An empty text is.
bool is_utf8(std::string_view bytes);

// The same text as valid UTF-8: broken bytes become U+FFFD; NUL, control characters and byte order marks are removed;
// line and page separators become line feeds. Tabs and line ends stay.
std::string repair_text(std::string_view text);

// The first byte from `at` on that is not from the space to the tilde; the text's size when there is none. Eight bytes at a time: texts that are
// mostly made of these are gone over fast.
std::size_t end_of_printable(std::string_view text, std::size_t at);

// Whether there is nothing but white space in it.
bool is_white(std::string_view text);

// Whether the bytes look like an image, a program, an archive or the like and not like text. Looks at the first 64 KiB.
bool is_binary(std::string_view bytes);

// Bytes of a whole file or line -> UTF-8. Understood: UTF-8 with or without a byte order mark, UTF-16 with one,
// Windows-1252 (and so Latin-1), and UTF-8 with a few broken bytes. Anything else is a failure and never a guess.
Decoding decode_text(std::string_view bytes);

// Bytes of an HTML or XML document -> UTF-8, as decode_text(), by the first of these that speaks: a byte order mark, `transport` (the charset of
// a Content-Type, may be empty), the document's own declaration (<?xml encoding>, <meta charset>, <meta http-equiv>) in its first 4 KiB, UTF-8
// where the bytes are that, detection. A declaration that the bytes contradict (UTF-8 that is none) gives way to the next.
Decoding decode_markup(std::string_view bytes, std::string_view transport);

// "UTF-16LE", "UTF-32BE" and so on when the bytes begin as mark-up in it does, by a byte order mark or a "<"; empty: they do not.
std::string_view wide_charset(std::string_view bytes);

// Bytes in the character set of that name (any that ICU knows) -> UTF-8. nullopt: no such name.
std::optional<std::string> decode_charset(std::string_view bytes, std::string_view charset);

// One line of a text, without its line end and without white space at its ends. The view points into the text.
struct Line {
  std::uint32_t number = 0;  // 1-based
  std::string_view text;
};

// All lines, empty ones included. Ends are LF, CR LF and CR.
std::vector<Line> split_lines(std::string_view text);

// `text` with each run of white space (Unicode's, U+00A0 and U+3000 included) as one space, and none at the ends.
std::string squeeze_spaces(std::string_view text);

// At most `most` bytes from the front of `text`, cut at a code point border.
std::string_view cut_bytes(std::string_view text, std::size_t most);

// `text` in lower case, code point by code point, in no language's special way.
std::string lower_case(std::string_view text);

// "en" of a language tag ("en-GB", "en_us"); what is no tag comes back in lower case.
std::string primary_language(std::string_view tag);

// Words as white space separates them; of Chinese, Japanese and Thai letters two count as one word.
std::size_t count_words(std::string_view text);

// True when the text ends as a sentence does: a full stop, question or exclamation mark, or an ellipsis,
// quotation marks and brackets behind it allowed. Knows the marks of Chinese, Japanese, Arabic and Hindi.
bool ends_sentence(std::string_view text);

// The paragraphs of a text of one article: separated by empty lines. Lines inside a block are joined with a space when
// they look wrapped, and kept apart when each is clearly a paragraph or a list item of its own. None is empty.
std::vector<std::string> split_paragraphs(std::string_view text);

// Puts the next line of a wrapped paragraph behind those that are there: with a space, or without one and without the hyphen where the line's end
// divides a word (govern- ment). "pre-" and the like stay what they are before and, or, und, et.
void append_line(std::string& paragraph, std::string_view line);

// True when these neighbouring lines are one paragraph wrapped at a column: all but the last of about the same width,
// none much longer, and most not ending a sentence.
bool looks_wrapped(const std::vector<std::string_view>& lines);

// True for a line that starts with a bullet, a dash and a space, or a number with a full stop or bracket.
bool is_list_item(std::string_view line);

}  // namespace dateline
