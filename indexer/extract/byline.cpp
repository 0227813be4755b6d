#include "indexer/extract/byline.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_line_words = 14;
constexpr std::size_t most_names = 20;

// All in lower case, with the space that must follow. Longer ones first where one starts another.
constexpr std::array<std::string_view, 40> lead_ins = {"reporting by ",
                                                       "reported by ",
                                                       "written by ",
                                                       "words by ",
                                                       "words: ",
                                                       "story by ",
                                                       "article by ",
                                                       "posted by ",
                                                       "published by ",
                                                       "text by ",
                                                       "text: ",
                                                       "text von ",
                                                       "by: ",
                                                       "by ",
                                                       "byline: ",
                                                       "author: ",
                                                       "authors: ",
                                                       "autor: ",
                                                       "autorin: ",
                                                       "auteur : ",
                                                       "auteur: ",
                                                       "geschrieben von ",
                                                       "ein bericht von ",
                                                       "von: ",
                                                       "von ",
                                                       "écrit par ",
                                                       "propos recueillis par ",
                                                       "par ",
                                                       "escrito por ",
                                                       "redacción: ",
                                                       "texto: ",
                                                       "por ",
                                                       "testo di ",
                                                       "door: ",
                                                       "door ",
                                                       "tekst: ",
                                                       "oleh ",
                                                       "penulis: ",
                                                       "текст: ",
                                                       "автор: "};

// Lead-ins that may also open a headline ("By the sea", "Von der Leyen") need names behind them.
constexpr std::array<std::string_view, 14> separators = {" and ", " AND ", " und ",  " et ",  " y ",    " e ",   " & ",
                                                         ";",     ",",     " with ", " mit ", " avec ", " con ", " / "};

constexpr std::string_view particles =
    " van von der den de del della di da dos das du des la le el al bin ibn ten ter zu zur y e af st. mc mac ";

// Words that make a piece of a byline a job or a place of work and no name.
constexpr std::array<std::string_view, 46> jobs = {
    "writer",     "writers",   "reporter",     "reporters",    "correspondent", "correspondents", "editor",
    "editors",    "columnist", "contributor",  "contributors", "journalist",    "journalists",    "author",
    "bureau",     "desk",      "chief",        "producer",     "photographer",  "photographers",  "analyst",
    "critic",     "special",   "senior",       "redakteur",    "redakteurin",   "korrespondent",  "korrespondentin",
    "reporterin", "autorin",   "journalistin", "volontär",     "journaliste",   "correspondante", "envoyé",
    "envoyée",    "rédacteur", "rédactrice",   "grand",        "redactor",      "redactora",      "corresponsal",
    "enviado",    "enviada",   "periodista",   "editora"};

constexpr std::array<std::string_view, 44> agencies = {"reuters",
                                                       "ap",
                                                       "afp",
                                                       "dpa",
                                                       "apa",
                                                       "efe",
                                                       "ansa",
                                                       "pa",
                                                       "pa media",
                                                       "upi",
                                                       "tass",
                                                       "xinhua",
                                                       "kyodo",
                                                       "yonhap",
                                                       "bloomberg",
                                                       "the associated press",
                                                       "associated press",
                                                       "agence france-presse",
                                                       "press association",
                                                       "pa news agency",
                                                       "reuters staff",
                                                       "ap staff",
                                                       "sda",
                                                       "keystone-sda",
                                                       "epd",
                                                       "kna",
                                                       "sid",
                                                       "belga",
                                                       "anp",
                                                       "pti",
                                                       "ians",
                                                       "ani",
                                                       "europa press",
                                                       "agencia efe",
                                                       "staff",
                                                       "staff writer",
                                                       "staff writers",
                                                       "staff reporter",
                                                       "staff reporters",
                                                       "news desk",
                                                       "newsroom",
                                                       "redaktion",
                                                       "la rédaction",
                                                       "redacción"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view strip(std::string_view text, std::string_view marks) {
  const std::size_t first = text.find_first_not_of(marks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(marks) - first + 1);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool starts_upper(std::string_view word) {
  std::size_t at = 0;
  const auto c = static_cast<UChar32>(code_point_at(word, at));
  return u_isupper(c) || u_istitle(c) || (u_isalpha(c) && !u_islower(c));
}

// A length of 0: the text starts with no lead-in.
std::size_t lead_in_length(std::string_view lower) {
  for (const std::string_view lead : lead_ins) {
    if (lower.starts_with(lead)) return lead.size();
  }
  return 0;
}

bool is_job(std::string_view piece) {
  const std::string lower = lower_case(piece);
  for (const std::string_view word : words_of(lower)) {
    if (is_one_of(jobs, word)) return true;
  }
  return false;
}

std::vector<std::string> split_names(std::string_view text) {
  std::vector<std::string> pieces = {std::string(text)};
  for (const std::string_view separator : separators) {
    std::vector<std::string> finer;
    for (const std::string& piece : pieces) {
      for (std::size_t at = 0; at <= piece.size();) {
        const std::size_t end = std::min(piece.find(separator, at), piece.size());
        finer.push_back(piece.substr(at, end - at));
        at = end + separator.size();
      }
    }
    pieces = std::move(finer);
  }
  return pieces;
}

bool looks_like_a_name(std::string_view piece) {
  const auto words = words_of(piece);
  if (words.size() < 2 || words.size() > 5) return false;
  std::size_t capitals = 0;
  for (const std::string_view word : words) {
    if (word.find_first_of("0123456789!?:;\"@#$%&/()[]") != std::string_view::npos) return false;
    if (starts_upper(word)) {
      ++capitals;
    } else if (particles.find(' ' + std::string(word) + ' ') == std::string_view::npos) {
      return false;
    }
  }
  // "J. Smith" may end in no full stop but "Jr."; a sentence does.
  const std::string_view last = words.back();
  return capitals >= 2 && starts_upper(last) && (!last.ends_with('.') || last.size() <= 3);
}

// "Sammy Davis, Jr." is one name.
std::string join_suffixes(std::string_view text) {
  std::string out(text);
  for (const std::string_view suffix : {", Jr", ", Sr", ", III"}) {
    const std::size_t at = out.find(suffix);
    if (at != std::string::npos) out.erase(at, 1);
  }
  return out;
}

// Without marks at the ends and without the place behind a name ("Jane Doe in Paris").
std::string clean_name(std::string_view piece) {
  for (const std::string_view place : {" in ", " à ", " en ", " aus ", " at ", " for "}) {
    const std::size_t at = piece.find(place);
    if (at != std::string_view::npos && at > 0) piece = piece.substr(0, at);
  }
  for (const std::string_view reporter : {"記者 ", "记者 "}) {
    const std::size_t at = piece.find(reporter);
    if (at != std::string_view::npos) piece = piece.substr(at + reporter.size());
  }
  std::string name(strip(piece, " ,.;:|*"));
  if (name.ends_with(" Jr") || name.ends_with(" Sr")) name += '.';
  return name;
}

// Jobs and places that follow a name, and names that were there already.
bool is_no_name(std::string_view piece, const std::vector<std::string>& names) {
  if (std::find(names.begin(), names.end(), piece) != names.end()) return true;
  if (names.empty()) return is_job(piece) && !is_agency(piece) && words_of(piece).size() < 3;
  const bool place = words_of(piece).size() == 1 && words_of(names.back()).size() > 1 && !is_agency(piece);
  return place || is_job(piece);
}

// "(Reporting by A; Editing by B)": what stands before the editing is the byline.
std::string_view without_editing(std::string_view text) {
  text = strip(text, "()[] ");
  const std::string lower = lower_case(text);
  for (const std::string_view mark : {"; editing by", " editing by", "; additional reporting"}) {
    const std::size_t at = lower.find(mark);
    if (at != std::string::npos && at < text.size()) text = text.substr(0, at);
    if (at != std::string::npos) break;
  }
  return text;
}

}  // namespace

std::vector<std::string> read_byline(std::string_view text) {
  const std::string squeezed = squeeze_spaces(text);
  std::string_view rest = without_editing(squeezed);
  const std::string lower = lower_case(rest);
  const std::size_t lead = lead_in_length(lower);
  if (lead <= rest.size()) rest.remove_prefix(lead);
  if (is_agency(rest)) return {std::string(rest)};
  std::vector<std::string> names;
  for (const std::string& piece : split_names(join_suffixes(rest))) {
    const std::string name = clean_name(piece);
    if (!name.empty() && !is_no_name(name, names) && names.size() < most_names) names.push_back(name);
  }
  return names;
}

std::optional<std::vector<std::string>> byline_of_line(std::string_view line) {
  const std::string squeezed = squeeze_spaces(line);
  const std::string_view text = without_editing(squeezed);
  if (count_words(text) > longest_line_words) return std::nullopt;
  const std::string lower = lower_case(text);
  const std::size_t lead = lead_in_length(lower);
  if (lead == 0 || lead >= text.size()) return std::nullopt;
  std::vector<std::string> names = read_byline(text);
  if (names.empty()) return std::nullopt;
  const bool sure = lower.find(':') < lead || lower.find(" by ") < lead || lower.starts_with("by ");
  for (const std::string& name : names) {
    if (is_agency(name) || looks_like_a_name(name)) continue;
    const auto words = words_of(name);
    if (!sure || words.size() > 4 || !std::all_of(words.begin(), words.end(), starts_upper)) return std::nullopt;
  }
  if (ends_sentence(text) && !text.ends_with("Jr.") && squeezed.front() != '(') return std::nullopt;
  return names;
}

bool looks_like_names(std::string_view text) {
  const std::string squeezed = squeeze_spaces(text);
  if (count_words(squeezed) > longest_line_words || ends_sentence(squeezed)) return false;
  std::size_t names = 0;
  for (const std::string& piece : split_names(squeezed)) {
    const std::string_view name = strip(piece, " ");
    if (name.empty() || (names > 0 && is_job(name))) continue;
    if (!looks_like_a_name(name)) return false;
    ++names;
  }
  return names >= 1 && names <= 3;
}

bool is_agency(std::string_view text) { return is_one_of(agencies, lower_case(strip(text, " .,()[]"))); }

}  // namespace dateline
