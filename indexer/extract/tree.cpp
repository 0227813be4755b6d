#include "indexer/extract/tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <climits>
#include <deque>
#include <new>
#include <utility>

#include "indexer/extract/attributes.h"
#include "indexer/extract/flat_markup.h"
#include "indexer/extract/text.h"
#include "indexer/extract/xml_preparation.h"

namespace dateline {

struct Tree::State {
  xmlDoc* document = nullptr;
  std::deque<Node> nodes;
  std::deque<std::string> texts;  // values that are not in one piece in the document
  TreeFault fault;
  std::uint32_t faults = 0;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { xmlFreeDoc(document); }

  void note(const xmlError& error);
  void build();

 private:
  std::string_view value_of(const xmlAttr& attribute);
  void fill(const xmlNode& from, Node& to);
};

namespace {

std::string_view view(const xmlChar* text) { return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text); }

// libxml2 sets its tables up once; a local static is the way to do that without a race.
void start_parser() {
  static const bool started = (xmlInitParser(), true);
  static_cast<void>(started);
}

bool is_structural(int code) {
  switch (code) {
    case XML_ERR_DOCUMENT_EMPTY:
    case XML_ERR_DOCUMENT_END:
    case XML_ERR_TAG_NAME_MISMATCH:
    case XML_ERR_TAG_NOT_FINISHED:
    case XML_ERR_GT_REQUIRED:
    case XML_ERR_LTSLASH_REQUIRED:
    case XML_ERR_NAME_REQUIRED:
    case XML_ERR_CDATA_NOT_FINISHED:
    case XML_ERR_COMMENT_NOT_FINISHED:
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
    case XML_ERR_LT_IN_ATTRIBUTE:
    case XML_ERR_INTERNAL_ERROR: return true;
    default: return false;
  }
}

bool is_depth(const xmlError& error) { return view(reinterpret_cast<const xmlChar*>(error.message)).find("xcessive depth") != std::string_view::npos; }

}  // namespace

void Tree::State::note(const xmlError& error) {
  if (error.level < XML_ERR_ERROR) return;
  const bool structural = error.level == XML_ERR_FATAL && is_structural(error.code);
  if (!fault.what.empty() && (fault.structural || !structural)) return;
  fault.line = static_cast<std::uint32_t>(std::max(error.line, 0));
  fault.column = static_cast<std::uint32_t>(std::max(error.int2, 0));
  std::string what = squeeze_spaces(repair_text(error.message == nullptr ? "" : error.message));
  if (is_depth(error)) what = "elements are nested deeper than " + std::to_string(deepest_tree) + " levels";
  fault.what = std::string(cut_bytes(what, 200));
  fault.structural = structural;
}

std::string_view Tree::State::value_of(const xmlAttr& attribute) {
  const xmlNode* child = attribute.children;
  if (child == nullptr) return {};
  if (child->next == nullptr && child->type == XML_TEXT_NODE) return view(child->content);
  std::string& whole = texts.emplace_back();
  for (; child != nullptr; child = child->next)
    if (child->type == XML_TEXT_NODE) whole += view(child->content);
  return whole;
}

void Tree::State::fill(const xmlNode& from, Node& to) {
  to.line = static_cast<std::uint32_t>(std::max(0L, xmlGetLineNo(&from)));
  if (from.type != XML_ELEMENT_NODE) {
    to.text = view(from.content);
    return;
  }
  to.name = view(from.name);
  if (from.ns != nullptr) to.space = view(from.ns->href);
  for (const xmlAttr* attribute = from.properties; attribute != nullptr; attribute = attribute->next)
    to.attributes.push_back({view(attribute->name), value_of(*attribute)});
}

// Copies the parser's tree, without recursion and no deeper than `deepest_tree`.
void Tree::State::build() {
  const xmlNode* from = document == nullptr ? nullptr : xmlDocGetRootElement(document);
  if (from == nullptr) return;
  const xmlNode* const top = from;
  Node* parent = nullptr;
  std::uint32_t depth = 1;
  while (from != nullptr) {
    const bool text = from->type == XML_TEXT_NODE || from->type == XML_CDATA_SECTION_NODE;
    const bool element = from->type == XML_ELEMENT_NODE;
    Node* node = nullptr;
    if (element || (text && from->content != nullptr && *from->content != 0)) {
      node = &nodes.emplace_back();
      fill(*from, *node);
      node->parent = parent;
      node->previous = parent == nullptr ? nullptr : parent->last;
      if (node->previous != nullptr) node->previous->next = node;
      else if (parent != nullptr) parent->first = node;
      if (parent != nullptr) parent->last = node;
    }
    if (element && from->children != nullptr) {
      if (++depth > deepest_tree) {
        fault = {static_cast<std::uint32_t>(xmlGetLineNo(from)), 0, "elements are nested deeper than " + std::to_string(deepest_tree) + " levels", true};
        nodes.clear();
        return;
      }
      parent = node;
      from = from->children;
      continue;
    }
    while (from != top && from->next == nullptr) {
      from = from->parent;
      parent = parent->parent;
      --depth;
    }
    from = from == top ? nullptr : from->next;
  }
}

namespace {

void note_error(void* data, xmlErrorPtr error) {
  auto* context = static_cast<xmlParserCtxt*>(data);
  if (error == nullptr || context->_private == nullptr) return;
  auto& state = *static_cast<Tree::State*>(context->_private);
  state.note(*error);
  // Telling of a fault costs more than reading a byte: a document of nothing else would take minutes.
  constexpr std::uint32_t most_faults = 10'000;
  if (error->level < XML_ERR_ERROR || ++state.faults <= most_faults) return;
  state.fault.what = "more than 10,000 faults";
  state.fault.structural = true;
  xmlStopParser(context);
}

}  // namespace

Tree::Tree(std::unique_ptr<State> state) : state_(std::move(state)) {}
Tree::Tree(Tree&&) noexcept = default;
Tree& Tree::operator=(Tree&&) noexcept = default;
Tree::~Tree() = default;

const Node* Tree::root() const { return state_->nodes.empty() ? nullptr : &state_->nodes.front(); }
const TreeFault& Tree::fault() const { return state_->fault; }

namespace {

std::unique_ptr<Tree::State> parse_html(std::string_view html) {
  auto state = std::make_unique<Tree::State>();
  std::string fewer;
  const std::string_view cut = cut_attributes(html, MarkupKind::html, fewer);
  const std::string_view text = cut.empty() ? std::string_view(" ") : cut;
  htmlParserCtxt* const context = htmlCreateMemoryParserCtxt(text.data(), static_cast<int>(text.size()));
  if (context == nullptr) throw std::bad_alloc();
  state->document = htmlCtxtReadMemory(context, text.data(), static_cast<int>(text.size()), nullptr, "UTF-8",
                                       HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
  htmlFreeParserCtxt(context);
  state->build();  // the parser's own bound on depth lies behind ours
  return state;
}

}  // namespace

Tree Tree::of_html(std::string_view html) {
  constexpr std::size_t levels_when_flattened = 100;  // the parser adds some that are implied
  start_parser();
  if (html.size() > INT_MAX / 2) {
    auto state = std::make_unique<State>();
    state->fault.what = "is larger than a parser takes";
    return Tree(std::move(state));
  }
  auto state = parse_html(html);
  if (!state->nodes.empty() || state->fault.what.empty()) return Tree(std::move(state));
  const TreeFault deep = state->fault;
  state.reset();
  state = parse_html(flattened_html(html, levels_when_flattened));
  if (state->fault.what.empty()) state->fault = deep;
  return Tree(std::move(state));
}

Tree Tree::of_xml(std::string_view xml) {
  start_parser();
  auto state = std::make_unique<State>();
  if (xml.size() > INT_MAX / 2) {
    state->fault.what = "is larger than a parser takes";
    return Tree(std::move(state));
  }
  while (!xml.empty() && std::string_view(" \t\r\n").find(xml.front()) != std::string_view::npos) xml.remove_prefix(1);
  std::string fewer;
  const PreparedXml prepared = prepare_xml(cut_attributes(xml, MarkupKind::xml, fewer));
  if (prepared.crowded) {
    state->fault = prepared.fault;
    return Tree(std::move(state));
  }
  xmlParserCtxt* const context = xmlNewParserCtxt();
  if (context == nullptr) throw std::bad_alloc();
  context->_private = state.get();
  context->sax->serror = note_error;
  state->document = xmlCtxtReadMemory(context, prepared.text.data(), static_cast<int>(prepared.text.size()), nullptr, "UTF-8",
                                      XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES);
  xmlFreeParserCtxt(context);
  const bool deep = state->fault.what.find("deeper than") != std::string::npos;
  if (!deep) state->build();
  if (state->fault.what.empty()) state->fault = prepared.fault;
  return Tree(std::move(state));
}

std::string_view Node::attribute(std::string_view wanted) const {
  for (const Attribute& attribute : attributes)
    if (attribute.name == wanted) return attribute.value;
  return {};
}

bool Node::has_attribute(std::string_view wanted) const {
  return std::any_of(attributes.begin(), attributes.end(), [&](const Attribute& attribute) { return attribute.name == wanted; });
}

const Node* Node::child(std::string_view wanted, std::string_view in_space) const {
  for (const Node* node = first; node != nullptr; node = node->next)
    if (node->name == wanted && (in_space.empty() || node->space == in_space)) return node;
  return nullptr;
}

const Node* next_in_order(const Node* node, const Node* top, bool skip_children) {
  if (node->first != nullptr && !skip_children) return node->first;
  while (node != top) {
    if (node->next != nullptr) return node->next;
    node = node->parent;
  }
  return nullptr;
}

std::string text_content(const Node& node) {
  std::string out;
  for (const Node* at = &node; at != nullptr; at = next_in_order(at, &node)) out += at->text;
  return out;
}

namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
}

void append_tag(std::string& out, const Node& node) {
  (out += '<') += node.name;
  for (const Attribute& attribute : node.attributes) {
    ((out += ' ') += attribute.name) += "=\"";
    append_escaped(out, attribute.value);
    out += '"';
  }
  out += '>';
}

}  // namespace

std::string inner_markup(const Node& node) {
  std::string out;
  for (const Node* at = node.first; at != nullptr;) {
    if (at->is_text()) append_escaped(out, at->text);
    else append_tag(out, *at);
    if (at->first != nullptr) {
      at = at->first;
      continue;
    }
    if (!at->is_text()) ((out += "</") += at->name) += '>';
    while (at->next == nullptr && at->parent != &node) {
      at = at->parent;
      ((out += "</") += at->name) += '>';
    }
    at = at->next;
  }
  return out;
}

}  // namespace dateline
