// What members say of status and embargo, by whatever name.
#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/dates.h"
#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/field_values.h"
#include "indexer/readers/fields.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 8> status_names = {"pubstatus",   "status",     "publicationstatus", "poststatus",
                                                          "itemstatus",  "articlestatus", "workflowstatus", "publishstatus"};
constexpr std::array<std::string_view, 4> loose_status_names = {"state", "workflow", "visibility", "access"};

// Words that say so where a name may mean something else, besides those that take_status() knows, and what they come to there.
struct LooseWord {
  std::string_view word;
  std::string_view status;
};

constexpr std::array loose_words = {
    LooseWord{"unpublished", "draft"},      LooseWord{"not published", "draft"}, LooseWord{"in progress", "draft"},   LooseWord{"pending review", "pending"},
    LooseWord{"in review", "pending"},      LooseWord{"needs review", "pending"}, LooseWord{"on hold", "withheld"},  LooseWord{"held", "withheld"},
    LooseWord{"hold", "withheld"},          LooseWord{"spiked", "killed"},       LooseWord{"hidden", "private"},      LooseWord{"internal", "private"},
    LooseWord{"restricted", "private"},     LooseWord{"protected", "private"},   LooseWord{"password", "private"},    LooseWord{"confidential", "private"},
    LooseWord{"unlisted", "private"},       LooseWord{"auto draft", "draft"},    LooseWord{"retraction", "retracted"}, LooseWord{"not for publication", "withheld"},
};

// Members that are objects and speak of the article that they are in.
constexpr std::array<std::string_view, 13> speaking_parts = {"revision", "additionalproperties", "workflow", "flags", "schedulesettings", "content", "excerpt",
                                                             "meta",     "metadata",             "customfields", "attributes", "publishing", "properties"};

// Embargoes that do not have the word in their name.
constexpr std::array<std::string_view, 8> embargo_names = {"notbefore",        "notforreleasebefore", "notforpublicationbefore", "hold", "onhold",
                                                           "holduntil",        "holdforrelease",      "releaseafter"};
// Names of members of an embargo that is an object, the most telling first.
constexpr std::array<std::string_view, 18> end_names = {"until",   "end",       "ends",        "endsat", "enddate",  "to",
                                                        "lift",    "liftat",    "liftdate",    "lifts",  "release",  "releaseat",
                                                        "releasedate", "expires", "time",      "datetime", "date",   "value"};
// Of an embargo's own status: there is none any more.
constexpr std::array<std::string_view, 4> words_for_over = {"lifted", "expired", "over", "none"};
// Endings of names whose value tells about an embargo and is not its end.
constexpr std::array<std::string_view, 8> remark_endings = {"note", "notes", "reason", "message", "comment", "type", "text", "by"};

// Besides the names of the date of publication: when it takes effect.
constexpr std::array<std::string_view, 15> future_names = {"publishat", "publishon",   "scheduled", "scheduledfor",  "scheduledat", "golive",
                                                           "goliveat",  "releasedate", "releaseat", "availablefrom", "visiblefrom", "validfrom",     "publishschedule",
                                                           "utcpublishschedule", "publishfrom"};
constexpr std::array<std::string_view, 9> expiry_names = {"expirydate", "expirationdate", "expires",       "expiresat",
                                                          "expireson",  "validuntil",     "unpublishdate", "unpublishat",    "unpublishedat"};

struct StatusFlag {
  std::string_view name;
  std::string_view status;  // a word that take_status() knows
};

constexpr std::array flags = {
    StatusFlag{"draft", "draft"},         StatusFlag{"isdraft", "draft"},         StatusFlag{"unpublished", "draft"},
    StatusFlag{"private", "private"},     StatusFlag{"isprivate", "private"},     StatusFlag{"withheld", "withheld"},
    StatusFlag{"killed", "killed"},       StatusFlag{"canceled", "canceled"},     StatusFlag{"cancelled", "canceled"},
    StatusFlag{"withdrawn", "withdrawn"}, StatusFlag{"retracted", "retracted"},   StatusFlag{"deleted", "deleted"},
    StatusFlag{"isdeleted", "deleted"},   StatusFlag{"deletedat", "deleted"},     StatusFlag{"isretracted", "retracted"},
    StatusFlag{"iswithdrawn", "withdrawn"}, StatusFlag{"iskilled", "killed"},     StatusFlag{"iscanceled", "canceled"},
    StatusFlag{"iscancelled", "canceled"}, StatusFlag{"hidden", "private"},       StatusFlag{"ishidden", "private"},
    StatusFlag{"protected", "private"},   StatusFlag{"isprotected", "private"},   StatusFlag{"password", "private"},
    StatusFlag{"postpassword", "private"}, StatusFlag{"ispasswordprotected", "private"},
    StatusFlag{"markedfornotpublication", "withheld"}, StatusFlag{"notforpublication", "withheld"},
};

// "published: false" is a draft in Jekyll.
constexpr std::array<std::string_view, 8> published_flags = {"published", "ispublished", "live", "islive", "public", "ispublic", "visible", "isvisible"};

constexpr std::array<std::string_view, 5> note_names = {"statusnote", "ednote", "editornote", "editorsnote", "editorialnote"};

// Bare numbers below are no times: an embargo of "7" is one that cannot be read, and not one that ended in 1970.
constexpr std::int64_t first_embargo = 631152000;  // 1990

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& names, std::string_view key) {
  return std::find(names.begin(), names.end(), key) != names.end();
}

bool names_embargo(std::string_view key) {
  return key.find("embargo") != std::string_view::npos || key.find("sperr") != std::string_view::npos || is_in(embargo_names, key);
}

bool is_remark(std::string_view key) {
  return std::any_of(remark_endings.begin(), remark_endings.end(),
                     [&](std::string_view ending) { return key.ends_with(ending) && !is_in(embargo_names, key); });
}

struct Speaker {
  std::uint32_t line;
  std::int64_t now;
  Article& article;
};

// {"value": false} and [{"value": false}] as what is in them.
const Value& bare(const Value& value) {
  const Value* out = &value;
  while ((out->is(Value::Kind::list) && out->list.size() == 1) || (out->is(Value::Kind::map) && out->map.size() == 1 && out->map[0].name == "value"))
    out = out->is(Value::Kind::list) ? &out->list[0] : &out->map[0].value;
  return *out;
}

void take_one_status(std::string_view name, const Value& wrapped, const Speaker& speaker) {
  const Value& value = bare(wrapped);
  if (value.is(Value::Kind::boolean)) return take_status(is_truthy(value) ? "usable" : "draft", name, speaker.line, speaker.article);
  const std::string word = line_of(value);
  take_status(word == "1" ? "published" : word == "0" ? "draft" : word, name, speaker.line, speaker.article);
}

// Collects all members that speak of an embargo before it decides: a flag that is set means no end only where no other member names one.
class Embargoes {
 public:
  explicit Embargoes(const Speaker& speaker) : speaker_(speaker) {}

  void take(std::string_view name, std::string_view key, const Value& value) {
    if (value.is(Value::Kind::null)) return;
    const bool over = key.ends_with("lifted") || key.ends_with("expired") || key.starts_with("noembargo");
    if (over && is_flag(value)) {
      if (!is_truthy(value)) open_.push_back(std::string(name));
      return;
    }
    if (is_remark(key)) return remarks_.push_back({std::string(name), line_of(value)});
    take_value(name, value);
  }

  void decide() {
    if (any_end_) return;
    for (const std::string& name : open_) hold_until("", name, speaker_.line, speaker_.article);
    for (const auto& [name, text] : remarks_) hold_until(text, name, speaker_.line, speaker_.article);
  }

 private:
  // Whether the value only says yes or no.
  static bool is_flag(const Value& value) {
    if (value.is(Value::Kind::boolean)) return true;
    const std::string word = lower_case(squeeze_spaces(text_of(value)));
    return is_in(std::array<std::string_view, 10>{"true", "false", "yes", "no", "y", "n", "1", "0", "none", "off"}, word);
  }

  void take_value(std::string_view name, const Value& value) {
    const Value* end = &value;
    const Members members(value);
    if (value.is(Value::Kind::map)) {
      const auto inactive = [](const Members::Named& member) {
        return (member.key == "active" || member.key == "enabled") && !is_truthy(*member.value);
      };
      if (std::any_of(members.all().begin(), members.all().end(), inactive)) return;
      for (const auto& [key, inner, said] : members.all()) {
        if (key == "status" && !is_in(words_for_over, lower_case(line_of(*said)))) take_one_status(name, *said, speaker_);
      }
      const Members::Named* found = members.find(end_names);
      if (found == nullptr) return open_.push_back(std::string(name));
      end = found->value;
    }
    if (is_flag(*end)) {
      if (is_truthy(*end)) open_.push_back(std::string(name));
    } else if (says_nothing(*end)) {
      hold_until("", name, speaker_.line, speaker_.article);
    } else if (const auto moment = moment_of_value(*end); moment && (!end->is(Value::Kind::number) || moment->seconds > first_embargo)) {
      any_end_ = true;
      if (end->is(Value::Kind::text) && read_date(end->text)) hold_until(line_of(*end), name, speaker_.line, speaker_.article);
      else hold_until(*moment, name, speaker_.line, speaker_.article);
    } else {
      hold_until(line_of(*end), name, speaker_.line, speaker_.article);
    }
  }

  const Speaker& speaker_;
  bool any_end_ = false;
  std::vector<std::string> open_;
  std::vector<std::pair<std::string, std::string>> remarks_;
};

// The maps in `map`, itself the first. What lies in lists are other articles and media.
std::vector<const Value*> maps_in(const Value& map) {
  std::vector<const Value*> maps = {&map};
  for (std::size_t at = 0; at < maps.size(); ++at) {
    const Value& open = *maps[at];
    for (const Value::Member& member : open.map) {
      if (member.value.is(Value::Kind::map)) maps.push_back(&member.value);
    }
  }
  return maps;
}

// [{"key": "embargo", "value": ...}] says the same as {"embargo": ...}: the pairs of all such lists in the map and in maps in it.
Value pairs_in(const Value& map) {
  Value pairs;
  pairs.kind = Value::Kind::map;
  for (const Value* inner : maps_in(map)) {
    for (const Value::Member& member : inner->map) {
      for (const Value& item : member.value.list) {
        const Value *name = nullptr, *value = nullptr;
        for (const Value::Member& part : item.map) {
          const std::string key = key_of(part.name);
          if (key == "key" || key == "metakey" || (key == "name" && name == nullptr)) name = &part.value;
          if (key == "value" || key == "metavalue") value = &part.value;
        }
        if (name != nullptr && value != nullptr) pairs.map.push_back({line_of(*name), *value});
      }
    }
  }
  return pairs;
}

// Embargoes of the map, of maps in it and of the pairs.
void take_embargoes(const Value& map, const Value& pairs, const Speaker& speaker, FieldMap mapped) {
  Embargoes embargoes(speaker);
  std::vector<const Value*> maps = {&map, &pairs};
  while (!maps.empty()) {
    const Members members(*maps.back());
    maps.pop_back();
    for (const auto& [key, name, value] : members.all()) {
      if (names_embargo(key)) embargoes.take(name, key, *value);
      else if (value->is(Value::Kind::map)) maps.push_back(value);
    }
  }
  for (const auto& [field, path] : mapped) {
    const auto value = field == "embargo" ? value_at(map, path) : std::nullopt;
    if (value) embargoes.take(path, "embargo", *value);
  }
  embargoes.decide();
}

// A name that may mean something else ("state": "Texas"): only words that certainly withhold count.
void take_loose_status(std::string_view name, const Value& value, const Speaker& speaker) {
  std::string word = lower_case(line_of(bare(value)));
  std::replace(word.begin(), word.end(), '_', ' ');
  std::replace(word.begin(), word.end(), '-', ' ');
  const auto* known = std::find_if(loose_words.begin(), loose_words.end(), [&](const LooseWord& row) { return row.word == word; });
  if (known != loose_words.end()) word = known->status;
  Article probe;
  take_status(word, name, speaker.line, probe);
  if (probe.dropped.empty() && probe.status != Status::usable) take_status(word, name, speaker.line, speaker.article);
}

// `whole`: the members are those of the article, and an unknown word in a plain name of a status withholds.
void take_statuses(const Members& members, const Speaker& speaker, bool whole) {
  for (const auto& [key, name, wrapped] : members.all()) {
    const Value* value = &bare(*wrapped);
    if (whole && is_in(status_names, key)) take_one_status(name, *value, speaker);
    else if (is_in(loose_status_names, key) || key.ends_with("status") || key.ends_with("state")) take_loose_status(name, *value, speaker);
    const auto* flag = std::find_if(flags.begin(), flags.end(), [&, wanted = std::string_view(key)](const StatusFlag& row) { return row.name == wanted; });
    if (flag != flags.end() && is_truthy(*value)) take_status(flag->status, name, speaker.line, speaker.article);
    if (is_in(published_flags, key) && !value->is(Value::Kind::null) && !says_nothing(*value) && !is_truthy(*value))
      take_status("draft", name, speaker.line, speaker.article);
  }
}

// Whether a text that is no date has a year in it that is this one or comes after it.
bool names_coming_year(std::string_view text, std::int64_t now) {
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(now))));
  for (std::size_t at = 0, digits = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] >= '0' && text[at] <= '9') {
      ++digits;
      continue;
    }
    if (digits == 4 && std::stoi(std::string(text.substr(at - 4, 4))) >= int{today.year()}) return true;
    digits = 0;
  }
  return false;
}

// A date that begins something and cannot be read: what may lie ahead is held as an embargo would be.
void take_unreadable_date(std::string_view name, const Value& value, const Speaker& speaker) {
  const std::string text = line_of(value);
  if (names_coming_year(text, speaker.now)) hold_until(text, name, speaker.line, speaker.article);
}

void take_dates(const Members& members, const Speaker& speaker) {
  for (const auto& [key, name, value] : members.all()) {
    const bool begins = is_in(future_names, key) || names_publication(key), ends = is_in(expiry_names, key);
    if ((!begins && !ends) || value->is(Value::Kind::boolean) || says_nothing(*value)) continue;
    const auto moment = moment_of_value(*value);
    if (!moment && begins) take_unreadable_date(name, *value, speaker);
    if (!moment && key == "unpublishedat" && is_truthy(*value)) take_status("withheld", name, speaker.line, speaker.article);
    if (!moment) continue;
    if (begins && moment->seconds > speaker.now && *moment != speaker.article.published) hold_until(*moment, name, speaker.line, speaker.article);
    if (!ends || moment->seconds > speaker.now) continue;
    take_status("withheld", name, speaker.line, speaker.article);
    speaker.article.dropped.push_back({"expired", speaker.line, std::string(name) + ": " + line_of(*value)});
  }
}

// The members that are objects and speak of the article, and such members of theirs.
std::vector<const Value*> speaking_parts_of(const Value& map) {
  std::vector<const Value*> parts = {&map};
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const Value& open = *parts[at];
    for (const Value::Member& member : open.map) {
      if (member.value.is(Value::Kind::map) && is_in(speaking_parts, key_of(member.name))) parts.push_back(&member.value);
    }
  }
  return parts;
}

void take_mapped(const Value& map, const Speaker& speaker, FieldMap mapped) {
  for (const auto& [field, path] : mapped) {
    const auto value = field == "status" || field == "published" ? value_at(map, path) : std::nullopt;
    if (!value) continue;
    if (field == "status") take_one_status(path, *value, speaker);
    else if (!says_nothing(*value) && !moment_of_value(*value)) take_unreadable_date(path, *value, speaker);
  }
}

}  // namespace

void take_visibility(const Value& map, std::uint32_t line, std::int64_t now, Article& article, FieldMap mapped) {
  const Speaker speaker{line, now, article};
  const Members members(map);
  const Value pairs = pairs_in(map);
  std::vector<const Value*> parts = speaking_parts_of(map);
  parts.push_back(&pairs);
  for (const Value* part : parts) take_statuses(Members(*part), speaker, part == &map);
  take_mapped(map, speaker, mapped);
  take_embargoes(map, pairs, speaker, mapped);
  for (const Value* part : parts) take_dates(Members(*part), speaker);
  hold_until_published(now, line, article);
  const Members::Named* note = members.find(note_names);
  if (note != nullptr && article.status != Status::usable) article.status_note = line_of(*note->value);
}

}  // namespace dateline
