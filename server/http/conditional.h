// Entity tags: how they are made and how If-None-Match is read (RFC 9110, 8.8.3 and 13.1.2).
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "server/api/answer.h"

namespace dateline {

// A weak entity tag over the parts; parts of different division give different tags.
std::string etag_of(std::initializer_list<std::string_view> parts);

enum class NoneMatch {
  absent,     // there is no If-None-Match, or none of its tags is this one
  tag,        // this tag is listed, weakly compared
  any,        // "*": any answer that exists
};

// What the If-None-Match lines of a request say of `etag`.
NoneMatch none_match(const Call& call, std::string_view etag);

}  // namespace dateline
