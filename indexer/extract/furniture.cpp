#include "indexer/extract/furniture.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_line = 1200;  // bytes
constexpr std::size_t longest_quoted = 12;  // words

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> plain_marks = {
    {{"’", "'"}, {"‘", "'"}, {"`", "'"}, {"´", "'"}, {"…", "..."}, {"–", "-"}}};

constexpr std::array<std::string_view, 19> leading = {" ", "»", "›", "•", "·", "▶", "►", "→", "⇒", "▪",
                                                      "*", ">", "|", "-", "+", "[", "(", "“", "✉"};
constexpr std::array<std::string_view, 17> trailing = {" ", "»", "›", "→", "▶", "►", ".", ":", "!",
                                                       "?", ">", "|", "]", ")", "*", "”", ","};

constexpr std::array<std::string_view, 96> sections = {"politics",
                                                       "business",
                                                       "economy",
                                                       "markets",
                                                       "technology",
                                                       "tech",
                                                       "science",
                                                       "health",
                                                       "culture",
                                                       "arts",
                                                       "books",
                                                       "film",
                                                       "music",
                                                       "sport",
                                                       "sports",
                                                       "football",
                                                       "local",
                                                       "local news",
                                                       "world",
                                                       "world news",
                                                       "national",
                                                       "international",
                                                       "nation",
                                                       "metro",
                                                       "opinion",
                                                       "comment",
                                                       "editorial",
                                                       "analysis",
                                                       "travel",
                                                       "food",
                                                       "lifestyle",
                                                       "life",
                                                       "education",
                                                       "environment",
                                                       "climate",
                                                       "crime",
                                                       "entertainment",
                                                       "media",
                                                       "obituaries",
                                                       "weather",
                                                       "news",
                                                       "breaking news",
                                                       "breaking",
                                                       "exclusive",
                                                       "feature",
                                                       "features",
                                                       "investigation",
                                                       "interview",
                                                       "politik",
                                                       "wirtschaft",
                                                       "kultur",
                                                       "wissen",
                                                       "wissenschaft",
                                                       "gesellschaft",
                                                       "panorama",
                                                       "lokales",
                                                       "regional",
                                                       "ausland",
                                                       "inland",
                                                       "meinung",
                                                       "feuilleton",
                                                       "digital",
                                                       "gesundheit",
                                                       "bildung",
                                                       "politique",
                                                       "économie",
                                                       "monde",
                                                       "société",
                                                       "sciences",
                                                       "santé",
                                                       "sports et loisirs",
                                                       "international ",
                                                       "planète",
                                                       "débats",
                                                       "france",
                                                       "région",
                                                       "política",
                                                       "economía",
                                                       "mundo",
                                                       "sociedad",
                                                       "deportes",
                                                       "cultura",
                                                       "ciencia",
                                                       "tecnología",
                                                       "salud",
                                                       "opinión",
                                                       "internacional",
                                                       "nacional",
                                                       "espectáculos",
                                                       "sucesos",
                                                       "netzwelt",
                                                       "nachrichten",
                                                       "actualité",
                                                       "actualités",
                                                       "noticias",
                                                       "eilmeldung"};

constexpr std::array<std::string_view, 44> paper_words = {
    "courier",  "times",     "post",       "herald",   "gazette",  "tribune",  "journal",    "news",        "mail",
    "guardian", "chronicle", "telegraph",  "observer", "star",     "echo",     "express",    "mirror",      "standard",
    "record",   "press",     "register",   "examiner", "dispatch", "sentinel", "advertiser", "bulletin",    "inquirer",
    "ledger",   "reporter",  "daily",      "weekly",   "zeitung",  "tagblatt", "anzeiger",   "nachrichten", "rundschau",
    "kurier",   "tageblatt", "allgemeine", "bote",     "presse",   "magazine", "lantern",    "online"};
constexpr std::array<std::string_view, 7> paper_starts = {"le courrier ", "le journal ", "la gazette ",  "el diario ",
                                                          "el heraldo ",  "el correo ",  "el periódico "};

bool strip_front(std::string_view& text) {
  for (const std::string_view mark : leading) {
    if (!text.starts_with(mark)) continue;
    text.remove_prefix(mark.size());
    return true;
  }
  return false;
}

bool strip_back(std::string_view& text) {
  for (const std::string_view mark : trailing) {
    if (!text.ends_with(mark)) continue;
    text.remove_suffix(mark.size());
    return true;
  }
  return false;
}

bool is_number_mark(char c) { return (c >= '0' && c <= '9') || c == ',' || c == '.'; }

std::size_t number_length(std::string_view text) {
  if (text.empty() || text[0] < '0' || text[0] > '9') return 0;
  std::size_t length = 1;
  while (length < text.size() && is_number_mark(text[length])) ++length;
  return length;
}

bool has_quotation(std::string_view line) {
  for (const std::string_view mark : {"\"", "“", "”", "„", "«", "»"}) {
    if (line.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

// What a line looks like, whatever it says.
struct Look {
  std::size_t words;
  bool sentence;  // ends in a full stop
  bool speech;  // longer, with quotation marks
  bool list_item;  // with a bullet or number, so part of a list that the article makes
};

bool may_be(const FurnitureGroup& group, const Look& look) {
  if (look.words > group.most_words || (group.label_only && look.sentence)) return false;
  if (look.speech && group.reason == "boilerplate") return false;
  return !look.list_item || (group.effect == Effect::line && group.reason != "credit");
}

constexpr std::array<std::span<const FurnitureGroup> (*)(), 6> tables = {
    english_furniture, english_page_furniture, german_furniture, french_furniture, spanish_furniture, asian_furniture};

struct Entry {
  std::string_view pattern;
  std::string_view piece;  // of a pattern that starts with "*": the first fixed piece
  const FurnitureGroup* group;
};

// All patterns by the byte that they start with, so that a line is compared with few of them. Never changes.
class Index {
 public:
  Index() {
    for (const auto& table : tables) {
      for (const FurnitureGroup& group : table()) {
        for (const std::string_view pattern : group.patterns) add(pattern, group);
      }
    }
  }

  const std::vector<Entry>& starting_with(char first) const {
    return by_first_[first >= '0' && first <= '9' ? '#' : static_cast<unsigned char>(first)];
  }
  const std::vector<Entry>& floating() const { return by_first_['*']; }

 private:
  void add(std::string_view pattern, const FurnitureGroup& group) {
    const bool digit = pattern[0] >= '0' && pattern[0] <= '9';
    const std::string_view piece =
        pattern[0] == '*' ? pattern.substr(1, pattern.find_first_of("*#", 1) - 1) : std::string_view();
    by_first_[digit ? '#' : static_cast<unsigned char>(pattern[0])].push_back({pattern, piece, &group});
  }

  std::array<std::vector<Entry>, 256> by_first_;
};

const Index& index() {
  static const Index all;
  return all;
}

const FurnitureGroup* strongest(const std::vector<Entry>& entries, std::string_view key, const Look& look,
                                const FurnitureGroup* best) {
  for (const Entry& entry : entries) {
    if ((best != nullptr && best->effect <= entry.group->effect) || !may_be(*entry.group, look)) continue;
    if (!entry.piece.empty() && key.find(entry.piece) == std::string_view::npos) continue;
    if (fits(entry.pattern, key)) best = entry.group;
  }
  return best;
}

}  // namespace

bool fits(std::string_view pattern, std::string_view text) {
  constexpr std::size_t none = std::string_view::npos;
  std::size_t p = 0, t = 0, star = none, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
      continue;
    }
    const std::size_t number = p < pattern.size() && pattern[p] == '#' ? number_length(text.substr(t)) : 0;
    if (p < pattern.size() && (number != 0 || pattern[p] == text[t])) {
      t += number != 0 ? number : 1;
      ++p;
      continue;
    }
    if (star == none) return false;
    p = star + 1;
    t = ++resume;
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::string furniture_key(std::string_view line) {
  std::string text = lower_case(squeeze_spaces(line));
  for (const auto& [mark, plain] : plain_marks) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + plain.size())) {
      text.replace(at, mark.size(), plain);
    }
  }
  std::string_view rest = text;
  while (strip_front(rest)) continue;
  while (strip_back(rest)) continue;
  return std::string(rest);
}

const FurnitureGroup* furniture_of(std::string_view line) {
  if (line.size() > longest_line) return nullptr;
  const std::string key = furniture_key(line);
  const std::size_t words = count_words(key);
  if (key.empty() || key.find("://") < key.find(' ')) return nullptr;
  const bool list_item = is_list_item(line);
  const bool speech = words > longest_quoted && has_quotation(line);
  const bool sentence = (line.ends_with('.') && !line.ends_with("...")) || line.ends_with(".)") || line.ends_with("。");
  const Look look = {words, sentence, speech, list_item};
  return strongest(index().floating(), key, look, strongest(index().starting_with(key[0]), key, look, nullptr));
}

bool is_masthead(std::string_view text) {
  const std::string key = furniture_key(text);
  const std::size_t space = key.rfind(' ');
  if (space == std::string::npos || count_words(key) > 5 || ends_sentence(text)) return false;
  const std::string_view last = std::string_view(key).substr(space + 1);
  const bool ends = std::find(paper_words.begin(), paper_words.end(), last) != paper_words.end();
  const bool starts = std::any_of(paper_starts.begin(), paper_starts.end(),
                                  [&](std::string_view word) { return key.starts_with(word); });
  return ends || starts;
}

bool is_section_name(std::string_view text) {
  return std::find(sections.begin(), sections.end(), furniture_key(text)) != sections.end();
}

}  // namespace dateline
