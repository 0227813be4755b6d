// What kind of XML a file is: the name of its outermost element.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

struct XmlRoot {
  std::string name;  // local name as written, without prefix
  std::string space;  // namespace URI; empty: none, or declared behind the end of the head
};

// The outermost element of the XML document that starts with `head` (4 KiB are enough), behind a byte order mark, the
// XML declaration, comments, processing instructions and a document type. Where the document type or what follows it
// does not end within the head, the name that it announces. Understands UTF-8 and everything that looks like ASCII,
// and UTF-16 with and without a byte order mark. nullopt: does not begin as XML does. A document in HTML ("html") has
// a root as well. Pure, safe from any thread.
std::optional<XmlRoot> xml_root(std::string_view head);

}  // namespace dateline
