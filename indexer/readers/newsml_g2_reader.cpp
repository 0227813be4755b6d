// NewsML-G2: an item or a message with many, of the IPTC's exchange standard, all versions.
#include <algorithm>
#include <array>
#include <string>

#include "indexer/readers/embargo.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/newsml_g2_item.h"
#include "indexer/readers/wire_xml.h"
#include "indexer/readers/xml_root.h"

namespace dateline {
namespace {

// Items that are no articles, and what they are.
struct OtherItem {
  std::string_view name, is;
};
constexpr std::array<OtherItem, 5> other_items = {{{"packageItem", "a package of links to other items"},
                                                   {"conceptItem", "a concept of a vocabulary"},
                                                   {"knowledgeItem", "a set of concepts of a vocabulary"},
                                                   {"planningItem", "a plan of news coverage"},
                                                   {"catalogItem", "a catalog of vocabularies"}}};

// What stands in examples and in broken deliveries without the item around it, and so without status and embargo.
constexpr std::array<std::string_view, 4> pieces = {"contentSet", "contentMeta", "itemMeta", "groupSet"};

const OtherItem* other_item(std::string_view name) {
  const auto* found =
      std::find_if(other_items.begin(), other_items.end(), [&](const OtherItem& row) { return row.name == name; });
  return found == other_items.end() ? nullptr : found;
}

bool is_piece(std::string_view name) { return std::find(pieces.begin(), pieces.end(), name) != pieces.end(); }

// Goes through the items of a document in order; each is looked at once.
class MessageReader {
 public:
  MessageReader(const TreeFault& fault, const ReadingJob& job) : fault_(fault), job_(job) {}

  void read(const Node& root) {
    if (is_piece(root.name))
      return reject(root.line,
                    "is a piece of a NewsML-G2 item (<" + std::string(root.name) +
                        ">) without the item around it, so that nobody knows its status",
                    job_);
    if (root.name != "newsMessage" && root.name != "itemSet") return item(root, true);
    for (const Node* node = root.first; node != nullptr; node = node->next) {
      if (node->name == "itemSet")
        items_of(*node);
      else if (node->name == "newsItem" || other_item(node->name) != nullptr)
        item(*node, false);
    }
    if (broken_ > 0 || fault_.structural)
      reject(fault_.line, broken_reason(fault_) + "; what lies before that line was read", job_);
    else if (items_ == 0)
      skip(0, "is a news message without an item", job_);
  }

 private:
  void items_of(const Node& set) {
    for (const Node* node = set.first; node != nullptr; node = node->next)
      if (!node->is_text()) item(*node, false);
  }

  void item(const Node& node, bool whole_file) {
    ++items_;
    if (whole_file ? fault_.structural : may_be_broken(node, fault_)) {
      ++broken_;
      if (whole_file) reject(fault_.line, broken_reason(fault_), job_);
      return;
    }
    if (node.name == "newsItem") return read_g2_item(node, whole_file ? Place{} : place_of(node), job_);
    const OtherItem* other = other_item(node.name);
    if (other != nullptr)
      return skip(node.line,
                  "is " + std::string(other->is) + " (<" + std::string(other->name) + ">), which is no article", job_);
    skip(node.line, "is an element <" + std::string(node.name) + ">, which is no article", job_);
  }

  Place place_of(const Node& node) {
    nth_ = node.line == line_ ? nth_ + 1 : 1;
    line_ = node.line;
    return {line_, nth_};
  }

  const TreeFault& fault_;
  const ReadingJob& job_;
  std::size_t items_ = 0, broken_ = 0;
  std::uint32_t line_ = 0, nth_ = 0;
};

}  // namespace

bool recognises_newsml_g2(std::string_view head) {
  const auto root = xml_root(head);
  if (!root) return false;
  return root->name == "newsItem" || root->name == "newsMessage" || root->name == "itemSet" ||
         other_item(root->name) != nullptr || is_piece(root->name);
}

void read_newsml_g2_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  ReadingJob job = {input, options, sink, {}};
  const auto tree = open_wire_file(job);
  if (tree) MessageReader(tree->fault(), job).read(*tree->root());
}

}  // namespace dateline
