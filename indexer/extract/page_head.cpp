// The top and the foot of a page: headline, byline, dates, section.
#include <algorithm>
#include <array>
#include <optional>

#include "indexer/extract/byline.h"
#include "indexer/extract/dates.h"
#include "indexer/extract/headline.h"
#include "indexer/extract/page.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t head_rows = 16;
constexpr std::size_t foot_rows = 6;
constexpr std::size_t longest_meta_words = 24;
constexpr std::size_t longest_meta_prose = 16;

// What a line beside the headline says.
struct Meta {
  std::vector<std::string> byline;
  std::optional<Moment> published, updated;
  bool unreadable = false;  // there is a date, but it may mean several days
  bool names_only = false;  // has the shape of names, which a headline may have too
};

constexpr std::array<std::string_view, 22> date_labels = {"first published on ",
                                                          "first published ",
                                                          "published on ",
                                                          "published at ",
                                                          "published ",
                                                          "posted on ",
                                                          "posted at ",
                                                          "posted ",
                                                          "date ",
                                                          "dated ",
                                                          "veröffentlicht am ",
                                                          "veröffentlicht ",
                                                          "erstellt am ",
                                                          "erschienen am ",
                                                          "vom ",
                                                          "publié le ",
                                                          "publié ",
                                                          "paru le ",
                                                          "publicado el ",
                                                          "publicado ",
                                                          "fecha ",
                                                          "on "};

constexpr std::array<std::string_view, 17> update_labels = {"last updated on ",
                                                            "last updated at ",
                                                            "last updated ",
                                                            "last modified on ",
                                                            "last modified ",
                                                            "updated on ",
                                                            "updated at ",
                                                            "updated ",
                                                            "modified ",
                                                            "stand ",
                                                            "zuletzt aktualisiert am ",
                                                            "aktualisiert am ",
                                                            "aktualisiert ",
                                                            "mis à jour le ",
                                                            "modifié le ",
                                                            "actualizado el ",
                                                            "actualizado "};

constexpr std::array<std::string_view, 11> separators = {" | ", " • ", " · ", " // ", " – ", " — ",
                                                         " - ", " / ", ", ",  " on ", " by "};

template <std::size_t N>
std::size_t label_length(const std::array<std::string_view, N>& labels, std::string_view lower) {
  for (const std::string_view label : labels) {
    const std::string_view word = label.substr(0, label.size() - 1);
    if (!lower.starts_with(word)) continue;
    std::size_t length = word.size();
    while (length < lower.size() && (lower[length] == ' ' || lower[length] == ':')) ++length;
    if (length > word.size()) return length;
  }
  return 0;
}

// "02/03/2020", "2.3.20": three numbers that may be a day, with the same mark between.
bool is_number_date(std::string_view text) {
  std::array<std::size_t, 3> lengths = {};
  std::size_t part = 0;
  char mark = '\0';
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      ++lengths[part];
      continue;
    }
    if ((c != '/' && c != '-' && c != '.') || (mark != '\0' && c != mark) || ++part > 2) return false;
    mark = c;
  }
  const auto is_part = [](std::size_t length) { return length == 1 || length == 2 || length == 4; };
  return part == 2 && std::all_of(lengths.begin(), lengths.end(), is_part);
}

std::optional<Meta> date_meta(std::string_view text) {
  const std::string lower = lower_case(text);
  const std::size_t update = label_length(update_labels, lower);
  const std::size_t publish = update != 0 ? 0 : label_length(date_labels, lower);
  const std::string_view rest = std::string_view(lower).substr(std::max(update, publish));
  Meta meta;
  if (const std::optional<Moment> moment = read_date(rest)) {
    (update != 0 ? meta.updated : meta.published) = moment;
    return meta;
  }
  const bool labelled =
      update + publish != 0 && rest.find_first_of("0123456789") != std::string_view::npos && count_words(rest) <= 5;
  if (!is_number_date(rest) && !(labelled && !ends_sentence(text))) return std::nullopt;
  meta.unreadable = true;
  return meta;
}

std::optional<Meta> simple_meta(std::string_view text) {
  if (auto meta = date_meta(text)) return meta;
  Meta meta;
  if (const auto names = byline_of_line(text)) {
    meta.byline = *names;
    return meta;
  }
  if (is_agency(text)) {
    meta.byline = read_byline(text);
    return meta;
  }
  if (looks_like_names(text)) {
    meta.byline = read_byline(text);
    meta.names_only = true;
    return meta;
  }
  const FurnitureGroup* furniture = furniture_of(text);
  if (furniture != nullptr && (furniture->effect == Effect::line || furniture->effect == Effect::companion))
    return meta;
  return std::nullopt;
}

Meta merged(Meta left, const Meta& right) {
  if (left.byline.empty()) left.byline = right.byline;
  if (!left.published) left.published = right.published;
  if (!left.updated) left.updated = right.updated;
  left.unreadable = left.unreadable || right.unreadable;
  left.names_only = false;
  return left;
}

// The text as a whole, or its two sides at the first separator that leaves two readable ones. `budget` bounds the attempts.
std::optional<Meta> meta_of(std::string_view text, int depth, int& budget) {
  if (text.empty() || --budget < 0) return std::nullopt;
  if (auto meta = simple_meta(text)) return meta;
  if (depth == 0) return std::nullopt;
  for (const std::string_view separator : separators) {
    for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator, at + 1)) {
      // "by" belongs to what follows.
      const std::size_t right_start = separator == " by " ? at + 1 : at + separator.size();
      const auto left = meta_of(text.substr(0, at), depth - 1, budget);
      if (!left) continue;
      const auto right = meta_of(text.substr(right_start), depth - 1, budget);
      if (right && (left->published || left->updated || right->published || right->updated))
        return merged(*left, *right);
    }
  }
  return std::nullopt;
}

std::optional<Meta> meta_of_row(const Row& row) {
  if (row.text.size() > 300 || row.words > (row.prose ? longest_meta_prose : longest_meta_words)) return std::nullopt;
  const bool dated = row.text.find_first_of("0123456789") != std::string::npos;
  int budget = 120;
  return dated ? meta_of(row.text, 3, budget) : simple_meta(row.text);
}

bool says_date(const std::optional<Meta>& meta) {
  return meta && (meta->published || meta->updated || meta->unreadable);
}

bool says_something(const Meta& meta) {
  return !meta.byline.empty() || meta.published || meta.updated || meta.unreadable;
}

void take_meta(const Meta& meta, Row& row, PlainText& article) {
  if (article.byline.empty()) article.byline = meta.byline;
  if (meta.published && !article.published.known()) article.published = *meta.published;
  if (meta.updated && !article.updated.known()) article.updated = *meta.updated;
  row.dropped = meta.unreadable ? "unreadable_date" : "metadata";
}

class HeadReader {
 public:
  explicit HeadReader(Page& page) : page_(page) {
    for (std::size_t i = 0; i < page.rows.size() && open_.size() < head_rows; ++i) {
      if (!page.rows[i].dropped.empty()) continue;
      open_.push_back(i);
      metas_.push_back(meta_of_row(page.rows[i]));
    }
  }

  void read() {
    bool in_body = false;
    for (std::size_t at = 0; at < open_.size(); ++at) {
      Row& row = page_.rows[open_[at]];
      if (row.prose && !(metas_[at] && !metas_[at]->names_only)) {
        // A byline may stand between the lead and the rest, but no headline.
        if (in_body) return;
        in_body = true;
      } else if (is_meta(at) && (!in_body || says_something(*metas_[at]))) {
        take_meta(*metas_[at], row, page_.article);
      } else if (page_.title == Page::npos && !in_body) {
        in_body = !take_title(at);
      }
    }
  }

 private:
  bool headline_follows(std::size_t at) const {
    for (std::size_t next = at + 1; next < open_.size() && next <= at + 4; ++next) {
      const Row& row = page_.rows[open_[next]];
      if (row.prose) return false;
      if (!metas_[next] && looks_like_headline(row.text) && row.words >= 3) return true;
    }
    return false;
  }

  // Names alone are a byline beside a date, unless they are all there is for a headline.
  bool is_meta(std::size_t at) const {
    if (!metas_[at]) return false;
    if (!metas_[at]->names_only)
      return page_.title != Page::npos || says_date(metas_[at]) || headline_follows(at) || at > 0;
    const bool beside = (at > 0 && says_date(metas_[at - 1])) || (at + 1 < open_.size() && says_date(metas_[at + 1]));
    return beside && (page_.title != Page::npos || headline_follows(at));
  }

  bool is_kicker(std::size_t at) const {
    const Row& row = page_.rows[open_[at]];
    const std::size_t words = row.words;
    const bool capitals =
        lower_case(row.text) != row.text && row.text.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    return words <= 3 && (is_section_name(row.text) || capitals) && headline_follows(at);
  }

  bool is_breadcrumb(const Row& row) const {
    for (const std::string_view mark : {" > ", " » ", " › "}) {
      if (row.text.find(mark) != std::string::npos && row.words <= 20) return true;
    }
    return false;
  }

  // False: the row is body, and no headline comes any more.
  bool take_title(std::size_t at) {
    Row& row = page_.rows[open_[at]];
    if (is_breadcrumb(row) && headline_follows(at)) return row.dropped = "metadata", true;
    if (at == 0 && is_masthead(row.text) && headline_follows(at)) {
      page_.article.source = row.text;
      return row.dropped = "metadata", true;
    }
    if (is_kicker(at)) {
      if (is_section_name(row.text)) page_.article.section = row.text;
      return row.dropped = "metadata", true;
    }
    if (!looks_like_headline(row.text) && !(row.words == 1 && at == 0 && !ends_sentence(row.text))) return false;
    page_.title = open_[at];
    return true;
  }

  Page& page_;
  std::vector<std::size_t> open_;  // rows at the top that are not dropped
  std::vector<std::optional<Meta>> metas_;  // what each of them says beside the headline
};

void read_tags(const Row& row, PlainText& article) {
  const std::string lower = lower_case(row.text);
  for (const std::string_view label :
       {"tags: ", "tags : ", "tagged: ", "schlagworte: ", "schlagwörter: ", "etiquetas: ", "keywords: "}) {
    if (!lower.starts_with(label)) continue;
    std::string_view rest = std::string_view(row.text).substr(label.size());
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      const std::string tag = squeeze_spaces(rest.substr(0, end));
      if (!tag.empty()) article.tags.push_back(tag);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
}

// "Trusted Example is supported by its audience. ..."
void read_source(const Row& row, PlainText& article) {
  for (const std::string_view words :
       {" is supported by its ", " is reader-supported", " is supported by ", " is paid for by ", " is funded by "}) {
    const std::size_t at = row.text.find(words);
    const std::string_view name = std::string_view(row.text).substr(0, at);
    if (at == std::string::npos || at == 0 || count_words(name) > 4 || !article.source.empty()) continue;
    const std::string lower = lower_case(name);
    if (lower != "this site" && lower != "our site" && lower != "our journalism" && lower != "our work")
      article.source = name;
  }
}

}  // namespace

void read_head(Page& page) {
  HeadReader(page).read();
  if (page.title == Page::npos) return;
  SplitTitle split = split_site(page.rows[page.title].text);
  page.article.title = std::move(split.title);
  if (page.article.source.empty()) page.article.source = std::move(split.site);
}

void read_foot(Page& page) {
  for (Row& row : page.rows) {
    if (row.dropped == "metadata") read_tags(row, page.article);
    if (row.dropped == "boilerplate") read_source(row, page.article);
    const bool credit = row.dropped == "credit" && page.article.byline.empty();
    const auto names = credit ? byline_of_line(row.text) : std::nullopt;
    if (names) page.article.byline = *names;
  }
  std::size_t seen = 0;
  for (auto row = page.rows.rbegin(); row != page.rows.rend() && seen < foot_rows; ++row) {
    if (!row->dropped.empty()) continue;
    ++seen;
    const std::size_t index = static_cast<std::size_t>(page.rows.rend() - row) - 1;
    if (row->prose || index == page.title) continue;
    const auto meta = meta_of_row(*row);
    if (meta && !meta->names_only && says_something(*meta)) take_meta(*meta, *row, page.article);
  }
}

}  // namespace dateline
