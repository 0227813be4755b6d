#include "server/search/typed_text.h"

#include <algorithm>

#include "indexer/analysis/fold.h"
#include "server/search/query_fields.h"
#include "server/search/query_text.h"

namespace dateline {
namespace {

// The place of the quotation mark that is not closed; npos when there is none.
std::size_t open_quotation(std::string_view text) {
  std::size_t open = std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (!is_quotation_mark(c)) continue;
    if (open != std::string_view::npos) open = std::string_view::npos;
    else if (begin == 0 || !is_inch_mark(c) || !is_word_character(static_cast<unsigned char>(text[begin - 1]))) open = begin;
  }
  return open;
}

std::size_t behind_last_blank(std::string_view text) { return text.find_last_of(' ') + 1; }

// Signs, brackets and one field before what is typed. `at` moves behind them; false: it is excluded.
bool read_lead(std::string_view text, std::size_t& at, TypedText& typed) {
  while (at < text.size() && (text[at] == '(' || text[at] == '+' || text[at] == '-'))
    if (text[at++] == '-') return false;
  const std::size_t colon = text.find(':', at);
  if (colon == std::string_view::npos) return true;
  std::string name = ascii_lower(text.substr(at, colon - at));
  const auto field = query_field(name);
  if (!field && name != kExactField) return true;
  if (field && field->kind != QueryFieldKind::text && field->kind != QueryFieldKind::keyword) return false;
  typed.field = field ? std::string(field->row) : name;
  at = colon + 1;
  return true;
}

std::vector<InputWord> words_of(std::string_view text, std::uint32_t offset, Tokenizer& tokenizer) {
  std::vector<Token> tokens;
  tokenizer.tokenize(text, tokens);
  std::vector<InputWord> out;
  for (const Token& token : tokens)
    out.push_back({fold_accents(tokenizer.forms().text(token.form)), token.begin + offset, token.end + offset});
  return out;
}

// Bytes of the shortest beginning of `word` that stands for `typed` when folded; all when none does.
std::uint32_t length_of(std::string_view word, std::string_view typed) {
  for (std::size_t at = 0; at < word.size();) {
    next_code_point(word, at);
    if (fold_accents(exact_form(word.substr(0, at))).size() >= typed.size()) return static_cast<std::uint32_t>(at);
  }
  return static_cast<std::uint32_t>(word.size());
}

bool is_operator_word(std::string_view word) { return word == "AND" || word == "OR" || word == "NOT" || word == "NEAR"; }

// Whether the words of a chunk are looked for as they stand.
bool is_plain_chunk(std::string_view chunk) {
  if (chunk.find_first_of("\"()*") != std::string_view::npos || chunk.starts_with('-') || is_operator_word(chunk)) return false;
  const std::size_t colon = chunk.find(':');
  if (colon == std::string_view::npos) return true;
  const std::string name = ascii_lower(chunk.substr(0, colon));
  return !query_field(name) && name != kExactField;
}

// Words before what is being typed, without operators, fields and their values, and phrases.
void add_words_before(TypedText& typed, Tokenizer& tokenizer) {
  const std::string_view text = std::string_view(typed.text).substr(0, typed.item);
  std::vector<InputWord> before;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view chunk = text.substr(begin, end - begin);
    const bool is_plain = is_plain_chunk(chunk);
    typed.plain = typed.plain && is_plain;
    typed.closed = typed.closed || (chunk == "NOT" && end + 1 >= text.size());
    if (is_plain)
      for (InputWord& word : words_of(chunk, static_cast<std::uint32_t>(begin), tokenizer)) before.push_back(std::move(word));
    begin = end + 1;
  }
  typed.words.insert(typed.words.begin(), before.begin(), before.end());
}

}  // namespace

TypedText read_typed(std::string_view q, Tokenizer& tokenizer) {
  TypedText out;
  CleanText clean = clean_text(q, kMostTypedBytes + 1);
  out.text = std::move(clean.text);
  out.closed = true;
  if (clean.cut || out.text.size() > kMostTypedBytes) return out;
  const std::size_t quotation = open_quotation(out.text);
  out.quoted = quotation != std::string_view::npos;
  std::size_t at = behind_last_blank(std::string_view(out.text).substr(0, out.quoted ? quotation : out.text.find_last_not_of(' ') + 1));
  out.item = static_cast<std::uint32_t>(at);
  if (!read_lead(out.text, at, out)) return out;
  if (out.quoted) at = quotation, next_code_point(out.text, at);
  out.value = static_cast<std::uint32_t>(at);
  out.words = words_of(std::string_view(out.text).substr(at), out.value, tokenizer);
  if (out.words.empty()) return out;
  out.open = out.words.back().end == out.text.size();
  const std::string_view last = std::string_view(out.text).substr(out.item);
  out.closed = is_operator_word(last.substr(0, last.find(' ')));
  std::vector<InputWord> own = out.words;
  add_words_before(out, tokenizer);
  out.closed = out.closed || out.words.size() > kMostTypedWords;
  if (!out.field.empty() || out.quoted) out.words = own;
  out.joined = out.open && !out.quoted && own.size() > 1;
  out.plain = out.plain && out.field.empty() && !out.quoted && !out.joined && own.front().begin == out.item && last.find('*') == std::string_view::npos;
  return out;
}

std::string with_open_end(const std::string& q, Tokenizer& tokenizer) {
  constexpr std::size_t kFewestLetters = 2;
  const TypedText typed = read_typed(q, tokenizer);
  if (!typed.open || !typed.plain || typed.closed || typed.words.empty()) return q;
  const std::string word = typed.text.substr(typed.words.back().begin);
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); ++letters) next_code_point(word, at);
  if (letters < kFewestLetters) return q;
  return typed.text.substr(0, typed.words.back().begin) + "(" + word + " OR " + word + "*)";
}

MarkedText mark_typed(std::string text, const std::vector<InputWord>& words, bool open, Tokenizer& tokenizer) {
  std::vector<Token> tokens;
  tokenizer.tokenize(text, tokens);
  MarkedText out{std::move(text), {}};
  for (const Token& token : tokens) {
    const std::string plain = fold_accents(tokenizer.forms().text(token.form));
    const std::string_view written = std::string_view(out.text).substr(token.begin, token.end - token.begin);
    std::uint32_t length = 0;
    for (const InputWord& word : words) {
      const bool last = &word == &words.back() && open;
      if (plain == word.plain) length = std::max(length, token.end - token.begin);
      else if (last && plain.starts_with(word.plain)) length = std::max(length, length_of(written, word.plain));
    }
    if (length == 0) continue;
    if (!out.marks.empty() && out.marks.back().end == token.begin) out.marks.back().end = token.begin + length;
    else out.marks.push_back({token.begin, token.begin + length});
  }
  return out;
}

std::vector<std::string> plain_words(std::string_view text, Tokenizer& tokenizer) {
  std::vector<std::string> out;
  for (InputWord& word : words_of(text, 0, tokenizer)) out.push_back(std::move(word.plain));
  return out;
}

}  // namespace dateline
