// By what an object, or the start of a file, is known to be ninjs; see ninjs_item.h.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "indexer/extract/text.h"
#include "indexer/readers/json_value.h"
#include "indexer/readers/ninjs_fields.h"
#include "indexer/readers/ninjs_item.h"

namespace dateline {
namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Members that only ninjs has.
constexpr std::array<std::string_view, 32> telling = {"versioncreated",
                                                      "pubstatus",
                                                      "bodyxhtml",
                                                      "bodyhtml",
                                                      "bodies",
                                                      "headlines",
                                                      "representationtype",
                                                      "copyrightnotice",
                                                      "copyrightholder",
                                                      "altids",
                                                      "eventdetails",
                                                      "plannedcoverage",
                                                      "renditions",
                                                      "associations",
                                                      "trustindicator",
                                                      "trustindicators",
                                                      "usageterms",
                                                      "ednote",
                                                      "rightsinfo",
                                                      "linkedrights",
                                                      "encodedrights",
                                                      "advice",
                                                      "advices",
                                                      "contentcreated",
                                                      "embargoed",
                                                      "embargoeduntil",
                                                      "infosource",
                                                      "infosources",
                                                      "digitalsourcetype",
                                                      "descriptions",
                                                      "descriptiontext",
                                                      "firstcreated"};

// Values of `type` in all versions.
constexpr std::array<std::string_view, 9> types = {"text",      "audio",     "video", "picture", "graphic",
                                                   "composite", "component", "event", "planning"};

// Members of articles in JSON of other kinds.
constexpr std::array<std::string_view, 17> foreign = {
    "url",  "link",     "canonical", "canonicalurl", "permalink", "body",        "content",     "articlebody", "weburl",
    "text", "fulltext", "maintext",  "story",        "html",      "contenttext", "contenthtml", "bodycontent"};

struct Signs {
  int count = 0;
  bool declared = false, uri = false, guid = false, other = false;

  // `value`: of a text what it says, else anything.
  void take(const std::string& name, std::string_view value) {
    count += is_one_of(telling, name) || (name == "type" && is_one_of(types, value)) ? 1 : 0;
    uri = uri || name == "uri";
    guid = guid || name == "guid";
    other = other || is_one_of(foreign, name);
  }
  bool are_of_ninjs() const { return declared || (!other && ((uri && count > 0) || (guid && count > 2))); }
};

bool declares_ninjs(std::string_view standard) { return lower_case(standard).find("ninjs") != std::string::npos; }

}  // namespace

bool is_ninjs(const Value& object) {
  if (!object.is(Value::Kind::map)) return false;
  Signs signs;
  for (const Value::Member& member : object.map) {
    const std::string name = ninjs_name(member.name);
    signs.take(name, member.value.text);
    if (name != "standard") continue;
    const NinjsFields standard(member.value);
    signs.declared = declares_ninjs(standard.text({"name"})) || declares_ninjs(standard.text({"schema"})) ||
                     declares_ninjs(ninjs_text(member.value));
  }
  return signs.are_of_ninjs();
}

bool recognises_ninjs(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  std::size_t at = 0;
  skip_json_space(head, at);
  if (at < head.size() && head[at] == '[') skip_json_space(head, ++at);
  if (at >= head.size() || head[at] != '{') return false;
  ++at;
  Signs signs;
  while (true) {
    skip_json_space(head, at);
    if (at < head.size() && head[at] == ',') skip_json_space(head, ++at);
    const auto name = next_json_value(head, at);
    if (!name || name->size() < 2 || name->front() != '"') break;
    skip_json_space(head, at);
    if (at >= head.size() || head[at] != ':') break;
    ++at;
    const std::string known = ninjs_name(name->substr(1, name->size() - 2));
    const auto value = next_json_value(head, at);
    signs.take(known, value && value->size() > 2 ? value->substr(1, value->size() - 2) : std::string_view());
    if (!value) break;
    signs.declared = signs.declared || (known == "standard" && declares_ninjs(*value));
  }
  return signs.are_of_ninjs();
}

}  // namespace dateline
