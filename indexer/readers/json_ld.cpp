#include "indexer/readers/json_ld.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "indexer/extract/markup.h"
#include "indexer/extract/meta_scan.h"
#include "indexer/extract/text.h"
#include "indexer/readers/json_value.h"

namespace dateline {
namespace {

constexpr std::size_t most_items = 20000;

const Value* member(const Value& map, std::string_view name) {
  for (const Value::Member& one : map.map)
    if (one.name == name && !one.value.is(Value::Kind::null)) return &one.value;
  return nullptr;
}

// A text of JSON-LD as a reader sees it.
std::string plain_line(std::string_view text) {
  if (text.find_first_of("&<") == std::string_view::npos) return squeeze_spaces(text);
  std::string once = text.find('&') == std::string_view::npos ? std::string(text) : decode_entities(text);
  if (once.find('<') != std::string::npos && looks_like_markup(once)) return squeeze_spaces(text_of_markup(once));
  if (once.find('&') != std::string::npos) once = decode_entities(once);
  return squeeze_spaces(once);
}

bool is_article_type(std::string_view type) {
  static constexpr std::array<std::string_view, 6> others = {
      "Report", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "DiscussionForumPosting", "Review"};
  const std::size_t slash = type.find_last_of("/:#");
  if (slash != std::string_view::npos) type.remove_prefix(slash + 1);
  return type.ends_with("Article") || std::find(others.begin(), others.end(), type) != others.end();
}

bool has_type(const Value& item, bool (*fits)(std::string_view)) {
  const Value* type = member(item, "@type");
  if (type == nullptr) return false;
  if (type->is(Value::Kind::text)) return fits(type->text);
  return std::any_of(type->list.begin(), type->list.end(), [&](const Value& one) { return fits(one.text); });
}

// Behind these members stand other articles than the page's.
bool leads_elsewhere(std::string_view name) {
  static constexpr std::array<std::string_view, 16> names = {
      "itemListElement", "hasPart",   "isPartOf", "mentions", "about",   "citation", "relatedLink",     "liveBlogUpdate",
      "itemReviewed",    "isBasedOn", "comment",  "review",   "reviews", "video",    "associatedMedia", "recipeInstructions"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

struct LinkedItem {
  const Value* value = nullptr;
  std::uint32_t line = 0;
  bool elsewhere = false;
};

class LinkedReader {
 public:
  LinkedReader(const LinkedPage& page, LinkedData& out) : page_(page), out_(out) {}

  void run(const std::vector<LinkedBlock>& blocks) {
    std::size_t bytes = 0;
    for (const LinkedBlock& block : blocks) {
      bytes += block.text.size();
      if (bytes > largest_linked_data) {
        out_.dropped.push_back({"too_long", block.line, "JSON-LD beyond 8 MiB"});
        break;
      }
      parse(block);
    }
    for (const auto& [value, line] : roots_) collect(value, line, false);
    if (const LinkedItem* article = best_article()) read_article(*article);
    read_page_item();
  }

 private:
  void parse(const LinkedBlock& block) {
    const std::string text = squeeze_ends(block.text);
    if (text.empty()) return;
    ParsedJson parsed = parse_json(text);
    if (!parsed.error.empty()) {
      const std::string error = parsed.error;
      const std::string mended = mended_json(text);
      parsed = parse_json(mended);
      if (!parsed.error.empty() && parse_several(mended, block.line)) return;
      const bool read = parsed.error.empty();
      out_.dropped.push_back({read ? "mended_metadata" : "unreadable_metadata", block.line, "JSON-LD " + (read ? error : parsed.error)});
      if (!read) return;
    }
    roots_.emplace_back(std::move(parsed.value), block.line);
  }

  // Several values behind one another in one block. Stops at the first that is none.
  bool parse_several(std::string_view text, std::uint32_t line) {
    std::vector<Value> values;
    std::size_t at = 0;
    while (const auto piece = next_json_value(text, at)) {
      if (*piece == ",") continue;
      ParsedJson parsed = parse_json(*piece);
      if (!parsed.error.empty()) return false;
      values.push_back(std::move(parsed.value));
    }
    if (values.empty()) return false;
    if (at < text.size())
      out_.dropped.push_back({"unreadable_metadata", line, "JSON-LD breaks off: " + std::string(cut_bytes(text.substr(at), 100))});
    else
      out_.dropped.push_back({"mended_metadata", line, "JSON-LD has several values in one block"});
    for (Value& value : values) roots_.emplace_back(std::move(value), line);
    return true;
  }

  static std::string squeeze_ends(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string() : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
  }

  // All items in order, no deeper than a Value is.
  void collect(const Value& value, std::uint32_t line, bool elsewhere) {
    for (const Value& one : value.list) collect(one, line, elsewhere);
    if (!value.is(Value::Kind::map) || items_.size() >= most_items) return;
    items_.push_back({&value, line, elsewhere});
    if (const Value* id = member(value, "@id"); id != nullptr && id->is(Value::Kind::text) && value.map.size() > 1) {
      const Value*& known = ids_[id->text];
      if (known == nullptr || known->map.size() < value.map.size()) known = &value;
    }
    for (const Value::Member& one : value.map)
      if (!one.value.map.empty() || !one.value.list.empty()) collect(one.value, line, elsewhere || leads_elsewhere(one.name));
  }

  const Value& resolved(const Value& value) const {
    const Value* id = value.is(Value::Kind::map) && value.map.size() <= 2 ? member(value, "@id") : nullptr;
    if (id == nullptr) return value;
    const auto found = ids_.find(id->text);
    return found == ids_.end() ? value : *found->second;
  }

  // The text of a member: itself, its first element, or the name of an object.
  std::string text_of(const Value* value, std::string_view inner = "name", int levels = 4) const {
    if (value == nullptr || levels == 0) return {};
    if (value->is(Value::Kind::text) || value->is(Value::Kind::number)) return plain_line(value->text);
    if (value->is(Value::Kind::list)) {
      for (const Value& one : value->list)
        if (std::string text = text_of(&one, inner, levels - 1); !text.empty()) return text;
      return {};
    }
    const Value& item = resolved(*value);
    if (const Value* text = member(item, "@value")) return text_of(text, inner, levels - 1);
    return text_of(member(item, inner), inner, levels - 1);
  }

  std::string text_in(const Value& item, std::string_view name, std::string_view inner = "name") const { return text_of(member(item, name), inner); }

  const LinkedItem* best_article() const {
    const std::string title = letters_key(page_.title);
    const LinkedItem* best = nullptr;
    int best_score = 0;
    for (const LinkedItem& item : items_) {
      if (!has_type(*item.value, is_article_type)) continue;
      const std::string headline = letters_key(cut_bytes(text_in(*item.value, "headline"), 1000));
      int score = item.elsewhere ? 1 : 4;
      if (headline.size() >= 8 && !title.empty() && (title.find(headline) != std::string::npos || headline.find(title) != std::string::npos))
        score += 4;
      if (!page_.address.empty() && address_of(*item.value) == page_.address) score += 3;
      if (member(*item.value, "datePublished") != nullptr) ++score;
      if (score > best_score) {
        best = &item;
        best_score = score;
      }
    }
    return best_score >= 3 ? best : nullptr;
  }

  std::string address_of(const Value& item) const {
    std::string url = text_in(item, "url", "@id");
    if (!url.starts_with("http")) url = text_in(item, "mainEntityOfPage", "@id");
    return url.starts_with("http") ? url : std::string();
  }

  void read_article(const LinkedItem& found) {
    const Value& item = *found.value;
    out_.line = found.line;
    out_.headline = text_in(item, "headline");
    if (out_.headline.empty()) out_.headline = text_in(item, "name");
    out_.alternative_headline = text_in(item, "alternativeHeadline");
    for (const std::string_view name : {"author", "creator"})
      if (out_.authors.empty()) read_authors(member(item, name));
    out_.published = text_in(item, "datePublished");
    out_.modified = text_in(item, "dateModified");
    out_.created = text_in(item, "dateCreated");
    out_.publisher = text_in(item, "publisher");
    if (out_.publisher.empty()) out_.publisher = text_in(item, "sourceOrganization");
    out_.section = text_in(item, "articleSection");
    out_.language = text_in(item, "inLanguage");
    out_.url = address_of(item);
    out_.description = text_in(item, "description");
    if (const Value* body = member(item, "articleBody"); body != nullptr && body->is(Value::Kind::text)) out_.body = body->text;
    for (const std::string_view name : {"copyrightNotice", "copyrightHolder"})
      if (out_.copyright.empty()) out_.copyright = text_in(item, name);
    read_tags(member(item, "keywords"));
    for (const std::string_view name : {"about", "mentions"}) read_named(member(item, name));
    const Value* access = member(item, "isAccessibleForFree");
    out_.for_subscribers = access != nullptr && lower_case(access->text) == "false";
  }

  void read_authors(const Value* value) {
    if (value == nullptr) return;
    if (value->is(Value::Kind::list)) {
      for (const Value& one : value->list) out_.authors.push_back(text_of(&one));
    } else if (value->is(Value::Kind::map) && member(*value, "name") != nullptr && member(*value, "name")->is(Value::Kind::list)) {
      for (const Value& one : member(*value, "name")->list) out_.authors.push_back(text_of(&one));
    } else {
      out_.authors.push_back(text_of(value));
    }
    std::erase_if(out_.authors, [](const std::string& author) { return author.empty(); });
  }

  void read_tags(const Value* value) {
    if (value == nullptr) return;
    if (!value->is(Value::Kind::list)) {
      out_.tags.push_back(text_of(value));
      return;
    }
    for (const Value& one : value->list) out_.tags.push_back(text_of(&one));
  }

  void read_named(const Value* value) {
    if (value == nullptr) return;
    if (value->is(Value::Kind::list)) {
      for (const Value& one : value->list) read_named_item(one);
    } else {
      read_named_item(*value);
    }
  }

  void read_named_item(const Value& value) {
    const Value& item = resolved(value);
    std::string name = text_in(item, "name");
    if (name.empty()) return;
    const std::string type = text_in(item, "@type");
    if (type == "Person")
      out_.persons.push_back(std::move(name));
    else if (type.ends_with("Organization") || type == "Corporation")
      out_.orgs.push_back(std::move(name));
    else if (type.ends_with("Place") || type == "City" || type == "Country" || type == "AdministrativeArea")
      out_.places.push_back(std::move(name));
  }

  // Where no article is named, or it leaves things out, the page itself may say them.
  void read_page_item() {
    const auto is_page = [](std::string_view type) { return type.ends_with("WebPage") || type == "ItemPage"; };
    for (const LinkedItem& item : items_) {
      if (item.elsewhere || !has_type(*item.value, is_page)) continue;
      if (out_.published.empty()) out_.published = text_in(*item.value, "datePublished");
      if (out_.modified.empty()) out_.modified = text_in(*item.value, "dateModified");
      if (out_.language.empty()) out_.language = text_in(*item.value, "inLanguage");
      if (out_.authors.empty()) read_authors(member(*item.value, "author"));
      if (out_.publisher.empty()) out_.publisher = text_in(*item.value, "publisher");
      if (out_.line == 0) out_.line = item.line;
    }
  }

  const LinkedPage& page_;
  LinkedData& out_;
  std::vector<std::pair<Value, std::uint32_t>> roots_;
  std::vector<LinkedItem> items_;
  std::map<std::string, const Value*, std::less<>> ids_;
};

}  // namespace

LinkedData read_linked_data(const std::vector<LinkedBlock>& blocks, const LinkedPage& page) {
  LinkedData out;
  LinkedReader(page, out).run(blocks);
  return out;
}

}  // namespace dateline
