// What members say of status and embargo, by whatever name.
#include <algorithm>
#include <array>
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
constexpr std::array<std::string_view, 2> loose_status_names = {"state", "workflowstate"};

// Embargoes that do not have the word in their name.
constexpr std::array<std::string_view, 6> embargo_names = {"notbefore",        "notforreleasebefore", "notforpublicationbefore",
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
constexpr std::array<std::string_view, 11> future_names = {"publishat", "publishon",   "scheduled", "scheduledfor",  "scheduledat", "golive",
                                                           "goliveat",  "releasedate", "releaseat", "availablefrom", "visiblefrom"};
constexpr std::array<std::string_view, 8> expiry_names = {"expirydate", "expirationdate", "expires",       "expiresat",
                                                          "expireson",  "validuntil",     "unpublishdate", "unpublishat"};

struct StatusFlag {
  std::string_view name;
  std::string_view status;  // a word that take_status() knows
};

constexpr std::array flags = {
    StatusFlag{"draft", "draft"},         StatusFlag{"isdraft", "draft"},         StatusFlag{"unpublished", "draft"},
    StatusFlag{"private", "private"},     StatusFlag{"isprivate", "private"},     StatusFlag{"withheld", "withheld"},
    StatusFlag{"killed", "killed"},       StatusFlag{"canceled", "canceled"},     StatusFlag{"cancelled", "canceled"},
    StatusFlag{"withdrawn", "withdrawn"}, StatusFlag{"retracted", "retracted"},   StatusFlag{"deleted", "deleted"},
    StatusFlag{"isdeleted", "deleted"},   StatusFlag{"deletedat", "deleted"},
};

// "published: false" is a draft in Jekyll.
constexpr std::array<std::string_view, 3> published_flags = {"published", "ispublished", "islive"};

constexpr std::array<std::string_view, 5> note_names = {"statusnote", "ednote", "editornote", "editorsnote", "editorialnote"};

// Bare numbers below are no times: an embargo of "7" is one that cannot be read, and not one that ended in 1970.
constexpr std::int64_t first_embargo = 631152000;  // 1990

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& names, std::string_view key) {
  return std::find(names.begin(), names.end(), key) != names.end();
}

bool names_embargo(std::string_view key) {
  return key.find("embargo") != std::string_view::npos || key.find("sperrfrist") != std::string_view::npos || is_in(embargo_names, key);
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

void take_one_status(std::string_view name, const Value& value, const Speaker& speaker) {
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

// Embargoes of the map and of maps in it; what lies in lists are other articles and media.
void take_embargoes(const Value& map, const Speaker& speaker, FieldMap mapped) {
  Embargoes embargoes(speaker);
  std::vector<const Value*> maps = {&map};
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
  Article probe;
  take_status(line_of(value), name, speaker.line, probe);
  if (probe.dropped.empty() && probe.status != Status::usable) take_status(line_of(value), name, speaker.line, speaker.article);
}

void take_statuses(const Members& members, const Speaker& speaker) {
  for (const auto& [key, name, value] : members.all()) {
    if (is_in(status_names, key)) take_one_status(name, *value, speaker);
    if (is_in(loose_status_names, key)) take_loose_status(name, *value, speaker);
    const auto* flag = std::find_if(flags.begin(), flags.end(), [&, wanted = std::string_view(key)](const StatusFlag& row) { return row.name == wanted; });
    if (flag != flags.end() && is_truthy(*value)) take_status(flag->status, name, speaker.line, speaker.article);
    if (is_in(published_flags, key) && !value->is(Value::Kind::null) && !says_nothing(*value) && !is_truthy(*value))
      take_status("draft", name, speaker.line, speaker.article);
  }
}

void take_dates(const Members& members, const Speaker& speaker) {
  for (const auto& [key, name, value] : members.all()) {
    const bool begins = is_in(future_names, key) || names_publication(key), ends = is_in(expiry_names, key);
    if ((!begins && !ends) || value->is(Value::Kind::boolean) || says_nothing(*value)) continue;
    const auto moment = moment_of_value(*value);
    if (!moment) continue;
    if (begins && moment->seconds > speaker.now && *moment != speaker.article.published) hold_until(*moment, name, speaker.line, speaker.article);
    if (!ends || moment->seconds > speaker.now) continue;
    take_status("withheld", name, speaker.line, speaker.article);
    speaker.article.dropped.push_back({"expired", speaker.line, std::string(name) + ": " + line_of(*value)});
  }
}

}  // namespace

void take_visibility(const Value& map, std::uint32_t line, std::int64_t now, Article& article, FieldMap mapped) {
  const Speaker speaker{line, now, article};
  const Members members(map);
  take_statuses(members, speaker);
  for (const auto& [field, path] : mapped) {
    const auto value = field == "status" ? value_at(map, path) : std::nullopt;
    if (value) take_one_status(path, *value, speaker);
  }
  take_embargoes(map, speaker, mapped);
  take_dates(members, speaker);
  hold_until_published(now, line, article);
  const Members::Named* note = members.find(note_names);
  if (note != nullptr && article.status != Status::usable) article.status_note = line_of(*note->value);
}

}  // namespace dateline
