// Headlines: what looks like one, and what stands in for one. Pure functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Whether a line has the shape of a headline or subhead: two to thirty words, no full stop, comma or colon at its end.
bool looks_like_headline(std::string_view line);

// Whether a line is running text: a sentence of twelve words or more, or thirty words or more.
bool looks_like_prose(std::string_view line);

// A headline made of the first sentence of `body`, at most 120 bytes and then cut at a word with an ellipsis. Empty
// when the body is.
std::string derived_title(const std::vector<std::string>& body);

// A page title without its site's name: "Headline | The Daily Example" gives "Headline" and the site. The site is empty
// when there is none to tell.
struct SplitTitle {
  std::string title;
  std::string site;
};
SplitTitle split_site(std::string_view title);

}  // namespace dateline
