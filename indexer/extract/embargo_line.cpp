#include "indexer/extract/embargo_line.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

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
  day,      // the same, or a short rest that begins with a number or is in capitals
  loud,     // the same as `date`, and capitals: fact boxes of films have such lines too
  number,   // a label, and a number behind it
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
    EmbargoPhrase{"not for use before", EmbargoNeeds::nothing},      EmbargoPhrase{"not for use until", EmbargoNeeds::nothing},
    EmbargoPhrase{"for use after", EmbargoNeeds::day},               EmbargoPhrase{"hold until", EmbargoNeeds::day},
    EmbargoPhrase{"for immediate release after", EmbargoNeeds::day}, EmbargoPhrase{"for immediate release at", EmbargoNeeds::date},
    EmbargoPhrase{"for immediate release on", EmbargoNeeds::date},   EmbargoPhrase{"release date", EmbargoNeeds::loud},
    EmbargoPhrase{"publication embargo", EmbargoNeeds::label},       EmbargoPhrase{"release embargo", EmbargoNeeds::label},
    EmbargoPhrase{"es gilt die sperrfrist", EmbargoNeeds::label},    EmbargoPhrase{"es gilt eine sperrfrist", EmbargoNeeds::label},
    EmbargoPhrase{"mit sperrfrist", EmbargoNeeds::date},             EmbargoPhrase{"zur veröffentlichung frei ab", EmbargoNeeds::day},
    EmbargoPhrase{"zur veröffentlichung ab", EmbargoNeeds::day},     EmbargoPhrase{"veröffentlichung ab", EmbargoNeeds::date},
    EmbargoPhrase{"nicht veröffentlichen vor", EmbargoNeeds::nothing}, EmbargoPhrase{"no publicar hasta", EmbargoNeeds::nothing},
    EmbargoPhrase{"no difundir hasta", EmbargoNeeds::nothing},       EmbargoPhrase{"解禁日時", EmbargoNeeds::label},
    EmbargoPhrase{"解禁日", EmbargoNeeds::number},                   EmbargoPhrase{"解禁時間", EmbargoNeeds::number},
    EmbargoPhrase{"解禁", EmbargoNeeds::number},                     EmbargoPhrase{"報道解禁", EmbargoNeeds::number},
    EmbargoPhrase{"情報解禁", EmbargoNeeds::number},                 EmbargoPhrase{"エンバーゴ", EmbargoNeeds::label},
    EmbargoPhrase{"embargo", EmbargoNeeds::label},
};

// Notices that stand before an embargo on its line.
constexpr std::array<std::string_view, 18> notices = {
    "check against delivery", "es gilt das gesprochene wort", "seul le prononcé fait foi", "draft",     "confidential", "press release",
    "news release",           "media release",                "pressemitteilung",          "vertraulich", "status",     "attention",
    "achtung",                "important",                    "note to editors",           "hinweis",   "entwurf",      "media advisory"};

// What "Status:" says of a text that is not out.
constexpr std::array<std::string_view, 7> held_states = {"draft", "withheld", "on hold", "hold", "entwurf", "unpublished", "gesperrt"};

constexpr std::array<std::string_view, 9> kill_lines = {"KILL KILL KILL", "KILL KILL",  "MANDATORY KILL", "KILL MANDATORY", "BULLETIN KILL",
                                                        "URGENT KILL",    "STORY KILL", "PHOTO KILL",     "NEWS KILL"};

// Inside a line these count where a date follows ("Material in this release is embargoed until ...").
constexpr std::array<std::string_view, 9> inner_phrases = {"embargoed until ", "embargoed for release until ", "embargo until ",  "embargoed to ", "embargoed till ",
                                                           "sperrfrist bis ",  "sous embargo jusqu",           "not for release before ", "embargoed 'til "};

// Words between the phrase and the end of the embargo that say "until".
constexpr std::array<std::string_view, 31> until_words = {"until", "till", "til", "'til", "’til", "to",      "before",   "after",    "prior", "bis",     "ab",    "vor",   "jusqu'au",
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
  constexpr std::string_view marks = " *#=-_>[](){}!~.\"'+|:,;";
  while (!text.empty()) {
    const std::size_t before = text.size();
    text.remove_prefix(std::min(text.find_first_not_of(marks), text.size()));
    for (const std::string_view wide : {"–", "—", "“", "”", "•", "«", "»", "【", "】", "「", "」", "『", "』", "〔", "〕"}) {
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
    if (std::string_view(" ,-)*/|").find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    } else if (std::string_view(":!]").find(text.front()) != std::string_view::npos) {
      rest.colon = true;
      text.remove_prefix(1);
    } else if (text.starts_with("】") || text.starts_with("〕")) {
      rest.colon = true;
      text.remove_prefix(3);
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

// Such a text as a format would write it: compatible forms (full-width letters) as one, and without tags, invisible characters and pictures.
std::string plain_form(std::string_view line) {
  std::string bare;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = line[at] == '<' ? line.find('>', at) : std::string_view::npos;
    const bool tag = end != std::string_view::npos && line[at + 1] != ' ' && !(line[at + 1] >= '0' && line[at + 1] <= '9');
    if (!tag) bare += line[at++];
    else at = end + 1;
  }
  if (end_of_printable(bare, 0) == bare.size()) return squeeze_spaces(bare);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* forms = icu::Normalizer2::getNFKCInstance(status);
  if (U_SUCCESS(status)) {
    const icu::UnicodeString normal = forms->normalize(icu::UnicodeString::fromUTF8(bare), status);
    bare.clear();
    if (U_SUCCESS(status)) normal.toUTF8String(bare);
  }
  std::string out;
  for (std::size_t at = 0; at < bare.size();) {
    const char32_t c = code_point_at(bare, at);
    const auto kind = u_charType(static_cast<UChar32>(c));
    if (kind == U_OTHER_SYMBOL) out += ' ';
    else if (kind != U_FORMAT_CHAR && kind != U_NON_SPACING_MARK) append_code_point(out, c);
  }
  return squeeze_spaces(out);
}

// Behind the notices at the start of `text`, each with a mark behind it.
std::string_view behind_notices(std::string_view text) {
  for (bool found = true; found;) {
    found = false;
    const std::string lower = lower_case(text);
    if (lower.size() != text.size()) return text;
    for (const std::string_view notice : notices) {
      if (!lower.starts_with(notice)) continue;
      const std::string_view rest = text.substr(notice.size());
      const std::size_t mark = rest.find_first_not_of(' ');
      if (mark == std::string_view::npos) continue;
      const bool parted = std::string_view("-:|.,;!/(*").find(rest[mark]) != std::string_view::npos || rest.substr(mark).starts_with("–") ||
                          rest.substr(mark).starts_with("—");
      if (!parted) continue;
      text = undecorated(rest.substr(mark));
      found = !text.empty();
      break;
    }
  }
  return text;
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

// The embargo behind the phrase, if the rest of the line lets it be one.
std::optional<std::string> embargo_behind(const EmbargoPhrase& phrase, std::string_view line) {
  const Rest rest = rest_of(line.substr(phrase.words.size()));
  const std::string first = lower_case(first_word(rest.text));
  if (is_one_of(none_words, first.substr(0, first.find_last_not_of(".,;:") + 1))) return std::nullopt;
  if (phrase.needs == EmbargoNeeds::loud && !is_capitals(line.substr(0, phrase.words.size()))) return std::nullopt;
  if (std::string date = date_in_front(rest.text); !date.empty()) return date;
  if (phrase.needs == EmbargoNeeds::date || phrase.needs == EmbargoNeeds::loud) return std::nullopt;
  if (phrase.needs == EmbargoNeeds::day) {
    const bool numbered = !rest.text.empty() && has_digit(rest.text.substr(0, 1));
    const bool short_rest = count_words(rest.text) <= 7 && !ends_sentence(line) && (numbered || (is_capitals(line) && has_digit(rest.text)));
    return short_rest ? std::optional(rest.text) : std::nullopt;
  }
  if (phrase.needs == EmbargoNeeds::number && !(rest.colon && has_digit(rest.text))) return std::nullopt;
  if (rest.text.empty()) return std::string();
  const bool prose = ends_sentence(line) && count_words(line) > most_words_of_sentence;
  if (prose) return std::nullopt;
  if (phrase.needs == EmbargoNeeds::nothing) return rest.text;
  const bool bare = phrase.words == "embargo";  // a headline may begin with it, with a colon too
  const bool loud = is_capitals(line.substr(0, phrase.words.size()));
  const bool label = rest.until || (rest.colon && (!bare || has_digit(rest.text) || loud));
  return label && (!bare || has_digit(rest.text) || rest.colon || is_capitals(line)) ? std::optional(rest.text) : std::nullopt;
}

bool ends_word(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  const auto c = static_cast<unsigned char>(text[at]);
  if (text.substr(at).starts_with("】") || text.substr(at).starts_with("〕")) return true;
  return !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c < 0x80;
}

bool is_blank_line(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

// The embargo with which `text` begins; `lower` is the same in lower case.
std::optional<std::string> embargo_in_front(std::string_view text, std::string_view lower) {
  for (const EmbargoPhrase& phrase : phrases) {
    if (!lower.starts_with(phrase.words) || !ends_word(lower, phrase.words.size())) continue;
    if (auto until = embargo_behind(phrase, text)) return until;
  }
  return std::nullopt;
}

// "Nicht vor dem 3. Mai 2027 veröffentlichen".
std::optional<std::string> embargo_around(std::string_view text, std::string_view lower) {
  constexpr std::string_view start = "nicht vor ";
  for (const std::string_view end : {" veröffentlichen", " publizieren", " senden"}) {
    if (!lower.starts_with(start) || !lower.ends_with(end) || lower.size() < start.size() + end.size()) continue;
    const std::string rest = rest_of(text.substr(start.size(), text.size() - start.size() - end.size())).text;
    const std::string date = date_in_front(rest);
    return date.empty() ? rest : date;
  }
  return std::nullopt;
}

// An embargo behind a mark in the line: with a date, or in capitals and without an end.
std::optional<std::string> embargo_behind_mark(std::string_view text, std::string_view lower) {
  for (const std::string_view mark : {" - ", " – ", " — ", " | ", ". ", "; ", " (", " [", " * "}) {
    for (std::size_t at = lower.find(mark); at != std::string_view::npos; at = lower.find(mark, at + mark.size())) {
      const std::string_view part = undecorated(text.substr(at + mark.size()));
      if (part.empty()) continue;
      const auto until = embargo_in_front(part, lower_case(part));
      if (until && (until->empty() ? is_capitals(part) : read_date(*until).has_value())) return until;
    }
  }
  return std::nullopt;
}

bool is_held_state(std::string_view lower) {
  constexpr std::string_view label = "status:";
  if (!lower.starts_with(label)) return false;
  lower.remove_prefix(std::min(lower.find_first_not_of(' ', label.size()), lower.size()));
  return is_one_of(held_states, lower);
}

}  // namespace

std::optional<std::string> embargo_of_line(std::string_view line) {
  if (line.size() > longest_line * 2) return std::nullopt;
  const std::string plain = plain_form(line);
  const std::string_view decorated = undecorated(plain);
  if (decorated.empty() || decorated.size() > longest_line || count_words(decorated) > most_words) return std::nullopt;
  if (is_held_state(lower_case(decorated))) return std::string();
  const std::string_view written = behind_notices(decorated);
  const std::string lower = lower_case(written);
  const std::string_view text = lower.size() == written.size() ? written : std::string_view(lower);
  if (auto until = embargo_in_front(text, lower)) return until;
  if (auto until = embargo_around(text, lower)) return until;
  for (const std::string_view phrase : inner_phrases) {
    const std::size_t at = lower.find(phrase);
    if (at == std::string::npos) continue;
    const std::string date = date_in_front(rest_of(text.substr(at + phrase.size())).text);
    if (!date.empty()) return date;
  }
  return embargo_behind_mark(text, lower);
}

bool is_kill_line(std::string_view line) {
  return line.size() <= longest_line && is_one_of(kill_lines, undecorated(plain_form(line)));
}

std::optional<EmbargoLine> embargo_at(std::span<const std::string_view> lines, std::size_t at) {
  auto until = embargo_of_line(lines[at]);
  if (!until) return std::nullopt;
  EmbargoLine found{at, at, std::move(*until)};
  if (!found.until.empty()) return found;
  std::size_t below = at + 1;
  while (below < lines.size() && is_blank_line(lines[below])) ++below;
  if (below >= lines.size()) return found;
  const std::string squeezed = squeeze_spaces(lines[below].substr(0, longest_line));
  const std::string date = date_in_front(rest_of(undecorated(squeezed)).text);
  if (!date.empty()) found = {at, below, date};
  return found;
}

std::vector<EmbargoLine> embargo_lines(std::span<const std::string_view> lines) {
  std::vector<std::size_t> filled;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_blank_line(lines[i])) filled.push_back(i);
  }
  std::vector<EmbargoLine> out;
  for (std::size_t i = 0; i < filled.size(); ++i) {
    if (i >= top_lines && i + foot_lines < filled.size()) continue;
    auto found = embargo_at(lines, filled[i]);
    if (!found) continue;
    if (found->last != found->first) ++i;
    out.push_back(std::move(*found));
  }
  return out;
}

}  // namespace dateline
