// Who wrote a page's article: metadata and what stands beside the headline, names only.
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>

#include "indexer/extract/byline.h"
#include "indexer/extract/meta_parts.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

using Names = std::vector<std::string>;

constexpr std::size_t longest_byline = 300;  // bytes of one element or tag
constexpr std::size_t near_line_words = 80, near_element_words = 250;  // from the headline
constexpr std::size_t most_visible = 60;

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
    if (!is_address(word)) (out += out.empty() ? "" : " ") += word;
    else if (word.ends_with(',') || word.ends_with(';')) out += ',';
    at = end + 1;
  }
  return out;
}

constexpr std::array<std::string_view, 7> marks = {" | ", " • ", " · ", " – ", " — ", " - ", " // "};

// What stands behind "|", "•" and the like is no name.
std::string_view before_marks(std::string_view text) {
  for (const std::string_view mark : marks) {
    const std::size_t at = text.find(mark);
    if (at != std::string_view::npos && at > 0) text = text.substr(0, at);
  }
  return text;
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

bool holds_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

bool starts_name(std::string_view word) {
  std::size_t at = 0;
  const auto c = word.empty() ? UChar32{} : static_cast<UChar32>(code_point_at(word, at));
  return u_isupper(c) || u_istitle(c) || (u_isalpha(c) && !u_islower(c));
}

bool starts_with_capital(std::string_view text) {
  std::size_t at = 0;
  return !text.empty() && u_isupper(static_cast<UChar32>(code_point_at(text, at)));
}

// "Analysis by Ruth Ames": what stands in front of "by" is the kind of text.
std::string_view behind_by(std::string_view text) {
  for (const std::string_view by : {" by ", " By ", " BY ", " von ", " par ", " por "}) {
    const std::size_t at = text.find(by);
    if (at == std::string_view::npos || count_words(text.substr(0, at)) > 3 || !starts_name(text.substr(at + by.size()))) continue;
    if (by == " von " && count_words(text.substr(0, at)) > 1) continue;  // "Ursula von der Leyen"
    return text.substr(at + by.size());
  }
  return text;
}

// What systems call whoever looks after them.
bool is_login(const std::string& name) {
  static constexpr std::array<std::string_view, 9> logins = {"admin", "administrator", "webmaster", "root", "user", "wordpress", "siteadmin", "wpadmin", "superuser"};
  return std::find(logins.begin(), logins.end(), letters_key(name)) != logins.end();
}

// "Harbour Post Staff" is one name.
bool is_desk(std::string_view name) {
  const std::string lower = lower_case(name);
  for (const std::string_view word : {" staff", " newsroom", " redaktion", " desk", " bureau", " team"})
    if (lower.ends_with(word)) return true;
  return false;
}

constexpr std::string_view lead_words[] = {"by", "von", "par", "por", "text", "author", "authors", "written by", "autor", "story by", "words by"};

bool is_lead_in(std::string_view text) {
  std::string lower = lower_case(text);
  while (!lower.empty() && (lower.back() == ':' || lower.back() == ' ')) lower.pop_back();
  return std::find(std::begin(lead_words), std::end(lead_words), lower) != std::end(lead_words);
}

void append(Names& to, Names&& from) {
  for (std::string& name : from) {
    const std::string key = letters_key(name);
    const auto known = std::find_if(to.begin(), to.end(), [&](const std::string& other) { return letters_key(other) == key; });
    if (known == to.end()) to.push_back(std::move(name));
  }
}

struct BylineClue {
  Names names;
  std::string where;
  bool spoken = false;  // in a line that begins with "By" or the like
};

class BylineFinder {
 public:
  BylineFinder(const MetaClues& clues, PageMeta& meta) : clues_(clues), meta_(meta) {}

  void run() {
    gather_linked();
    gather_tags();
    gather_lines();
    gather_elements();
    gather_beside_date();
    prefer_spoken();
    for (const bool site_too : {false, true}) {
      for (BylineClue& clue : found_) {
        Names names;
        for (const std::string& name : clue.names)
          if (site_too || !is_site(name)) names.push_back(name);
        if (names.empty()) continue;
        meta_.byline = std::move(names);
        meta_.found_in.push_back({"byline", clue.where});
        return;
      }
    }
  }

 private:
  bool is_site(std::string_view name) const {
    const std::string key = letters_key(name);
    return std::find(clues_.site_names.begin(), clues_.site_names.end(), key) != clues_.site_names.end();
  }

  // Where somebody works: "CNN Business" behind a name on CNN's pages, an agency behind a comma.
  bool is_workplace(std::string_view name) const {
    if (is_agency(name) || is_site(name)) return true;
    const std::string key = letters_key(name);
    return std::any_of(clues_.site_names.begin(), clues_.site_names.end(), [&](const std::string& site) { return site.size() >= 3 && key.starts_with(site); });
  }

  // The names in a text that is a byline; without places of work behind them.
  Names read_names(std::string_view text) const {
    const std::string clean = with_commas(without_addresses(cut_bytes(text, longest_byline)));
    std::string_view rest = behind_by(before_marks(clean));
    for (const std::string_view mark : {", ", ". ", " / "}) {
      const std::size_t at = rest.rfind(mark);
      if (at != std::string_view::npos && at > 0 && is_workplace(rest.substr(at + mark.size()))) rest = rest.substr(0, at);
    }
    Names names;
    for (std::string& name : read_byline(rest)) {
      const std::size_t words = count_words(name);
      if (letters_key(name).empty() || words > 7 || name.size() > 80 || is_lead_in(name)) continue;
      if (!names.empty() && count_words(names.front()) > 1 && is_workplace(name) && rest.find(" and " + name) == std::string_view::npos) continue;
      names.push_back(once(without_workplace(name)));
    }
    return names;
  }

  // "Ruth Ames Ruth Ames", where a picture's text stands before the name; and without marks at the end.
  static std::string once(std::string name) {
    while (!name.empty() && std::string_view(" ,;:|/-").find(name.back()) != std::string_view::npos) name.pop_back();
    if (name.ends_with("／")) name = squeeze_spaces(std::string_view(name).substr(0, name.size() - 3));
    const std::size_t half = name.size() / 2;
    const bool twice = name.size() % 2 == 1 && name[half] == ' ' && std::string_view(name).substr(0, half) == std::string_view(name).substr(half + 1);
    if (twice && half > 3) name.resize(half);
    return name;
  }

  // "Jill Lawless Associated Press", where line breaks have parted the two.
  static std::string without_workplace(const std::string& name) {
    for (std::size_t at = name.find(' '); at != std::string::npos; at = name.find(' ', at + 1))
      if (count_words(std::string_view(name).substr(0, at)) >= 2 && is_agency(std::string_view(name).substr(at + 1)) && !is_desk(name)) return name.substr(0, at);
    return name;
  }

  void add(Names&& names, std::string where, bool spoken = false) {
    if (!names.empty()) found_.push_back({std::move(names), std::move(where), spoken});
  }

  void gather_linked() {
    Names linked;
    for (const std::string& author : clues_.linked.authors) append(linked, read_names(author));
    std::erase_if(linked, is_login);
    add(std::move(linked), "JSON-LD author");
  }

  void gather_tags() {
    for (const std::string_view name : {"parsely-author", "sailthru.author", "article.author", "bt:author", "author", "article:author", "article:author_name", "og:article:author",
                                        "byl", "byline", "dc.creator", "dcterms.creator", "dc.contributor", "cxenseparse:author", "lp.article:author", "article_author",
                                        "content-creator", "citation_author", "rnews:author", "creator"}) {
      Names names;
      std::size_t looked_at = 0;
      for (const MetaTag& tag : clues_.scan.tags)
        if (tag.name == name && ++looked_at <= 50) append(names, read_names(name == "citation_author" ? given_name_first(tag.value) : tag.value));
      std::erase_if(names, is_login);
      add(std::move(names), "meta " + std::string(name));
    }
  }

  // "Ames, Ruth" as "Ruth Ames".
  static std::string given_name_first(const std::string& name) {
    const std::size_t comma = name.find(", ");
    if (comma == std::string::npos || name.find(',', comma + 1) != std::string::npos) return name;
    return name.substr(comma + 2) + ' ' + name.substr(0, comma);
  }

  // Lines that say that they are bylines, near the headline; "By" may stand on a line of its own.
  void gather_lines() {
    constexpr std::size_t most_words = 25;
    std::vector<std::pair<std::size_t, Names>> spoken;
    for (std::size_t i = 0; i < clues_.near.size(); ++i) {
      const PageLine& line = clues_.near[i];
      const std::size_t far = distance_to_headline(line.words, clues_);
      if (far > near_line_words || line.text.size() > longest_byline || is_within(line.node, {"figure", "figcaption"})) continue;
      std::string text = line.text;
      if (is_lead_in(text) && i + 1 < clues_.near.size()) text = "By " + clues_.near[i + 1].text;
      if (count_words(text) > most_words) continue;
      if (Names names = spoken_names(text); !names.empty()) spoken.emplace_back(far, linked_parts(std::move(names), *line.node));
    }
    std::stable_sort(spoken.begin(), spoken.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [far, names] : spoken) add(std::move(names), "byline beside the headline", true);
  }

  // A name with its job behind it is the part of it that is a link.
  static Names linked_parts(Names&& names, const Node& around) {
    std::size_t looked_at = 0;
    for (const Node* node = &around; node != nullptr && ++looked_at < 100; node = next_in_order(node, &around)) {
      if (node->name != "a") continue;
      const std::string text = visible_text(*node, 80);
      if (!looks_like_names(text)) continue;
      for (std::string& name : names)
        if (name.size() > text.size() && name.starts_with(text)) name = text;
    }
    return std::move(names);
  }

  // The names of a line such as "By Ruth Ames on Monday, May 4th, 2020" or "Posted May 4, 2020 by Ruth Ames"; none when it is no byline.
  Names spoken_names(std::string_view line) const {
    std::string text(line);
    bool sure = false;
    if (const auto date = first_date_in(text, 0)) {
      const std::string_view before = std::string_view(text).substr(0, date->begin), behind = std::string_view(text).substr(std::min(date->end, text.size()));
      const std::string lower = lower_case(before);
      const bool named_before = lower.starts_with("by ") || lower.starts_with("von ") || lower.starts_with("par ") || lower.starts_with("por ") || lower.find(" by ") != std::string::npos;
      text = squeeze_spaces(named_before ? without_connective(before) : behind);
      sure = named_before && lower.starts_with("by ");
    }
    text = without_addresses(text);
    std::string_view name_part = before_marks(text);
    if (name_part.starts_with("| ")) name_part.remove_prefix(2);
    if (!sure && !byline_of_line(name_part) && behind_by(name_part) == name_part) return {};
    const bool led = sure || byline_of_line(name_part);
    Names names = read_names(name_part);
    std::erase_if(names, [&](const std::string& name) { return !looks_like_names(name) && !is_agency(name) && (!led || (!sure && count_words(name) > 5)); });
    return names;
  }

  static std::string_view without_connective(std::string_view text) {
    while (!text.empty() && std::string_view(" ,|-:(").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    for (const std::string_view word : {" on", " am", " le", " el", " - Published", " Published", " Updated", " posted", " published", " at"})
      if (text.ends_with(word)) return without_connective(text.substr(0, text.size() - word.size()));
    return text;
  }

  // "Ruth Ames - May 4, 2020", or a name on the line before or behind that of the date.
  void gather_beside_date() {
    for (const PageLine* line : nearest_first(clues_)) {
      if (line->words < clues_.headline_words || distance_to_headline(line->words, clues_) > near_line_words || is_within(line->node, {"figure", "figcaption"})) continue;
      const auto date = first_date_in(line->text, 0);
      if (!date || line->text.size() > longest_byline || count_words(line->text) > 20) continue;
      const std::string_view before = without_connective(std::string_view(line->text).substr(0, date->begin));
      if (is_name(before)) return add(read_names(without_places(before)), "name beside the date");
      const PageLine* const first = clues_.near.data();
      for (const PageLine* beside : {line - 1, line + 1}) {
        if (beside < first || beside >= first + clues_.near.size() || beside->words < clues_.headline_words) continue;
        if (beside->text.size() <= 80 && is_name(without_places(beside->text))) return add(read_names(without_places(beside->text)), "name beside the date");
      }
    }
  }

  // Names of people in letters that have capitals only: elsewhere any short line would do.
  bool is_name(std::string_view text) const { return text.size() <= 80 && starts_with_capital(text) && (looks_like_names(text) || is_agency(text)) && !is_title(text); }

  static std::string_view without_places(std::string_view text) { return text.substr(0, text.find(',')); }

  bool is_title(std::string_view text) const { return letters_key(meta_.headline).find(letters_key(text)) != std::string::npos; }

  // What is marked as author or called byline, the nearest first.
  void gather_elements() {
    std::vector<std::pair<std::size_t, const Node*>> near;
    for (const PlacedNode& placed : clues_.scan.bylines) {
      const std::size_t far = distance_to_headline(placed.words, clues_);
      if (far <= near_element_words) near.emplace_back(far, placed.node);
    }
    std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    if (near.size() > most_visible) near.resize(most_visible);
    const Node* previous = nullptr;
    for (const auto& [far, node] : near) {
      const std::size_t before = found_.size();
      gather_element(*node);
      if (found_.size() == before) continue;
      if (previous != nullptr && are_alike(*previous, *node)) merge_last();
      previous = node;
    }
  }

  // One after another in the same way: the authors of one article.
  static bool are_alike(const Node& a, const Node& b) {
    const bool same = a.name == b.name && a.attribute("class") == b.attribute("class") && a.attribute("rel") == b.attribute("rel") && a.attribute("itemprop") == b.attribute("itemprop");
    return same && (a.parent == b.parent || (a.parent != nullptr && b.parent != nullptr && a.parent->parent == b.parent->parent && a.parent->name == b.parent->name));
  }

  void merge_last() {
    append(found_[found_.size() - 2].names, std::move(found_.back().names));
    found_.pop_back();
  }

  void gather_element(const Node& node) {
    if (is_beside_article(&node) || is_called(node, {"bio", "comment", "comments", "related", "share", "social"})) return;
    const std::string text = visible_text(node, longest_byline + 1);
    if (text.empty() || text.size() > longest_byline || holds_digit(before_marks(text))) return;
    if (byline_of_line(text)) return add(read_names(text), "byline beside the headline");
    const bool marked = node.attribute("rel").find("author") != std::string_view::npos || node.attribute("itemprop") == "author";
    if (marked || looks_like_names(text) || is_agency(text)) add(read_names(text), "author beside the headline");
  }

  // Whether each of `others` is one of the names, or one with its job behind it.
  static bool covers(const Names& names, const Names& others) {
    return std::all_of(others.begin(), others.end(), [&](const std::string& other) {
      const std::string key = letters_key(other);
      return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return key.starts_with(letters_key(name)); });
    });
  }

  // The line that a reader sees goes before metadata that name fewer people or somebody else.
  void prefer_spoken() {
    const auto spoken = std::find_if(found_.begin(), found_.end(), [](const BylineClue& clue) { return clue.spoken; });
    if (spoken == found_.end() || spoken == found_.begin()) return;
    const bool sure = std::all_of(spoken->names.begin(), spoken->names.end(), [](const std::string& name) { return looks_like_names(name) || is_agency(name); });
    if (!sure || covers(found_.front().names, spoken->names)) return;
    std::rotate(found_.begin(), spoken, spoken + 1);
  }

  const MetaClues& clues_;
  PageMeta& meta_;
  std::vector<BylineClue> found_;
};

}  // namespace

void find_byline(const MetaClues& clues, PageMeta& meta) { BylineFinder(clues, meta).run(); }

}  // namespace dateline
