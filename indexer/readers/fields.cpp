#include "indexer/readers/fields.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/extract/byline.h"
#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"
#include "indexer/readers/field_values.h"
#include "indexer/readers/finish.h"

namespace dateline {
namespace {

using Names = std::span<const std::string_view>;

// Names as key_of() gives them, the most telling first.
constexpr std::string_view id_names[] = {"id", "guid", "uri", "articleid", "itemid", "uuid"};
constexpr std::string_view url_names[] = {"url",       "link",   "canonical",   "canonicalurl",
                                          "permalink", "weburl", "externalurl", "href"};
constexpr std::string_view title_names[] = {"title", "headline", "head", "hl1", "subject"};
constexpr std::string_view body_names[] = {"body",  "bodytext",    "articlebody", "content",     "contenttext",
                                           "text",  "fulltext",    "maintext",    "contenthtml", "bodyhtml", "contentelements", "blocks",
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
    "timestamp",       "firstpublishdate", "displaydate"};
constexpr std::string_view updated_names[] = {"updated",        "datemodified", "lastmod",      "modified",
                                              "updatedat",      "modifiedat",   "lastmodified", "lastupdated",
                                              "versioncreated", "dateupdated"};
constexpr std::string_view lang_names[] = {"lang", "language", "inlanguage", "locale", "languagecode"};
constexpr std::string_view tags_names[] = {"tags", "keywords", "tag", "keyword", "topics", "subjects", "labels"};
constexpr std::string_view slug_names[] = {"slug"};
constexpr std::string_view persons_names[] = {"persons", "people", "person"};
constexpr std::string_view orgs_names[] = {"organisations", "organizations", "orgs",    "organisation",
                                           "organization",  "companies",     "company"};
constexpr std::string_view places_names[] = {"places", "place", "locations", "location"};
constexpr std::string_view version_names[] = {"version", "versionnumber", "itemversion", "revision"};
constexpr std::string_view evolved_names[] = {"evolvedfrom"};
constexpr std::string_view copyright_names[] = {"copyrightnotice", "copyright", "copyrightholder", "rights"};

std::vector<std::string> texts_of(const Value& value) {
  if (!value.is(Value::Kind::list)) return {line_of(value)};
  std::vector<std::string> out;
  for (const Value& item : value.list) out.push_back(line_of(item));
  return out;
}

std::vector<std::string> byline_of(const Value& value) {
  std::vector<std::string> out;
  for (const std::string& text : texts_of(value)) {
    for (std::string& name : read_byline(text)) {
      if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
    }
  }
  return out;
}

std::vector<std::string> names_of(const Value& value) {
  if (value.is(Value::Kind::list)) return texts_of(value);
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

// Blocks of an editor that are no text.
constexpr std::string_view pictures[] = {"image", "embed", "rawhtml", "video", "gallery", "script", "iframe"};
// Members that hold the blocks and the runs of text of a block.
constexpr std::string_view inner_blocks[] = {"contentelements", "blocks", "content", "children", "data", "root", "nodes", "items", "paragraphs"};

// The text of a body: a text, paragraphs, or the tree of blocks that an editor keeps. As deep as a Value, which is bounded.
class BodyBlocks {
 public:
  BodyBlocks(std::uint32_t line, Article& article) : line_(line), article_(article) {}

  void take(const Value& value) {
    if (value.is(Value::Kind::list)) {
      for (const Value& item : value.list) take(item);
    } else if (!value.is(Value::Kind::map)) {
      add(text_of(value));
    } else {
      take_block(value);
    }
  }

  std::vector<std::string> paragraphs;

 private:
  void add(const std::string& text) {
    for (std::string& paragraph : paragraphs_of(text)) paragraphs.push_back(std::move(paragraph));
  }

  void take_block(const Value& block) {
    const Members members(block);
    const std::string_view types[] = {"type"};
    const Members::Named* type = members.find(types);
    const std::string kind = type == nullptr ? "" : key_of(line_of(*type->value));
    if (std::find(std::begin(pictures), std::end(pictures), kind) != std::end(pictures)) {
      const std::string_view captions[] = {"caption", "alt", "title", "text", "content", "data"};
      const Members::Named* caption = members.find(captions);
      return article_.dropped.push_back({"caption", line_, caption == nullptr ? kind : line_of(*caption->value)});
    }
    if (const std::string own = text_of(block); !own.empty()) return add(own);
    const Members::Named* inner = members.find(inner_blocks);
    if (inner == nullptr) return;
    if (const std::string runs = joined_runs(*inner->value); !runs.empty()) add(runs);
    else take(*inner->value);
  }

  // The text of runs that are one paragraph; empty: there are blocks among them.
  static std::string joined_runs(const Value& value) {
    std::string out;
    for (const Value& run : value.list) {
      const auto text = std::find_if(run.map.begin(), run.map.end(), [](const Value::Member& member) { return member.name == "text"; });
      if (text == run.map.end() || !text->value.is(Value::Kind::text)) return {};
      out += text->value.text;
    }
    return out;
  }

  std::uint32_t line_;
  Article& article_;
};

// "en-GB" as "en". Other words stay: what they mean is settled where languages are known.
std::string lang_of(const Value& value) {
  const std::string text = lower_case(line_of(value));
  const std::size_t end = text.find_first_of("-_");
  return end == 2 || end == 3 ? text.substr(0, end) : text;
}

// The texts and names in a value, to show what it was.
std::string written(const Value& value) {
  std::string out = value.text;
  for (const Value& item : value.list) {
    if (out.size() < 200) out += " " + written(item);
  }
  for (const Value::Member& member : value.map) {
    if (out.size() < 200) out += " " + member.name + ":" + written(member.value);
  }
  return squeeze_spaces(out);
}

// One article's fields out of its members.
class Filling {
 public:
  Filling(const Value& map, std::uint32_t line, Article& article, FieldMap mapped)
      : map_(map), members_(map), line_(line), article_(article), mapped_(mapped) {}

  // What `convert` makes of the field's value; nothing where there is none.
  template <class Convert>
  auto get(std::string_view field, Names names, Convert convert) -> decltype(convert(std::declval<const Value&>())) {
    for (const auto& [wanted, path] : mapped_) {
      if (wanted != field) continue;
      const auto value = value_at(map_, path);
      if (value && !says_nothing(*value)) return found(field, path), convert(*value);
    }
    const Members::Named* member = members_.find(names);
    if (member == nullptr) return {};
    found(field, member->name);
    return convert(*member->value);
  }

  std::vector<std::string> body() {
    return get("body", body_names, [this](const Value& value) {
      BodyBlocks blocks(line_, article_);
      blocks.take(value);
      const bool silent = blocks.paragraphs.empty() && !value.is(Value::Kind::text);
      if (silent) article_.dropped.push_back({"unreadable_body", line_, std::string(cut_bytes(written(value), 200))});
      return std::move(blocks.paragraphs);
    });
  }

  Moment date(std::string_view field, Names names) {
    return get(field, names, [this](const Value& value) {
      if (const auto moment = moment_of_value(value)) return *moment;
      article_.dropped.push_back({"unreadable_date", line_, text_of(value)});
      return Moment{};
    });
  }

 private:
  void found(std::string_view field, std::string_view where) { article_.found_in.push_back({std::string(field), std::string(where)}); }

  const Value& map_;
  Members members_;
  std::uint32_t line_;
  Article& article_;
  FieldMap mapped_;
};

}  // namespace

void fill_from(const Value& map, std::uint32_t line, Article& article, FieldMap mapped) {
  Filling from(map, line, article, mapped);
  article.url = from.get("url", url_names, line_of);
  article.id = from.get("id", id_names, line_of);
  if (article.id.empty() && article.url.empty()) article.id = from.get("id", slug_names, line_of);
  article.title = from.get("title", title_names, line_of);
  article.body = from.body();
  article.byline = from.get("byline", byline_names, byline_of);
  article.source = from.get("source", source_names, line_of);
  article.section = from.get("section", section_names, line_of);
  article.published = from.date("published", published_names);
  article.updated = from.date("updated", updated_names);
  article.lang = from.get("lang", lang_names, lang_of);
  article.tags = from.get("tags", tags_names, names_of);
  article.persons = from.get("persons", persons_names, names_of);
  article.orgs = from.get("orgs", orgs_names, names_of);
  article.places = from.get("places", places_names, names_of);
  article.version = from.get("version", version_names, line_of);
  article.evolved_from = from.get("evolved_from", evolved_names, line_of);
  article.copyright = from.get("copyright", copyright_names, line_of);
  take_visibility(map, line, seconds_now(), article, mapped);
}

bool names_body(const std::string& name) {
  const std::string key = key_of(name);
  return std::find(std::begin(body_names), std::end(body_names), key) != std::end(body_names);
}

bool names_field(const std::string& name) {
  const std::string key = key_of(name);
  for (const Names names : {Names(id_names), Names(url_names), Names(title_names), Names(body_names), Names(byline_names), Names(source_names),
                            Names(section_names), Names(published_names), Names(updated_names), Names(lang_names), Names(tags_names), Names(slug_names)}) {
    if (std::find(names.begin(), names.end(), key) != names.end()) return true;
  }
  return false;
}

bool names_publication(const std::string& name) {
  const std::string key = key_of(name);
  return std::find(std::begin(published_names), std::end(published_names), key) != std::end(published_names);
}

}  // namespace dateline
