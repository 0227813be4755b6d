// Names in the bylines of web pages.
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/extract/byline.h"
#include "indexer/extract/meta_parts.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

using Names = std::vector<std::string>;

constexpr std::size_t longest_byline = 300;  // bytes
constexpr std::array<std::string_view, 7> marks = {" | ", " • ", " · ", " – ", " — ", " - ", " // "};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_address(std::string_view word) {
  return word.find('@') != std::string_view::npos || word.find("://") != std::string_view::npos || word.starts_with("www.") ||
         word.find(".com/") != std::string_view::npos;
}

// Without e-mail addresses, handles and web addresses.
std::string without_addresses(std::string_view text) {
  const std::string squeezed = squeeze_spaces(text);
  std::string out;
  for (std::size_t at = 0; at < squeezed.size();) {
    const std::size_t end = std::min(squeezed.find(' ', at), squeezed.size());
    const std::string_view word = std::string_view(squeezed).substr(at, end - at);
    if (!is_address(word))
      (out += out.empty() ? "" : " ") += word;
    else if (word.ends_with(',') || word.ends_with(';'))
      out += ',';
    at = end + 1;
  }
  return out;
}

// But for lists of names that are parted so: "Ruth Ames | Tom Reed".
std::string with_commas(std::string text) {
  for (const std::string_view mark : {" | ", " • ", " · "}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
      const std::string_view behind = std::string_view(text).substr(at + mark.size());
      if (at > 0 && looks_like_names(before_marks(behind))) text.replace(at, mark.size(), ", ");
    }
  }
  return text;
}

bool starts_name(std::string_view word) {
  std::size_t at = 0;
  const auto c = word.empty() ? UChar32{} : static_cast<UChar32>(code_point_at(word, at));
  return u_isupper(c) || u_istitle(c) || (u_isalpha(c) && !u_islower(c));
}

// What may stand before "von": "Ein Kommentar von Jörg Lahm". Elsewhere it is part of a name.
bool is_kind_of_text(std::string_view text) {
  static constexpr std::array<std::string_view, 16> kinds = {"text",      "analyse", "kommentar", "bericht",     "interview", "reportage",
                                                             "protokoll", "essay",   "kolumne",   "gastbeitrag", "porträt",   "leitartikel",
                                                             "rezension", "glosse",  "kritik",    "artikel"};
  const std::string lower = lower_case(text);
  const std::size_t space = lower.rfind(' ');
  return is_one_of(kinds, std::string_view(lower).substr(space == std::string::npos ? 0 : space + 1));
}

// Those whose names stand on a page and who did not write it: "Photo by", "Edited by".
bool is_other_part(std::string_view before) {
  static constexpr std::array<std::string_view, 22> parts = {"photo",         "photos",  "photograph", "photographs", "photography", "picture",
                                                             "pictures",      "image",   "images",     "graphic",     "graphics",    "illustration",
                                                             "illustrations", "video",   "edited",     "reviewed",    "foto",        "fotos",
                                                             "sponsored",     "powered", "presented",  "translated"};
  const std::string lower = lower_case(before);
  for (std::size_t at = 0; at < lower.size();) {
    const std::size_t end = std::min(lower.find_first_of(" :", at), lower.size());
    if (is_one_of(parts, std::string_view(lower).substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

// "Analysis by Ruth Ames": what stands in front of "by" is the kind of text.
std::string_view behind_by(std::string_view text) {
  constexpr std::size_t most_words_before = 3;
  for (const std::string_view by : {" by ", " By ", " BY ", " von ", " par ", " por "}) {
    const std::size_t at = text.find(by);
    if (at == std::string_view::npos || count_words(text.substr(0, at)) > most_words_before || !starts_name(text.substr(at + by.size()))) continue;
    if ((by == " von " && !is_kind_of_text(text.substr(0, at))) || is_other_part(text.substr(0, at))) continue;
    return text.substr(at + by.size());
  }
  return text;
}

// "and" in languages where the word means something else in others.
std::string with_and(std::string text, std::string_view lang) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> words = {{{"nl", " en "},
                                                                                           {"sv", " och "},
                                                                                           {"da", " og "},
                                                                                           {"nb", " og "},
                                                                                           {"no", " og "},
                                                                                           {"nn", " og "},
                                                                                           {"fi", " ja "},
                                                                                           {"pl", " i "},
                                                                                           {"cs", " a "},
                                                                                           {"sk", " a "},
                                                                                           {"ru", " и "},
                                                                                           {"uk", " та "},
                                                                                           {"tr", " ve "},
                                                                                           {"id", " dan "},
                                                                                           {"ro", " și "},
                                                                                           {"hu", " és "}}};
  for (const auto& [in, word] : words) {
    if (in != lang) continue;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) text.replace(at, word.size(), " and ");
  }
  return text;
}

// Words for "by" that are something else in other languages, as "By".
std::string with_by(std::string text, std::string_view lang) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> words = {
      {{"it", "di "}, {"nb", "av "}, {"no", "av "}, {"nn", "av "}, {"sv", "av "}, {"da", "af "}, {"ro", "de "}, {"pt", "de "}, {"ca", "per "}}};
  const std::string lower = lower_case(cut_bytes(text, 8));
  for (const auto& [in, word] : words)
    if (in == lang && lower.starts_with(word) && starts_name(std::string_view(text).substr(word.size()))) return "By " + text.substr(word.size());
  return text;
}

// What stands in brackets behind a name is where or what somebody is.
std::string without_brackets(std::string text) {
  for (std::size_t open = text.find('(', 1); open != std::string::npos; open = text.find('(', open)) {
    const std::size_t close = text.find(')', open);
    if (close == std::string::npos) break;
    text.erase(open, close + 1 - open);
  }
  return text;
}

// "记者：王小明、李华", "文＝山田太郎", "홍길동 기자": the names of a line that East Asian words call a byline; empty when none do.
Names east_asian_names(std::string_view text) {
  static constexpr std::array<std::string_view, 16> leads = {"作者：", "作者:", "记者：", "记者:",     "記者：",   "記者:", "撰文：", "撰文:",
                                                             "文：",   "文/",   "文／",   "本报记者", "本報記者", "记者 ", "記者 ",  "文＝"};
  constexpr std::string_view reporter = " 기자";
  constexpr std::size_t longest_line = 90, shortest = 4, longest = 36;  // bytes
  if (text.size() > longest_line) return {};
  std::string names;
  for (const std::string_view lead : leads)
    if (names.empty() && text.starts_with(lead)) names = squeeze_spaces(text.substr(lead.size()));
  if (names.empty() && text.ends_with(reporter)) names = squeeze_spaces(text.substr(0, text.size() - reporter.size()));
  const bool latin = std::any_of(names.begin(), names.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  for (const std::string_view mark : {"、", "，", "／", "/", ",", latin ? "、" : " "})
    for (std::size_t at = names.find(mark); at != std::string::npos; at = names.find(mark, at + 1)) names.replace(at, mark.size(), "\n");
  Names out;
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find('\n', at), names.size());
    if (end - at >= shortest && end - at <= longest) out.push_back(names.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// "Harbour Post Staff" is one name.
bool is_desk(std::string_view name) {
  const std::string lower = lower_case(name);
  for (const std::string_view word : {" staff", " newsroom", " redaktion", " desk", " bureau", " team"})
    if (lower.ends_with(word)) return true;
  return false;
}

constexpr std::array<std::string_view, 11> lead_words = {"by",      "von",        "par",   "por",      "text",    "author",
                                                         "authors", "written by", "autor", "story by", "words by"};

// Where somebody works: "CNN Business" behind a name on CNN's pages, an agency behind a comma.
bool is_workplace(std::string_view name, const MetaClues& clues) {
  if (is_agency(name) || names_this_site(name, clues)) return true;
  const std::string key = letters_key(name);
  for (const std::string_view word : {"studio", "redaktion", "agentur", "newsdesk", "büro"})
    if (key.find(word) != std::string::npos) return true;
  const auto is_part = [&](const std::string& site) { return site.size() >= 3 && key.starts_with(site); };
  return std::any_of(clues.site_names.begin(), clues.site_names.end(), is_part);
}

// "Ruth Ames Ruth Ames", where a picture's text stands before the name; and without marks at the end.
std::string once(std::string name) {
  while (!name.empty() && std::string_view(" ,;:|/-").find(name.back()) != std::string_view::npos) name.pop_back();
  if (name.ends_with("／")) name = squeeze_spaces(std::string_view(name).substr(0, name.size() - 3));
  const std::size_t half = name.size() / 2;
  const bool twice = name.size() % 2 == 1 && name[half] == ' ' && std::string_view(name).substr(0, half) == std::string_view(name).substr(half + 1);
  if (twice && half > 3) name.resize(half);
  return name;
}

// "Jill Lawless Associated Press", where line breaks have parted the two.
std::string without_workplace(const std::string& name) {
  if (is_desk(name)) return name;
  for (std::size_t at = name.find(' '); at != std::string::npos; at = name.find(' ', at + 1)) {
    const std::string_view whole = name;
    if (count_words(whole.substr(0, at)) >= 2 && is_agency(whole.substr(at + 1))) return name.substr(0, at);
  }
  return name;
}

}  // namespace

std::string_view before_marks(std::string_view text) {
  for (const std::string_view mark : marks) {
    const std::size_t at = text.find(mark);
    if (at != std::string_view::npos && at > 0) text = text.substr(0, at);
  }
  return text;
}

bool is_lead_in(std::string_view text) {
  std::string lower = lower_case(text);
  while (!lower.empty() && (lower.back() == ':' || lower.back() == ' ')) lower.pop_back();
  return is_one_of(lead_words, lower);
}

bool is_login(const std::string& name) {
  static constexpr std::array<std::string_view, 9> logins = {"admin",     "administrator", "webmaster", "root",     "user",
                                                             "wordpress", "siteadmin",     "wpadmin",   "superuser"};
  return is_one_of(logins, letters_key(name));
}

bool names_this_site(std::string_view name, const MetaClues& clues) {
  const std::string key = letters_key(name);
  return std::find(clues.site_names.begin(), clues.site_names.end(), key) != clues.site_names.end();
}

std::string_view without_connective(std::string_view text) {
  for (bool cut = true; cut;) {
    cut = false;
    while (!text.empty() && std::string_view(" ,|-:(").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    for (const std::string_view word : {" on",
                                        " am",
                                        " vom",
                                        " le",
                                        " el",
                                        " il",
                                        " at",
                                        " um",
                                        " Published",
                                        " Updated",
                                        " Posted",
                                        " posted",
                                        " published",
                                        " updated",
                                        " Veröffentlicht",
                                        " veröffentlicht",
                                        " Aktualisiert",
                                        " aktualisiert",
                                        " Stand",
                                        " Publié",
                                        " publié",
                                        " Mis à jour",
                                        " Publicado",
                                        " publicado",
                                        " Pubblicato",
                                        " Publisert",
                                        " Publicerad",
                                        " Gepubliceerd"}) {
      if (!text.ends_with(word)) continue;
      text.remove_suffix(word.size());
      cut = true;
    }
  }
  return text;
}

Names read_names(std::string_view text, const MetaClues& clues) {
  if (Names names = east_asian_names(text); !names.empty()) return names;
  const std::string bare = without_brackets(without_addresses(cut_bytes(text, longest_byline)));
  const std::string clean = squeeze_spaces(with_by(with_and(with_commas(bare), clues.lang), clues.lang));
  std::string_view rest = behind_by(before_marks(clean));
  for (const std::string_view mark : {", ", ". ", " / "}) {
    const std::size_t at = rest.rfind(mark);
    if (at != std::string_view::npos && at > 0 && is_workplace(rest.substr(at + mark.size()), clues)) rest = rest.substr(0, at);
  }
  Names names;
  constexpr std::size_t most_words = 7, longest_name = 80;
  for (std::string& name : read_byline(rest)) {
    if (letters_key(name).empty() || count_words(name) > most_words || name.size() > longest_name || is_lead_in(name)) continue;
    if (const std::size_t by = name.find(" by "); by != std::string::npos && is_other_part(name.substr(0, by))) continue;
    const bool behind_person = !names.empty() && count_words(names.front()) > 1 && !names_this_site(names.front(), clues) &&
                               rest.find(" and " + name) == std::string_view::npos;
    if (behind_person && is_workplace(name, clues)) continue;
    names.push_back(once(without_workplace(name)));
  }
  return names;
}

Names names_of_line(std::string_view line, const MetaClues& clues) {
  if (Names names = east_asian_names(line); !names.empty()) return names;
  std::string text(line);
  bool sure = false;  // "by" and a date leave no doubt
  if (const auto date = first_date_in(text, 0)) {
    const std::string_view before = line.substr(0, date->begin), behind = line.substr(std::min(date->end, line.size()));
    const std::string lower = lower_case(before);
    sure = lower.starts_with("by ");
    const bool named_before =
        sure || lower.starts_with("von ") || lower.starts_with("par ") || lower.starts_with("por ") || lower.find(" by ") != std::string::npos;
    text = squeeze_spaces(named_before ? without_connective(before) : behind);
  }
  text = with_by(without_brackets(without_addresses(text)), clues.lang);
  std::string_view names_part = before_marks(text);
  if (names_part.starts_with("| ")) names_part.remove_prefix(2);
  const bool led = sure || byline_of_line(names_part);
  if (!led && behind_by(names_part) == names_part) return {};
  Names names = read_names(names_part, clues);
  constexpr std::size_t most_words = 5;
  std::erase_if(names, [&](const std::string& name) {
    if (looks_like_names(name) || is_agency(name)) return false;
    return !led || (!sure && count_words(name) > most_words);
  });
  return names;
}

}  // namespace dateline
