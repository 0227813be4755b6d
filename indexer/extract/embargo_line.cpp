#include "indexer/extract/embargo_line.h"

#include <algorithm>
#include <array>

#include "indexer/extract/dates.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_line = 240;  // bytes
constexpr std::size_t most_words = 20;
constexpr std::size_t most_words_of_sentence = 12;
constexpr std::size_t top_lines = 8, foot_lines = 4;

// What a phrase needs behind it to be an embargo.
enum class EmbargoNeeds : std::uint8_t {
  nothing,  // no article begins with it
  label,    // a colon, a date, or a word such as "until": an article may begin with it
  date,     // a date that can be read: it is said of other things as well
};

struct EmbargoPhrase {
  std::string_view words;  // lower case
  EmbargoNeeds needs;
};

// Longer ones before those that they begin with.
constexpr std::array phrases = {
    EmbargoPhrase{"not for publication or broadcast", EmbargoNeeds::nothing}, EmbargoPhrase{"not for publication", EmbargoNeeds::nothing},
    EmbargoPhrase{"not for broadcast", EmbargoNeeds::nothing},       EmbargoPhrase{"not for immediate release", EmbargoNeeds::nothing},
    EmbargoPhrase{"not for release", EmbargoNeeds::nothing},         EmbargoPhrase{"not to be published", EmbargoNeeds::label},
    EmbargoPhrase{"do not publish", EmbargoNeeds::label},            EmbargoPhrase{"do not release", EmbargoNeeds::label},
    EmbargoPhrase{"hold for release", EmbargoNeeds::nothing},        EmbargoPhrase{"no release before", EmbargoNeeds::date},
    EmbargoPhrase{"no publication before", EmbargoNeeds::date},      EmbargoPhrase{"for release", EmbargoNeeds::date},
    EmbargoPhrase{"for publication", EmbargoNeeds::date},            EmbargoPhrase{"strictly embargoed", EmbargoNeeds::label},
    EmbargoPhrase{"strict embargo", EmbargoNeeds::label},            EmbargoPhrase{"under strict embargo", EmbargoNeeds::label},
    EmbargoPhrase{"under embargo", EmbargoNeeds::label},             EmbargoPhrase{"press embargo", EmbargoNeeds::label},
    EmbargoPhrase{"media embargo", EmbargoNeeds::label},             EmbargoPhrase{"news embargo", EmbargoNeeds::label},
    EmbargoPhrase{"embargoed", EmbargoNeeds::label},                 EmbargoPhrase{"sperrfrist", EmbargoNeeds::label},
    EmbargoPhrase{"achtung sperrfrist", EmbargoNeeds::label},        EmbargoPhrase{"gesperrt bis", EmbargoNeeds::date},
    EmbargoPhrase{"frei ab", EmbargoNeeds::date},                    EmbargoPhrase{"freigabe ab", EmbargoNeeds::date},
    EmbargoPhrase{"nicht zur veröffentlichung vor", EmbargoNeeds::nothing}, EmbargoPhrase{"veröffentlichung frei ab", EmbargoNeeds::date},
    EmbargoPhrase{"sous embargo", EmbargoNeeds::label},              EmbargoPhrase{"ne pas publier avant", EmbargoNeeds::nothing},
    EmbargoPhrase{"à ne pas publier avant", EmbargoNeeds::nothing},  EmbargoPhrase{"ne pas diffuser avant", EmbargoNeeds::nothing},
    EmbargoPhrase{"embargado", EmbargoNeeds::label},                 EmbargoPhrase{"bajo embargo", EmbargoNeeds::label},
    EmbargoPhrase{"no publicar antes", EmbargoNeeds::nothing},       EmbargoPhrase{"no difundir antes", EmbargoNeeds::nothing},
    EmbargoPhrase{"sotto embargo", EmbargoNeeds::label},             EmbargoPhrase{"non pubblicare prima", EmbargoNeeds::nothing},
    EmbargoPhrase{"sob embargo", EmbargoNeeds::label},               EmbargoPhrase{"não publicar antes", EmbargoNeeds::nothing},
    EmbargoPhrase{"onder embargo", EmbargoNeeds::label},             EmbargoPhrase{"niet publiceren voor", EmbargoNeeds::nothing},
    EmbargoPhrase{"embargo", EmbargoNeeds::label},
};

// Inside a line these count where a date follows ("Material in this release is embargoed until ...").
constexpr std::array<std::string_view, 6> inner_phrases = {"embargoed until ", "embargoed for release until ", "embargo until ",
                                                           "sperrfrist bis ",  "sous embargo jusqu",           "not for release before "};

// Words between the phrase and the end of the embargo that say "until".
constexpr std::array<std::string_view, 28> until_words = {"until", "till",  "to",      "before",   "after",    "prior", "bis",     "ab",    "vor",   "jusqu'au",
                                                          "jusqu’au", "jusqu'à", "jusqu’à", "jusqu", "hasta", "fino",  "até",     "ate",   "tot",   "lifts",
                                                          "ends",    "expires", "avant", "antes", "prima", "through", "zum", "voor"};
// Other words there, without a meaning of their own.
constexpr std::array<std::string_view, 42> filling_words = {
    "for", "release", "publication", "broadcast", "use", "and", "or", "online", "print", "strictly", "strict", "at", "on", "the", "date", "time",
    "à", "au", "le", "la", "del", "de", "el", "las", "al", "alle", "dal", "do", "da", "às", "dem", "den", "der", "am", "um", "ist", "is", "all", "media", "bzw", "op", "om"};

constexpr std::array<std::string_view, 18> none_words = {"none",     "no",      "keine", "kein",   "nein", "aucun",    "aucune",  "ninguno",   "nessuno",
                                                         "nenhum",   "geen",    "n/a",   "lifted", "over", "expired",  "aufgehoben", "entfällt", "immediate"};

constexpr std::array<std::string_view, 11> hour_words = {"gmt", "utc", "bst", "est", "edt", "cet", "cest", "hrs", "hours", "hr", "z"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Without stars, brackets, dashes and quotation marks around it.
std::string_view undecorated(std::string_view text) {
  constexpr std::string_view marks = " *#=-_>[](){}!~.\"'+|";
  while (!text.empty()) {
    const std::size_t before = text.size();
    text.remove_prefix(std::min(text.find_first_not_of(marks), text.size()));
    for (const std::string_view wide : {"–", "—", "“", "”", "•", "«", "»", "\u00a0"}) {
      if (text.starts_with(wide)) text.remove_prefix(wide.size());
      if (text.ends_with(wide)) text.remove_suffix(wide.size());
    }
    const std::size_t last = text.find_last_not_of(" *#=-_>[]{}!~\"'+|");
    text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
    if (text.size() == before) break;
  }
  return text;
}

struct Rest {
  std::string text;      // behind the phrase and the words that mean until
  bool colon = false;    // stands behind the phrase
  bool until = false;    // such a word does
};

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

// Takes "until", "for release", colons and dashes off the front.
Rest rest_of(std::string_view text) {
  Rest rest;
  while (!text.empty()) {
    if (text.front() == ' ' || text.front() == ',' || text.front() == '-') {
      text.remove_prefix(1);
    } else if (text.front() == ':') {
      rest.colon = true;
      text.remove_prefix(1);
    } else if (text.starts_with("–") || text.starts_with("—")) {
      text.remove_prefix(3);
    } else {
      const std::string_view word = first_word(text);
      const std::string plain = lower_case(word.substr(0, word.find_last_not_of(":,") + 1));
      const bool until = is_one_of(until_words, plain);
      if (!until && !is_one_of(filling_words, plain)) break;
      rest.until = rest.until || until;
      rest.colon = rest.colon || word.ends_with(':');
      text.remove_prefix(word.size());
    }
  }
  rest.text = std::string(text);
  return rest;
}

bool is_four_digits(std::string_view word) {
  return word.size() == 4 && word.find_first_not_of("0123456789") == std::string_view::npos && word < "2400";
}

// "0001 GMT" as "00:01 GMT", and "hrs" left out.
std::string with_plain_hours(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string next = i + 1 < words.size() ? lower_case(words[i + 1].substr(0, words[i + 1].find_last_not_of(",()") + 1)) : std::string();
    if (is_four_digits(words[i]) && is_one_of(hour_words, next)) words[i].insert(2, ":");
    const std::string word = lower_case(words[i]);
    if (word == "hrs" || word == "hours" || word == "hr") continue;
    if (word == "(et)" || word == "(gmt)" || word == "(utc)") words[i] = words[i].substr(1, words[i].size() - 2);
    out += (out.empty() ? "" : " ") + words[i];
  }
  return out;
}

// The front of `text` that is a date; empty: it does not begin with one.
std::string date_in_front(std::string_view text) {
  const std::string whole = with_plain_hours(text);
  if (read_date(whole)) return whole;
  for (const std::string_view mark : {" - ", " – ", " — ", " | ", "; ", ". ", ": ", " (", ".", " /"}) {
    const std::size_t at = whole.find(mark);
    if (at != std::string::npos && at > 0 && read_date(std::string_view(whole).substr(0, at))) return whole.substr(0, at);
  }
  return {};
}

bool is_capitals(std::string_view text) { return lower_case(text) != text && std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; }); }

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

// The embargo behind the phrase, if the rest of the line lets it be one.
std::optional<std::string> embargo_behind(const EmbargoPhrase& phrase, std::string_view line) {
  const Rest rest = rest_of(line.substr(phrase.words.size()));
  const std::string first = lower_case(first_word(rest.text));
  if (is_one_of(none_words, first.substr(0, first.find_last_not_of(".,;:") + 1))) return std::nullopt;
  if (std::string date = date_in_front(rest.text); !date.empty()) return date;
  if (phrase.needs == EmbargoNeeds::date) return std::nullopt;
  if (rest.text.empty()) return std::string();
  const bool prose = ends_sentence(line) && count_words(line) > most_words_of_sentence;
  if (prose) return std::nullopt;
  if (phrase.needs == EmbargoNeeds::nothing) return rest.text;
  const bool bare = phrase.words == "embargo";  // a headline may begin with it, with a colon too
  const bool label = rest.until || (rest.colon && (!bare || has_digit(rest.text) || is_capitals(line)));
  return label && (!bare || has_digit(rest.text) || rest.colon || is_capitals(line)) ? std::optional(rest.text) : std::nullopt;
}

bool ends_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  const auto c = static_cast<unsigned char>(text[at]);
  return !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c < 0x80;
}

}  // namespace

std::optional<std::string> embargo_of_line(std::string_view line) {
  if (line.size() > longest_line * 2) return std::nullopt;
  const std::string squeezed = squeeze_spaces(line);
  const std::string_view text = undecorated(squeezed);
  if (text.empty() || text.size() > longest_line || count_words(text) > most_words) return std::nullopt;
  const std::string lower = lower_case(text);
  if (lower.size() != text.size()) return std::nullopt;
  for (const EmbargoPhrase& phrase : phrases) {
    if (!lower.starts_with(phrase.words) || !ends_word(lower, phrase.words.size())) continue;
    if (auto until = embargo_behind(phrase, text)) return until;
  }
  for (const std::string_view phrase : inner_phrases) {
    const std::size_t at = lower.find(phrase);
    if (at == std::string::npos) continue;
    const std::string date = date_in_front(rest_of(text.substr(at + phrase.size())).text);
    if (!date.empty()) return date;
  }
  return std::nullopt;
}

std::vector<EmbargoLine> embargo_lines(std::span<const std::string_view> lines) {
  std::vector<std::size_t> filled;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].find_first_not_of(" \t\r") != std::string_view::npos) filled.push_back(i);
  }
  std::vector<EmbargoLine> out;
  for (std::size_t i = 0; i < filled.size(); ++i) {
    if (i >= top_lines && i + foot_lines < filled.size()) continue;
    auto until = embargo_of_line(lines[filled[i]]);
    if (!until) continue;
    EmbargoLine found{filled[i], filled[i], std::move(*until)};
    if (found.until.empty() && i + 1 < filled.size()) {
      const std::string below = squeeze_spaces(lines[filled[i + 1]].substr(0, longest_line));
      const std::string date = date_in_front(rest_of(undecorated(below)).text);
      if (!date.empty()) found = {filled[i], filled[++i], date};
    }
    out.push_back(std::move(found));
  }
  return out;
}

}  // namespace dateline
