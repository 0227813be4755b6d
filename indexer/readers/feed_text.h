// The texts of feeds: plain, HTML that was escaped, mark-up that was not. Pure functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/article.h"
#include "indexer/extract/tree.h"

namespace dateline {

struct FeedText {
  enum class Kind : std::uint8_t {
    plain,   // characters stand for themselves
    html,    // HTML
    likely,  // HTML or plain text, as RSS and Atom before 1.0 leave open
    other,   // data of another kind; `text` is its media type
  };
  std::string text;
  Kind kind = Kind::likely;
};

// The text of an element of RSS.
FeedText rss_text(const Node& node);

// A text construct or a content of Atom: type and mode settle what it is.
FeedText atom_text(const Node& node);

// The text as a headline. What had to be mended is noted in `notes` as "repaired" with `line`.
std::string headline_of(const FeedText& text, std::uint32_t line, std::vector<Dropped>& notes);

// The text as paragraphs. Lines that publishing systems add at the end ("The post ... appeared first on ...") go to `notes` as "boilerplate".
std::vector<std::string> body_of_text(const FeedText& text, std::uint32_t line, std::vector<Dropped>& notes);

// Whether the paragraphs look like the beginning of a text whose rest is elsewhere.
bool breaks_off(const std::vector<std::string>& body);

}  // namespace dateline
