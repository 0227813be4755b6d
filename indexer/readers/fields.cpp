#include "indexer/readers/fields.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>

#include "indexer/extract/byline.h"
#include "indexer/extract/dates.h"
#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

using Names = std::span<const std::string_view>;

// Names as key_of() gives them, the most telling first.
constexpr std::string_view id_names[] = {"id", "guid", "uri", "articleid", "itemid", "uuid"};
constexpr std::string_view url_names[] = {"url",       "link",   "canonical",   "canonicalurl",
                                          "permalink", "weburl", "externalurl", "href"};
constexpr std::string_view title_names[] = {"title", "headline", "head", "hl1", "subject"};
constexpr std::string_view body_names[] = {"body",  "bodytext",    "articlebody", "content",     "contenttext",
                                           "text",  "fulltext",    "maintext",    "contenthtml", "bodyhtml",
                                           "story", "description", "summary",     "abstract",    "excerpt"};
constexpr std::string_view byline_names[] = {"byline",   "bylines", "author",    "authors", "creator",
                                             "creators", "by",      "dccreator", "writer",  "writers"};
constexpr std::string_view source_names[] = {"source",   "publisher",  "publication", "provider",
                                             "sitename", "infosource", "newspaper",   "outlet"};
constexpr std::string_view section_names[] = {"section",  "articlesection", "sections", "desk",
                                              "category", "categories",     "rubric",   "channel"};
constexpr std::string_view published_names[] = {
    "published",       "datepublished",  "publishedat",  "publishedon",          "date",    "pubdate",   "publishdate",
    "publicationdate", "firstpublished", "firstcreated", "firstpublicationdate", "created", "createdat", "datetime",
    "timestamp"};
constexpr std::string_view updated_names[] = {"updated",        "datemodified", "lastmod",      "modified",
                                              "updatedat",      "modifiedat",   "lastmodified", "lastupdated",
                                              "versioncreated", "dateupdated"};
constexpr std::string_view lang_names[] = {"lang", "language", "inlanguage", "locale", "languagecode"};
constexpr std::string_view tags_names[] = {"tags", "keywords", "tag", "keyword", "topics", "subjects", "labels"};
constexpr std::string_view slug_names[] = {"slug"};
constexpr std::string_view embargo_names[] = {"embargo", "embargoed", "embargoeduntil", "embargountil", "embargodate"};
constexpr std::string_view draft_names[] = {"draft"};
constexpr std::string_view plain_published[] = {"published"};
constexpr std::string_view status_names[] = {"pubstatus", "status", "state", "publicationstatus"};

// Members that carry the text of an object such as {"name": "Ann Lee"} or {"rendered": "..."}.
constexpr std::string_view inner_names[] = {"rendered", "name",  "main", "value",       "text",    "title",
                                            "label",    "term",  "full", "original",    "#text",   "oid",
                                            "date",     "until", "href", "displayname", "fullname"};

constexpr std::array<std::string_view, 11> withheld_words = {"draft",     "withheld", "canceled",  "cancelled",
                                                             "embargoed", "killed",   "withdrawn", "private",
                                                             "pending",   "trash",    "future"};

// "datePublished", "date_published", "Date-Published" and "@datePublished" are one name.
std::string key_of(std::string_view name) {
  std::string key;
  for (const char c : lower_case(name)) {
    if (c != '_' && c != '-' && c != '@' && c != '$' && c != ' ' && c != ':') key += c;
  }
  return key;
}

bool says_nothing(const Value& value) {
  switch (value.kind) {
    case Value::Kind::null: return true;
    case Value::Kind::text: return squeeze_spaces(value.text).empty();
    case Value::Kind::list: return std::all_of(value.list.begin(), value.list.end(), says_nothing);
    case Value::Kind::map: return value.map.empty();
    default: return false;
  }
}

// Members with their keys, so that each name is worked out once.
class Members {
 public:
  explicit Members(const Value& map) {
    for (const Value::Member& member : map.map) members_.push_back({key_of(member.name), &member.value});
  }

  // The value of the first name that says something (true and false say nothing here); nullptr: none does.
  const Value* find(Names names) const {
    for (const std::string_view name : names) {
      for (const auto& [key, value] : members_) {
        if (key == name && !says_nothing(*value) && !value->is(Value::Kind::boolean)) return value;
      }
    }
    return nullptr;
  }

  // The first member with one of the names, whatever it says.
  const Value* find_any(Names names) const {
    for (const auto& [key, value] : members_) {
      if (std::find(names.begin(), names.end(), key) != names.end()) return value;
    }
    return nullptr;
  }

 private:
  std::vector<std::pair<std::string, const Value*>> members_;
};

// The text of a value: itself, its first element, or the member that carries an object's text.
std::string text_of(const Value* value) {
  if (value == nullptr) return {};
  if (value->is(Value::Kind::text) || value->is(Value::Kind::number)) return value->text;
  if (value->is(Value::Kind::list)) {
    const auto found =
        std::find_if(value->list.begin(), value->list.end(), [](const Value& v) { return !says_nothing(v); });
    return found == value->list.end() ? std::string() : text_of(&*found);
  }
  if (value->is(Value::Kind::map)) return text_of(Members(*value).find(inner_names));
  return {};
}

std::string line_of(const Value* value) {
  const std::string text = text_of(value);
  if (text.find_first_of("&<") == std::string::npos) return squeeze_spaces(text);
  return squeeze_spaces(looks_like_markup(text) ? text_of_markup(text) : decode_entities(text));
}

std::vector<std::string> texts_of(const Value* value) {
  std::vector<std::string> out;
  if (value == nullptr) return out;
  if (!value->is(Value::Kind::list)) return {line_of(value)};
  for (const Value& item : value->list) out.push_back(line_of(&item));
  return out;
}

std::vector<std::string> byline_of(const Value* value) {
  std::vector<std::string> out;
  for (const std::string& text : texts_of(value)) {
    for (std::string& name : read_byline(text)) {
      if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
    }
  }
  return out;
}

std::vector<std::string> tags_of(const Value* value) {
  if (value != nullptr && value->is(Value::Kind::list)) return texts_of(value);
  const std::string text = line_of(value);
  const char separator = text.find(';') != std::string::npos ? ';' : ',';
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    out.push_back(squeeze_spaces(std::string_view(text).substr(at, end - at)));
    at = end + 1;
  }
  return out;
}

std::vector<std::string> body_of(const Value* value) {
  std::vector<std::string> out;
  if (value == nullptr) return out;
  if (!value->is(Value::Kind::list)) return paragraphs_of(text_of(value));
  for (const Value& item : value->list) {
    for (std::string& paragraph : paragraphs_of(text_of(&item))) out.push_back(std::move(paragraph));
  }
  return out;
}

bool is_all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<Moment> moment_of_value(const Value& value) {
  if (value.is(Value::Kind::number)) return moment_of_number(value.number);
  const std::string text = text_of(&value);
  const bool epoch = is_all_digits(text) && (text.size() == 10 || text.size() == 13);
  return epoch ? moment_of_number(std::stod(text)) : read_date(text);
}

Moment date_of(const Value* value, std::uint32_t line, Article& article) {
  if (value == nullptr) return {};
  if (const auto moment = moment_of_value(*value)) return *moment;
  article.dropped.push_back({"unreadable_date", line, text_of(value)});
  return {};
}

// "en-GB" as "en". Other words stay: what they mean is settled where languages are known.
std::string lang_of(const Value* value) {
  const std::string text = lower_case(line_of(value));
  const std::size_t end = text.find_first_of("-_");
  return end == 2 || end == 3 ? text.substr(0, end) : text;
}

}  // namespace

void fill_from(const Value& map, std::uint32_t line, Article& article) {
  const Members members(map);
  article.url = line_of(members.find(url_names));
  article.id = line_of(members.find(id_names));
  if (article.id.empty() && article.url.empty()) article.id = line_of(members.find(slug_names));
  article.title = line_of(members.find(title_names));
  article.body = body_of(members.find(body_names));
  article.byline = byline_of(members.find(byline_names));
  article.source = line_of(members.find(source_names));
  article.section = line_of(members.find(section_names));
  article.published = date_of(members.find(published_names), line, article);
  article.updated = date_of(members.find(updated_names), line, article);
  article.lang = lang_of(members.find(lang_names));
  article.tags = tags_of(members.find(tags_names));
}

std::string withheld_reason(const Value& map, std::int64_t now) {
  const Members members(map);
  const Value* draft = members.find_any(draft_names);
  const Value* published = members.find_any(plain_published);
  if ((draft != nullptr && lower_case(draft->text) == "true") ||
      (published != nullptr && lower_case(published->text) == "false"))
    return "is a draft and stays out of the archive until it is published";
  const std::string status = lower_case(line_of(members.find(status_names)));
  const std::string_view word = std::string_view(status).substr(status.starts_with("stat:") ? 5 : 0);
  if (std::find(withheld_words.begin(), withheld_words.end(), word) != withheld_words.end())
    return "has the status \"" + std::string(word) + "\" and stays out of the archive";
  const Value* embargo = members.find_any(embargo_names);
  if (embargo == nullptr || embargo->is(Value::Kind::null) || lower_case(embargo->text) == "false") return {};
  const auto until = moment_of_value(*embargo);
  if (!until) return "is under an embargo whose end cannot be read; write it as an ISO 8601 time";
  return until->seconds > now ? "is under embargo until " + line_of(embargo) + "; index it again after that"
                              : std::string();
}

bool names_body(const std::string& name) {
  const std::string key = key_of(name);
  return std::find(std::begin(body_names), std::end(body_names), key) != std::end(body_names);
}

}  // namespace dateline
