#include "indexer/readers/ninjs_item.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/extract/dates.h"
#include "indexer/extract/text.h"
#include "indexer/extract/tree.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/ninjs_fields.h"
#include "indexer/readers/nitf_item.h"
#include "indexer/readers/wire_body.h"
#include "indexer/readers/wire_xml.h"

namespace dateline {
namespace {

// Where an embargo or a status is written that is neither a text nor absent.
std::string unreadable(const Value& value) {
  switch (value.kind) {
    case Value::Kind::list: return "(a list)";
    case Value::Kind::map: return "(an object)";
    default: return value.text.empty() ? "(empty)" : value.text;
  }
}

class NinjsReader {
 public:
  NinjsReader(const Value& item, std::uint32_t line, Article& article)
      : item_(item), fields_(item), line_(line), article_(article) {}

  void read() {
    article_.id = fields_.text({"uri", "guid"});
    hold();
    status();
    take(article_.version, "version", {"version"});
    headlines();
    dates();
    names();
    rights();
    body();
    finish();
  }

  bool has_text() const { return has_text_; }

  std::string kind() const {
    std::string type = lower_case(fields_.text({"type"}));
    if (fields_.find({"eventdetails"}) != nullptr) type = "event";
    if (fields_.find({"plannedcoverage"}) != nullptr) type = "planning";
    return type;
  }

 private:
  void take(std::string& field, std::string_view name, std::initializer_list<std::string_view> names) {
    if (!field.empty()) return;
    field = fields_.text(names);
    if (!field.empty()) found(article_, name, *names.begin());
  }

  // `embargoed` in versions 1 and 2, `embargoedUntil` in 3: whichever an object has counts, whatever version it says to
  // be of, in the objects within it as well, and the later of two. Associated items have embargoes of their own.
  void hold() {
    std::vector<const Value*> maps = {&item_};
    while (!maps.empty()) {
      const Value& map = *maps.back();
      maps.pop_back();
      for (const Value::Member& member : map.map) {
        const std::string name = ninjs_name(member.name);
        if (name.find("embargo") != std::string::npos)
          hold_by(member.value);
        else if (member.value.is(Value::Kind::map) && name != "associations" && name != "renditions")
          maps.push_back(&member.value);
      }
    }
  }

  void hold_by(const Value& value) {
    switch (value.kind) {
      case Value::Kind::null: return;
      case Value::Kind::text: return hold_until(without_zone_of_day(value.text), "embargoed", line_, article_);
      case Value::Kind::number:
        return hold_until(plausible(moment_of_number(value.number)), "embargoed", line_, article_);
      case Value::Kind::boolean: return value.truth() ? hold_until("", "embargoed", line_, article_) : void();
      default: return hold_until(unreadable(value), "embargoed", line_, article_);
    }
  }

  // A small number ("7", of days perhaps) is no moment, and must not count as one of 1970.
  static Moment plausible(const std::optional<Moment>& moment) {
    constexpr std::int64_t first_of_2000 = 946684800;
    return moment && moment->seconds >= first_of_2000 ? *moment : Moment{};
  }

  void status() {
    for (const Value* value : fields_.beginning("pubstatus")) {
      const bool says = value->is(Value::Kind::text) && !squeeze_spaces(value->text).empty();
      take_status(says ? value->text : unreadable(*value), "pubstatus", line_, article_);
    }
    for (const std::string_view name : {"status", "state", "workflowstate"}) loose_status(fields_.text({name}), name);
    const Value* draft = fields_.find({"draft"});
    if (draft != nullptr && draft->truth()) take_status("draft", "draft", line_, article_);
  }

  // What content systems add under names that may mean something else: only words that certainly withhold count.
  void loose_status(const std::string& word, std::string_view name) {
    Article probe;
    take_status(word, name, line_, probe);
    if (probe.dropped.empty()) take_status(word, name, line_, article_);
  }

  void headlines() {
    std::vector<NinjsText> all = ninjs_texts(item_, "headline", "headlines");
    std::stable_partition(all.begin(), all.end(),
                          [](const NinjsText& text) { return text.role.empty() || text.role == "main"; });
    for (const NinjsText& text : all) {
      std::string line = ninjs_text({Value::Kind::text, text.value, 0, {}, {}});
      if (text.role.find("sub") != std::string::npos || text.role == "deck")
        decks_.push_back(std::move(line));
      else if (article_.title.empty())
        article_.title = std::move(line), found(article_, "title", "headlines");
      else if (line != article_.title)
        drop_text(article_, "alternate_headline", line_, std::move(line));
    }
  }

  Moment date(std::string_view field, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
      const Moment moment = wire_moment(fields_.text({name}), line_, article_);
      if (!moment.known()) continue;
      found(article_, field, name);
      return moment;
    }
    return {};
  }

  void dates() {
    article_.published = date("published", {"firstcreated", "contentcreated", "versioncreated"});
    article_.updated = date("updated", {"versioncreated"});
    note_expiry(fields_.text({"expires"}), "expires", line_, article_);
    note_expiry(fields_.text({"deadline"}), "deadline", line_, article_);
  }

  void add(std::vector<std::string>& list, std::string_view field, std::initializer_list<std::string_view> sources) {
    for (const std::string_view source : sources) {
      std::vector<std::string> names = ninjs_names(fields_.find({source}));
      if (!names.empty()) found(article_, field, source);
      for (std::string& name : names) list.push_back(std::move(name));
    }
  }

  void names() {
    for (const std::string& text : ninjs_names(fields_.find({"by", "byline"})))
      for (std::string& name : names_in_byline(text)) article_.byline.push_back(std::move(name));
    if (!article_.byline.empty())
      found(article_, "byline", "by");
    else
      add(article_.byline, "byline", {"authors", "creators"});
    std::vector<std::string> sources, sections;
    add(sources, "source", {"source", "infosources", "infosource", "providers", "provider"});
    if (!sources.empty()) article_.source = sources.front();
    add(sections, "section", {"service", "services", "section"});
    if (!sections.empty()) article_.section = sections.front();
    article_.lang = primary_language(fields_.text({"language"}));
    add(article_.persons, "persons", {"person", "people", "persons"});
    add(article_.orgs, "orgs", {"organisation", "organisations", "organization", "organizations"});
    add(article_.places, "places", {"place", "places", "located"});
    add(article_.tags, "tags",
        {"keywords", "keyword", "subject", "subjects", "genre", "genres", "object", "objects", "event", "events",
         "slugline"});
  }

  void rights() {
    take(article_.copyright, "copyright", {"copyrightnotice", "copyrightholder"});
    take(article_.evolved_from, "evolved_from", {"evolvedfrom"});
    drop_text(article_, "rights", line_, fields_.text({"usageterms"}));
    if (std::string note = fields_.text({"ednote"}); !note.empty()) take_editor_note(std::move(note), line_, article_);
  }

  static int richness(const NinjsText& text) {
    if (text.value.find("<nitf") != std::string::npos) return 3;
    if (text.type.find("html") != std::string::npos || text.role.find("html") != std::string::npos) return 2;
    return text.type.find("xml") != std::string::npos ? 0 : 1;
  }

  void body() {
    std::vector<NinjsText> all = ninjs_texts(item_, "body", "bodies");
    std::stable_sort(all.begin(), all.end(),
                     [](const NinjsText& a, const NinjsText& b) { return richness(a) > richness(b); });
    for (const NinjsText& text : all) {
      if (has_text_ || richness(text) == 0) {
        drop_text(article_, "alternative", line_, std::string(cut_bytes(text.value, 500)));
        if (richness(text) == 3) hold_by_nitf_body(text);
        continue;
      }
      take_body(text);
      has_text_ = !article_.body.empty();
      if (has_text_) found(article_, "body", text.role.empty() ? "bodies" : "bodies, " + text.role);
    }
  }

  // Lines of the ledger are those of the file and not those of a text in it.
  void take_body(const NinjsText& text) {
    const std::size_t before = article_.dropped.size();
    append_body(text);
    for (std::size_t i = before; i < article_.dropped.size(); ++i) article_.dropped[i].line = line_;
  }

  void append_body(const NinjsText& text) {
    if (richness(text) < 3 || !fill_from_nitf_text(text.value, article_)) append_text_or_html(text.value, article_);
  }

  // A rendition that is not read can hold the item back all the same.
  void hold_by_nitf_body(const NinjsText& text) {
    Article part;
    fill_from_nitf_text(text.value, part);
    hold_like(part, article_);
  }

  void finish() {
    take(article_.title, "title", {"title"});
    std::vector<NinjsText> summaries = ninjs_texts(item_, "description", "descriptions");
    std::stable_sort(summaries.begin(), summaries.end(),
                     [](const NinjsText& a, const NinjsText& b) { return a.value.size() > b.value.size(); });
    for (const NinjsText& text : summaries) {
      if (!article_.body.empty()) {
        drop_text(article_, "summary", line_,
                  ninjs_text({Value::Kind::text, std::string(cut_bytes(text.value, 2000)), 0, {}, {}}));
        continue;
      }
      append_text_or_html(text.value, article_);
      found(article_, "body", "descriptions");
    }
    drop_repeated_title(article_);
    article_.body.insert(article_.body.begin(), decks_.begin(), decks_.end());
    if (!decks_.empty()) found(article_, "body", "headlines of a lower rank, as the first paragraph");
    captions();
  }

  // Associated pictures and the like: a list in versions 2 and 3, an object in version 1. Nothing is told of one that is not to be seen itself.
  void captions() {
    const Value* associations = fields_.find({"associations"});
    if (associations == nullptr) return;
    for (const Value& associated : associations->list) caption(associated);
    for (const Value::Member& associated : associations->map) caption(associated.value);
  }

  void caption(const Value& associated) {
    if (!associated.is(Value::Kind::map)) return;
    const NinjsFields fields(associated);
    Article other;
    for (const Value* value : fields.beginning("pubstatus")) take_status(ninjs_text(*value), "pubstatus", line_, other);
    if (!fields.beginning("embargo").empty() || other.status >= Status::withheld)
      return drop_text(article_, "caption", line_, "(of an item with an embargo or a status of its own)");
    for (const NinjsText& text : ninjs_texts(associated, "description", "descriptions")) {
      drop_text(article_, "caption", line_,
                ninjs_text({Value::Kind::text, std::string(cut_bytes(text.value, 2000)), 0, {}, {}}));
      return;
    }
    drop_text(article_, "caption", line_, fields.text({"headline", "title"}));
  }

  const Value& item_;
  const NinjsFields fields_;
  std::uint32_t line_;
  Article& article_;
  std::vector<std::string> decks_;
  bool has_text_ = false;
};

}  // namespace

void read_ninjs_item(const Value& item, std::uint32_t line, const Place& place, const ReadingJob& job) {
  Article article;
  NinjsReader reader(item, line, article);
  reader.read();
  constexpr std::array<std::string_view, 11> without_text = {"picture",   "graphic", "video",    "audio",
                                                             "animation", "event",   "planning", "component",
                                                             "photo",     "image",   "package"};
  const std::string kind = reader.kind();
  // An item that withdraws what was there before it does so whether it has a text or not.
  if (!reader.has_text() && article.status < Status::withheld &&
      std::find(without_text.begin(), without_text.end(), kind) != without_text.end())
    return skip(line, "is a ninjs item of the type " + kind + ", which has no text", job);
  if (!reader.has_text() && article.status < Status::withheld && kind == "composite" && article.body.empty())
    return skip(line, "is a ninjs package of other items without a text of its own", job);
  hold_until_published(seconds_now(), line, article);
  finish_article(std::move(article), place, job);
}

}  // namespace dateline
