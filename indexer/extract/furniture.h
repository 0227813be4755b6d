// Site furniture: the lines that a page puts around an article, as rules in tables. Pure functions, safe from any
// thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace dateline {

// What a line of furniture does to its neighbours. Where several rules fit a line, the first effect of this list wins.
enum class Effect : std::uint8_t {
  comment_form,  // part of a comment form: this line and all that follows
  comments,  // heads reader comments, or links to them: all that follows, if it is the end of the page
  tail,  // heads what the site says about itself: all that follows, if it is the end of the page
  link_list,  // heads links to other stories: this line and the links
  teaser,  // a link to another story, on this very line
  line,  // this line alone
  edge,  // this line alone, at the top or the foot of the page only
  companion,  // a word that an article may use as well: this line, but only beside other furniture
};

struct FurnitureGroup {
  Effect effect;
  std::string_view reason;  // for Dropped::reason
  std::size_t most_words;  // longer lines are left alone
  bool label_only;  // true: a line that ends in a full stop is left alone
  // "*" stands for any text and none, "#" for a number; all else is itself, in lower case, straight apostrophes.
  std::span<const std::string_view> patterns;
};

// The tables, a language or two each. Static storage.
std::span<const FurnitureGroup> english_furniture();
std::span<const FurnitureGroup> english_page_furniture();
std::span<const FurnitureGroup> german_furniture();
std::span<const FurnitureGroup> french_furniture();
std::span<const FurnitureGroup> spanish_furniture();
std::span<const FurnitureGroup> asian_furniture();

// The group with the strongest effect that fits the whole line, or nullptr. Letter case, bullets and arrows in front,
// and marks at the end do not matter. Lines of more than twelve words with quotation marks are speech: they fit only
// what links, captions, credits and notes look like. Items of a list fit only what stands for itself.
const FurnitureGroup* furniture_of(std::string_view line);

// Whether `pattern` (see FurnitureGroup) fits the whole of `text`. Takes time proportional to the product of their
// lengths at worst.
bool fits(std::string_view pattern, std::string_view text);

// The line as the patterns want it.
std::string furniture_key(std::string_view line);

// Whether the text as a whole names a section of a newspaper ("Politics", "Wirtschaft", "Deportes").
bool is_section_name(std::string_view text);

// Whether the text as a whole has the shape of a newspaper's name ("The Harrowmere Courier", "Kaltensieler Anzeiger").
bool is_masthead(std::string_view text);

}  // namespace dateline
