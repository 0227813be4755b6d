#include "server/http/conditional.h"

#include <xxhash.h>

#include <cstdio>

#include "server/http/header_list.h"

namespace dateline {
namespace {

std::string_view without_weakness(std::string_view tag) {
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

std::string etag_of(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (const std::string_view part : parts) {
    joined += std::to_string(part.size());
    joined += ':';
    joined += part;
  }
  const XXH128_hash_t hash = XXH3_128bits(joined.data(), joined.size());
  char text[40];
  std::snprintf(text, sizeof text, "W/\"%016llx%016llx\"", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return text;
}

NoneMatch none_match(const Call& call, std::string_view etag) {
  NoneMatch result = NoneMatch::absent;
  for (const auto& [name, value] : call.headers) {
    if (name != "if-none-match") continue;
    each_element(value, [&](std::string_view tag) {
      if (tag == "*") result = result == NoneMatch::tag ? result : NoneMatch::any;
      else if (!etag.empty() && without_weakness(tag) == without_weakness(etag)) result = NoneMatch::tag;
    });
  }
  return result;
}

}  // namespace dateline
