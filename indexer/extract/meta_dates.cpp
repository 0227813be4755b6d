// When a page's article was published and updated: metadata first, then what stands beside the headline, then the address.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "indexer/extract/dates.h"
#include "indexer/extract/meta_parts.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::int64_t one_day = 86400;
constexpr std::size_t near_words = 120;  // words of the page between a headline and its date
constexpr std::size_t most_visible = 60;

enum class DateRole : std::uint8_t { unknown, published, updated };

struct DateClue {
  Moment moment;
  std::string where;
  DateRole role = DateRole::unknown;
  bool visible = false;
  std::uint32_t line = 0;
  std::string written;
};

bool is_plausible(const Moment& moment) {
  constexpr std::int64_t first = -2208988800, last = 4102444800;  // 1900, 2100
  return moment.seconds > first && moment.seconds < last && (moment.seconds < 0 || moment.seconds > one_day);
}

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

std::optional<Moment> read_written(std::string_view text) {
  std::optional<Moment> moment;
  if (is_digits(text) && (text.size() == 10 || text.size() == 13)) moment = moment_of_number(std::atof(std::string(text).c_str()));
  else moment = read_date(text);
  return moment && is_plausible(*moment) ? moment : std::nullopt;
}

std::int64_t day_of(const Moment& moment) {
  const std::int64_t local = moment.seconds + (moment.precision == Precision::day ? 0 : moment.offset_minutes * 60);
  return local >= 0 ? local / one_day : (local - one_day + 1) / one_day;
}

bool has_year(std::string_view text) {
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const bool century = text.substr(at).starts_with("19") || text.substr(at).starts_with("20");
    if (century && is_digits(text.substr(at, 4))) return true;
  }
  return false;
}

// What a run of visible text says: the first date in it, and what the words before that call it.
struct FoundDate {
  Moment moment;
  DateRole role = DateRole::unknown;
  std::size_t end = 0;
};

bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

DateRole role_of(std::string_view text) {
  const std::string lower = lower_case(text);
  if (holds_any(lower, {"updated", "modified", "last edited", "aktualisiert", "geändert", "mis à jour", "modifié", "actualizad", "aggiornat", "atualizad", "bijgewerkt",
                        "обновлен", "update"}))
    return DateRole::updated;
  if (holds_any(lower, {"publish", "posted", "first ", "created", "veröffentlicht", "erstellt", "publié", "publicad", "pubblicat", "gepubliceerd", "опубликован"}))
    return DateRole::published;
  return DateRole::unknown;
}

// The word starts of a text, its end included.
std::vector<std::size_t> word_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size(); at = std::min(text.find(' ', at), text.size() - 1) + 1) starts.push_back(at);
  starts.push_back(text.size() + 1);
  return starts;
}

std::string_view without_marks(std::string_view text) {
  constexpr std::string_view marks = " ,;:|-()[]/.";
  const std::size_t first = text.find_first_not_of(marks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(marks) - first + 1);
}

// The first date in a short text, as the longest run of words that reads as one.
std::optional<FoundDate> date_in(std::string_view text, std::size_t from) {
  constexpr std::size_t longest_run = 9, most_words = 40;
  const std::string_view rest = text.substr(from);
  if (!has_year(rest)) return std::nullopt;
  const auto starts = word_starts(rest);
  const std::size_t words = std::min(starts.size() - 1, most_words);
  for (std::size_t first = 0; first < words; ++first) {
    for (std::size_t count = std::min(longest_run, words - first); count > 0; --count) {
      const std::size_t end = starts[first + count] - 1;
      const std::string_view run = without_marks(rest.substr(starts[first], end - starts[first]));
      if (!has_year(run)) break;
      const auto moment = read_written(run);
      if (!moment) continue;
      FoundDate found = {*moment, role_of(rest.substr(0, starts[first])), from + end};
      return found;
    }
  }
  return std::nullopt;
}

class DateFinder {
 public:
  DateFinder(const MetaClues& clues, PageMeta& meta) : clues_(clues), meta_(meta) {}

  void run() {
    gather_metadata();
    gather_visible();
    gather_address();
    choose_published();
    choose_updated();
  }

 private:
  void add(std::string_view written, std::string where, DateRole role, std::uint32_t line) {
    if (written.empty()) return;
    const auto moment = read_written(written);
    if (moment) clues_found_.push_back({*moment, std::move(where), role, false, line, std::string(written)});
    else unread_.push_back({"unreadable_date", line, where + ": " + std::string(written)});
  }

  void add_tags(std::initializer_list<std::string_view> names, DateRole role) {
    for (const std::string_view name : names)
      if (const MetaTag* tag = first_tag(clues_.scan, {name})) add(tag->value, "meta " + std::string(name), role, tag->line);
  }

  void gather_metadata() {
    const LinkedData& linked = clues_.linked;
    add(linked.published, "JSON-LD datePublished", DateRole::published, linked.line);
    add(linked.modified, "JSON-LD dateModified", DateRole::updated, linked.line);
    add_tags({"article:published_time", "og:article:published_time", "article:published", "article.published", "og:published_time", "datepublished",
              "parsely-pub-date", "sailthru.date", "bt:pubdate", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "lp.article:published_time",
              "article_date_original", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "originalpublicationdate", "publication_date",
              "citation_publication_date", "citation_online_date", "citation_date", "ptime", "pubdate", "pub_date", "publish-date", "publish_date", "publishdate",
              "published", "published_date", "published_time", "date.created", "article.created", "dcterms.date", "dc.date", "date", "rnews:datepublished",
              "vr:published", "created"},
             DateRole::published);
    add_tags({"article:modified_time", "og:article:modified_time", "article:modified", "article.updated", "og:updated_time", "datemodified", "dcterms.modified",
              "dc.date.modified", "article_date_updated", "lastmod", "last-modified", "revised", "updated", "bt:moddate", "utime"},
             DateRole::updated);
    add(linked.created, "JSON-LD dateCreated", DateRole::published, linked.line);
  }

  // How far an element stands from the headline, in words; what stands before it counts double. nullopt: too far.
  std::optional<std::size_t> distance(const PlacedNode& placed) const {
    std::size_t at = 0;
    for (const auto* list : {&clues_.scan.headings, &clues_.scan.titles})
      for (const PlacedNode& heading : *list)
        if (heading.node == meta_.headline_node) at = heading.words;
    const std::size_t far = placed.words >= at ? placed.words - at : 2 * (at - placed.words);
    return far <= near_words ? std::optional(far) : std::nullopt;
  }

  void gather_visible() {
    if (meta_.headline_node == nullptr) return;
    std::vector<std::pair<std::size_t, const Node*>> near;
    for (const PlacedNode& placed : clues_.scan.times)
      if (const auto far = distance(placed)) near.emplace_back(*far, placed.node);
    std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    if (near.size() > most_visible) near.resize(most_visible);
    for (const auto& [far, node] : near) gather_element(*node);
  }

  void gather_element(const Node& node) {
    constexpr std::size_t longest = 200;
    if (is_within(&node, {"nav", "footer", "aside"})) return;
    const bool updated = is_called(node, {"updated", "modified", "update", "datemodified"});
    const bool published = is_called(node, {"published", "pubdate", "posted", "datepublished"}) || node.has_attribute("pubdate");
    const std::string text = visible_text(node, longest + 1);
    DateRole role = updated && !published ? DateRole::updated : published ? DateRole::published : role_of(text);
    for (const std::string_view attribute : {"datetime", "content"}) {
      const std::string_view written = node.attribute(attribute);
      const auto moment = read_written(squeeze_spaces(cut_bytes(written, longest)));
      if (!moment) continue;
      const std::string where = std::string(node.name) + "[" + std::string(attribute) + "]";
      clues_found_.push_back({*moment, where, role, true, node.line, std::string(written)});
      return;
    }
    if (text.size() > longest) return;
    std::size_t at = 0;
    for (int nth = 0; nth < 2; ++nth) {
      const auto found = date_in(text, at);
      if (!found) return;
      const DateRole said = found->role == DateRole::unknown && nth == 0 ? role : found->role;
      clues_found_.push_back({found->moment, "text beside the headline", said, true, node.line, text});
      at = found->end;
      if (at >= text.size()) return;
    }
  }

  // "/2019/11/18/", "/2019-11-18-", "/20191118": a day that the address says clearly.
  void gather_address() {
    for (const std::string_view url : {std::string_view(meta_.url), clues_.address}) {
      if (const auto day = day_of_address(url)) {
        clues_found_.push_back({*day, "address", DateRole::unknown, false, 0, std::string(url)});
        return;
      }
    }
  }

  static std::optional<Moment> day_of_address(std::string_view url) {
    const std::size_t host = url.find("//");
    url = url.substr(0, url.find_first_of("?#"));
    for (std::size_t at = url.find('/', host == std::string_view::npos ? 0 : host + 2); at != std::string_view::npos; at = url.find('/', at + 1)) {
      const std::string_view rest = url.substr(at + 1);
      for (const std::size_t size : {10u, 9u, 8u}) {
        if (rest.size() < size || !rest.starts_with("20") || (rest.size() > size && rest[size] >= '0' && rest[size] <= '9')) continue;
        std::string day(rest.substr(0, size));
        const bool separated = (day[4] == '/' || day[4] == '-' || day[4] == '_') && day.find(day[4], 5) != std::string::npos;
        if (!separated && !is_digits(day)) continue;
        if (!separated && size != 8) continue;
        std::replace(day.begin(), day.end(), '/', '-');
        std::replace(day.begin(), day.end(), '_', '-');
        const auto moment = read_date(day);
        if (moment && moment->precision == Precision::day && is_plausible(*moment)) return moment;
      }
    }
    return std::nullopt;
  }

  const DateClue* first_of(DateRole role) const {
    const auto found = std::find_if(clues_found_.begin(), clues_found_.end(), [&](const DateClue& clue) { return clue.role == role; });
    return found == clues_found_.end() ? nullptr : &*found;
  }

  void choose_published() {
    const DateClue* best = first_of(DateRole::published);
    if (best == nullptr) best = first_of(DateRole::unknown);
    if (best == nullptr) best = first_of(DateRole::updated);
    if (best == nullptr) {
      for (Dropped& entry : unread_) meta_.dropped.push_back(std::move(entry));
      return;
    }
    best = better_written(*best);
    meta_.published = best->moment;
    meta_.found_in.push_back({"published", best->where});
    for (const DateClue& clue : clues_found_)
      if (clue.role == DateRole::published && !clue.visible && std::abs(day_of(clue.moment) - day_of(best->moment)) > 1)
        meta_.dropped.push_back({"metadata", clue.line, clue.where + ": " + clue.written});
  }

  // The same time with its zone, or with the hour where the other knows the day only.
  const DateClue* better_written(const DateClue& chosen) const {
    const Moment& moment = chosen.moment;
    for (const DateClue& clue : clues_found_) {
      const Moment& other = clue.moment;
      if (clue.role == DateRole::updated || other.precision != Precision::second || !other.zone_known) continue;
      const bool local_hour = moment.precision == Precision::second && moment.zone_known && moment.offset_minutes == 0 && other.offset_minutes != 0 &&
                              std::abs(other.seconds - moment.seconds) < 60;
      const bool has_zone = moment.precision == Precision::second && !moment.zone_known && other.seconds + other.offset_minutes * 60 == moment.seconds;
      const bool has_hour = moment.precision == Precision::day && day_of(other) == day_of(moment);
      if (local_hour || has_zone || has_hour) return &clue;
    }
    return &chosen;
  }

  void choose_updated() {
    const DateClue* best = first_of(DateRole::updated);
    if (best == nullptr || !meta_.published.known() || best->moment.seconds <= meta_.published.seconds) return;
    meta_.updated = best->moment;
    meta_.found_in.push_back({"updated", best->where});
  }

  const MetaClues& clues_;
  PageMeta& meta_;
  std::vector<DateClue> clues_found_;
  std::vector<Dropped> unread_;
};

}  // namespace

void find_dates(const MetaClues& clues, PageMeta& meta) { DateFinder(clues, meta).run(); }

}  // namespace dateline
