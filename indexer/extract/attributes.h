// Elements with more attributes than anybody writes, which cost a parser that compares each with all in front of it. Pure functions, safe from any
// thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

// Attributes of one element that are read; those behind are left out of the document before it is parsed.
inline constexpr std::size_t most_attributes = 500;

enum class MarkupKind { html, xml };  // in HTML, what stands in <script> and <style> are no tags

// `markup` with no more than `most_attributes` in any start tag; line ends inside what is left out stay. A view of `markup` itself where nothing is left out, as
// in any usual page, else of `storage`. Time is linear in the document.
std::string_view cut_attributes(std::string_view markup, MarkupKind kind, std::string& storage);

}  // namespace dateline
