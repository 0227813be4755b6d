// What a page is filled with: named texts, lists and sections for the template. Known only inside this folder.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <kainjow/mustache.hpp>

namespace dateline {

// An object, a list, a text or a switch. What the template writes in double braces is escaped there; in triple braces goes only
// what marked_html or escape_html of server/api/escape.h made.
using View = kainjow::mustache::data;

inline View view_list() { return View(View::type::list); }

// Sets a part.
inline void put(View& view, const char* name, View part) { view[name] = std::move(part); }

// Sets a text; an empty one counts as absent, so that the template can leave out what would be empty, and so that a name of an
// outer object is not seen through it.
inline void put(View& view, const char* name, const std::string& text) { put(view, name, text.empty() ? View(false) : View(text)); }

inline void put(View&, const char*, const char*) = delete;  // would be taken for a switch

inline void put(View& view, const char* name, bool on) { put(view, name, View(on)); }

// Sets a list, and the switch "has_NAME" for what surrounds it.
inline void put_list(View& view, const std::string& name, View list) {
  put(view, ("has_" + name).c_str(), !list.is_empty_list());
  put(view, name.c_str(), std::move(list));
}

}  // namespace dateline
