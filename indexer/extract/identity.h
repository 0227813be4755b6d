// The name under which an article is kept. Pure functions, safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

// What an id can be made of; every part may be empty.
struct IdentityParts {
  std::string_view given;  // as the source says
  std::string_view url;
  std::string_view path;
  std::uint32_t line = 0;  // 0: the article is the whole file
  std::uint32_t nth = 1;  // among the articles that start on that line
};

// The id of an article: the given one, else the normalised url, else the path (with ":" and the line,
// and with ":" and a number when several start on one). The same parts
// give the same id in every run. 1 to 512 bytes of valid UTF-8 without control characters; a longer one keeps its first
// 490 bytes or a little less, "~", and a hash of the whole.
std::string article_id(const IdentityParts& parts);

// `url` such that spellings of the same address agree: scheme and host in lower case, no default port, no fragment, no
// parameters that only count clicks (utm_*, fbclid, gclid), "/" for an empty path. Text that is no http or https
// address comes back trimmed and otherwise as it was.
std::string normalised_url(std::string_view url);

}  // namespace dateline
