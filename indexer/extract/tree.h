// HTML and XML as a plain tree of elements and texts. The one file that knows the parser (libxml2); nothing is loaded, no entity that a
// document declares is expanded, and depth is bounded.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct Attribute {
  std::string_view name;   // HTML: lower case; XML: local name as written, without prefix ("lang" for xml:lang)
  std::string_view value;  // character references decoded
};

// An element or a text. Comments and processing instructions are not in the tree. Lives as long as its Tree; walking needs no recursion:
// see `next_in_order`.
struct Node {
  std::string_view name;   // HTML: lower case; XML: local name as written, without prefix; empty: a text
  std::string_view space;  // XML: namespace URI; empty: none, and always in HTML
  std::string_view text;   // of a text, as parsed; never empty there
  std::vector<Attribute> attributes;
  Node* parent = nullptr;  // nullptr: the root
  Node* first = nullptr;   // child
  Node* last = nullptr;    // child
  Node* next = nullptr;    // sibling
  Node* previous = nullptr;
  std::uint32_t line = 0;  // 1-based

  bool is_text() const { return name.empty(); }
  // The attribute's value, or an empty text; the first of that name.
  std::string_view attribute(std::string_view wanted) const;
  bool has_attribute(std::string_view wanted) const;
  // The first child element of that name (and namespace, unless that is empty); nullptr: none.
  const Node* child(std::string_view wanted, std::string_view in_space = {}) const;
};

// What was wrong in a document that was read nevertheless.
struct TreeFault {
  std::uint32_t line = 0, column = 0;  // 1-based; 0: not known
  std::string what;        // one sentence without a full stop; empty: nothing was wrong
  // True when elements do not close where they should or the document breaks off: what stands where may be another than was meant. False for stray
  // ampersands, unknown entities, characters that XML does not allow and the like, where the content is clear.
  bool structural = false;
};

class Tree {
 public:
  // Elements beyond `deepest_tree` are flattened into those around them, with nothing lost but tags, and `fault()` tells of it. `root()` is nullptr for
  // a page without anything in it. `html` is valid UTF-8; <meta charset> is ignored.
  static Tree of_html(std::string_view html);
  // Reads on behind errors as well as it can; `fault()` tells of the first and of the worst kind. `root()` is nullptr when there is no document element.
  // `xml` is valid UTF-8; its encoding declaration is ignored. Entities of HTML ("&nbsp;") are known without a declaration; those that an internal DTD
  // subset declares are not, and their references leave nothing.
  static Tree of_xml(std::string_view xml);

  const Node* root() const;
  const TreeFault& fault() const;

  struct State;
  Tree(Tree&&) noexcept;
  Tree& operator=(Tree&&) noexcept;
  ~Tree();

 private:
  explicit Tree(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Levels of elements beyond which an XML document is refused and an HTML page flattened.
inline constexpr std::uint32_t deepest_tree = 250;

// The node behind `node` in document order within `top`; nullptr at the end. `skip_children`: not into the node.
const Node* next_in_order(const Node* node, const Node* top, bool skip_children = false);

// All text at and below the node, as it stands.
std::string text_content(const Node& node);

// The inner mark-up of a node as a text again, for content that is kept as HTML (Atom's xhtml). Attributes and texts are escaped.
std::string inner_markup(const Node& node);

}  // namespace dateline
