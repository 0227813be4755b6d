// Markup that comes inside other formats: HTML in Markdown and in JSON strings. Pure functions, safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// `text` with character references ("&amp;", "&eacute;", "&#8211;", "&#x2013;") as the characters they name. What is no
// reference, or names no character, stays as it is.
std::string decode_entities(std::string_view text);

// Whether `text` holds tags of HTML that make it markup and no plain text ("<p>", "</a>", "<br/>").
bool looks_like_markup(std::string_view text);

// The readable text of a piece of HTML: tags and comments left out, scripts and style sheets with all they hold,
// character references decoded; paragraphs and other blocks end in an empty line. Never fails, whatever the markup.
std::string text_of_markup(std::string_view markup);

// The paragraphs of `text`, which may be plain text or markup.
std::vector<std::string> paragraphs_of(std::string_view text);

}  // namespace dateline
