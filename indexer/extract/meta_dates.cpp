// When a page's article was published and updated: metadata first, then what stands beside the headline, then the address.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <optional>

#include "indexer/extract/dates.h"
#include "indexer/extract/embargo_line.h"
#include "indexer/extract/meta_parts.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t near_words = 120;  // words of the page between a headline and its date
constexpr std::size_t most_visible = 60;

struct DateClue {
  Moment moment;
  std::string where;
  DateRole role = DateRole::unknown;
  bool visible = false;
  std::uint32_t line = 0;
  std::string written;
};

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
    auto moment = read_written(written);
    if (!moment) moment = read_written(settled_numerals(written, clues_.scan.lang));
    if (moment)
      clues_found_.push_back({*moment, std::move(where), role, false, line, std::string(written)});
    else
      unread_.push_back({"unreadable_date", line, where + ": " + std::string(written)});
  }

  void add_tags(std::initializer_list<std::string_view> names, DateRole role) {
    for (const std::string_view name : names)
      if (const MetaTag* tag = first_tag(clues_.scan, {name})) add(tag->value, "meta " + std::string(name), role, tag->line);
  }

  void gather_metadata() {
    const LinkedData& linked = clues_.linked;
    add(linked.published, "JSON-LD datePublished", DateRole::published, linked.line);
    add(linked.modified, "JSON-LD dateModified", DateRole::updated, linked.line);
    add_tags({"article:published_time",
              "og:article:published_time",
              "article:published",
              "article.published",
              "og:published_time",
              "datepublished",
              "parsely-pub-date",
              "sailthru.date",
              "bt:pubdate",
              "cxenseparse:recs:publishtime",
              "cxenseparse:publishtime",
              "lp.article:published_time",
              "article_date_original",
              "dc.date.issued",
              "dcterms.issued",
              "dcterms.created",
              "dc.date.created",
              "originalpublicationdate",
              "publication_date",
              "citation_publication_date",
              "citation_online_date",
              "citation_date",
              "ptime",
              "pubdate",
              "pub_date",
              "publish-date",
              "publish_date",
              "publishdate",
              "published",
              "published_date",
              "published_time",
              "date.created",
              "article.created",
              "dcterms.date",
              "dc.date",
              "date",
              "rnews:datepublished",
              "vr:published",
              "created"},
             DateRole::published);
    add_tags(
        {"article:modified_time", "og:article:modified_time", "article:modified", "article.updated", "og:updated_time", "datemodified",
         "dcterms.modified", "dc.date.modified", "article_date_updated", "lastmod", "last-modified", "revised", "updated", "bt:moddate", "utime"},
        DateRole::updated);
    add(linked.created, "JSON-LD dateCreated", DateRole::published, linked.line);
  }

  // What stands around the headline, the nearest first.
  void gather_visible() {
    for (const PageLine* line : nearest_first(clues_))
      if (distance_to_headline(line->words, clues_) <= near_words) gather_line(*line);
    std::vector<std::pair<std::size_t, const Node*>> times;
    for (const PlacedNode& placed : clues_.scan.times) {
      const std::size_t far = distance_to_headline(placed.words, clues_);
      if (meta_.headline_node != nullptr && far <= near_words) times.emplace_back(far, placed.node);
    }
    std::stable_sort(times.begin(), times.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    if (times.size() > most_visible) times.resize(most_visible);
    for (const auto& [far, node] : times)
      if (node->parent == nullptr || !embargo_of_line(visible_text(*node->parent, 300))) gather_element(*node);
    std::move(late_.begin(), late_.end(), std::back_inserter(clues_found_));
  }

  // "Published 4 May 2020 | Updated 5 May 2020": each date is what the words before it call it.
  void gather_line(const PageLine& line) {
    constexpr std::size_t longest = 200, most_words = 20;
    if (line.text.size() > longest || count_words(line.text) > most_words || is_beside_article(line.node)) return;
    std::size_t at = 0;
    if (const auto joined = clock_behind(line))
      clues_found_.push_back({*joined, "text beside the headline", role_of(line.text), true, line.node->line, line.text});
    const std::string text = settled_numerals(line.text, clues_.scan.lang);
    while (const auto found = first_date_in(text, at)) {
      const DateRole role = role_of(std::string_view(text).substr(at, found->begin - at));
      clues_found_.push_back({found->moment, "text beside the headline", role, true, line.node->line, line.text});
      at = found->end;
    }
  }

  // A day whose time stands on the next lines ("Nov 18, 2019", "at", "9:24 pm ET").
  std::optional<Moment> clock_behind(const PageLine& line) const {
    constexpr std::size_t longest = 40;
    const auto* const next = &line + 1;
    const auto* const end = clues_.near.data() + clues_.near.size();
    if (line.text.size() > longest || !first_date_in(line.text, 0)) return std::nullopt;
    std::string text = line.text;
    for (const PageLine* more = next; more != end && more < next + 2 && more->text.size() <= longest; ++more) {
      text += ' ' + more->text;
      const auto found = first_date_in(text, 0);
      if (found && found->moment.precision == Precision::second && found->end > line.text.size()) return found->moment;
    }
    return std::nullopt;
  }

  // Dates for machines: <time datetime>, <span itemprop=datePublished content>.
  void gather_element(const Node& node) {
    constexpr std::size_t longest = 120;
    if (is_beside_article(&node)) return;
    for (const std::string_view attribute :
         {"datetime", "content", "title", "data-datetime", "data-timestamp", "data-published", "data-date", "data-time", "data-epoch"}) {
      const std::string written = squeeze_spaces(cut_bytes(node.attribute(attribute), longest));
      const auto moment = read_written(written);
      if (!moment) continue;
      const std::string where = std::string(node.name) + "[" + std::string(attribute) + "]";
      clues_found_.push_back({*moment, where, role_of_element(node), true, node.line, written});
      return;
    }
    const std::string text = visible_text(node, longest + 1);
    if (text.size() > longest) return;
    if (const auto found = first_date_in(text, 0))
      late_.push_back({found->moment, "text beside the headline", role_of_element(node), true, node.line, text});
  }

  DateRole role_of_element(const Node& node) const {
    constexpr std::size_t longest = 80;
    const std::string_view property = node.attribute("itemprop");
    if (property == "datePublished" || node.has_attribute("pubdate")) return DateRole::published;
    if (property == "dateModified") return DateRole::updated;
    for (const Node* around = &node; around != nullptr && around != node.parent; around = around->parent) {
      if (is_called(*around, {"updated", "modified", "update"})) return is_called(*around, {"published"}) ? DateRole::unknown : DateRole::updated;
      if (is_called(*around, {"published", "pubdate", "posted"})) return DateRole::published;
    }
    const std::string own = visible_text(node, longest + 1);
    if (const DateRole role = role_of(own); role != DateRole::unknown || node.parent == nullptr) return role;
    const std::string around = visible_text(*node.parent, longest + 1);
    return around.size() <= longest ? role_of(std::string_view(around).substr(0, around.find(own))) : DateRole::unknown;
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
    best = better_written(first_shown(*best));
    meta_.published = best->moment;
    meta_.found_in.push_back({"published", best->where});
    move_to_shown_zone();
    for (const DateClue& clue : clues_found_)
      if (clue.role == DateRole::published && !clue.visible && std::abs(day_of(clue.moment) - day_of(best->moment)) > 1)
        meta_.dropped.push_back({"metadata", clue.line, clue.where + ": " + clue.written});
  }

  // Metadata that know no other date than that of the last change, or give a later one than the page calls that of its publication, give way to an
  // earlier one that is shown.
  const DateClue& first_shown(const DateClue& chosen) const {
    if (chosen.visible) return chosen;
    const DateClue* updated = first_of(DateRole::updated);
    const bool last_change = updated != nullptr && !updated->visible && updated->moment.seconds == chosen.moment.seconds;
    constexpr std::int64_t widest_zone = 14 * 3600;
    const DateClue* nearest = nullptr;
    for (const DateClue& clue : clues_found_) {
      if (!clue.visible || clue.role == DateRole::updated) continue;
      if (nearest == nullptr) nearest = &clue;
      const bool says_so = clue.role == DateRole::published || (last_change && &clue == nearest);
      const std::int64_t days = day_of(chosen.moment) - day_of(clue.moment);
      const bool clock = clue.moment.precision == Precision::second && chosen.moment.precision == Precision::second;
      if (says_so && days > 0 && (clock ? chosen.moment.seconds - clue.moment.seconds > widest_zone : days > 1)) return clue;
    }
    return chosen;
  }

  // A time in UTC as the page shows it to its readers: the clock beside the headline tells how far their zone is from it.
  void move_to_shown_zone() {
    Moment& moment = meta_.published;
    if (moment.precision != Precision::second || !moment.zone_known || moment.offset_minutes != 0) return;
    constexpr std::int64_t half_hour = 1800, farthest = 14 * 3600;
    for (const DateClue& clue : clues_found_) {
      if (!clue.visible || clue.role == DateRole::updated || clue.moment.precision != Precision::second || clue.moment.zone_known) continue;
      const std::int64_t ahead = clue.moment.seconds - (moment.seconds - ((moment.seconds % 60) + 60) % 60);
      if (ahead == 0 || ahead % half_hour != 0 || std::abs(ahead) > farthest) continue;
      moment.offset_minutes = static_cast<std::int16_t>(ahead / 60);
      meta_.found_in.back().where += "; zone as in " + clue.where;
      return;
    }
    const auto same_clock = [&](const DateClue& clue) {
      return clue.visible && std::abs(clue.moment.seconds + clue.moment.offset_minutes * 60 - moment.seconds) < 60;
    };
    if (std::any_of(clues_found_.begin(), clues_found_.end(), same_clock)) return;
    // Or the zone that it names, for whatever time of these days.
    for (const DateClue& clue : clues_found_) {
      if (!clue.visible || !clue.moment.zone_known || clue.moment.offset_minutes == 0 || std::abs(clue.moment.seconds - moment.seconds) > 3 * 86400)
        continue;
      moment.offset_minutes = clue.moment.offset_minutes;
      meta_.found_in.back().where += "; zone as in " + clue.where;
      return;
    }
  }

  // The same time with its zone, or with the hour where the other knows the day only.
  const DateClue* better_written(const DateClue& chosen) const {
    const Moment& moment = chosen.moment;
    for (const DateClue& clue : clues_found_) {
      const Moment& other = clue.moment;
      if (clue.role == DateRole::updated || other.precision != Precision::second || !other.zone_known) continue;
      const bool local_hour = moment.precision == Precision::second && moment.zone_known && moment.offset_minutes == 0 && other.offset_minutes != 0 &&
                              std::abs(other.seconds - moment.seconds) < 60;
      const bool has_zone =
          moment.precision == Precision::second && !moment.zone_known && other.seconds + other.offset_minutes * 60 == moment.seconds;
      // A clock of UTC under the name of another zone, which the page shows right.
      const bool mislabelled = clue.visible && moment.zone_known && moment.offset_minutes != 0 && other.offset_minutes == moment.offset_minutes &&
                               std::abs(moment.seconds + moment.offset_minutes * 60 - other.seconds) < 60;
      const bool has_hour = moment.precision == Precision::day && day_of(other) == day_of(moment);
      if (local_hour || has_zone || has_hour || mislabelled) return &clue;
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
  std::vector<DateClue> late_;  // of elements, whose lines mostly said it already
  std::vector<Dropped> unread_;
};

}  // namespace

void find_dates(const MetaClues& clues, PageMeta& meta) { DateFinder(clues, meta).run(); }

}  // namespace dateline
