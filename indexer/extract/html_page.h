// A web page as elements and blocks of text, on its way to an article. Internal to html_body.cpp and the html_*.cpp files. Pure functions, safe from
// any thread; each takes time proportional to the page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/html_body.h"

namespace dateline {

// What an element is for.
enum class Tag : std::uint8_t {
  inline_text,  // unknown elements as well
  division,
  paragraph,
  heading,
  list,
  item,
  table,
  row,
  cell,
  quote,
  preformatted,
  figure,
  caption,
  article,
  section,
  aside,
  navigation,
  header,
  footer,
  main,
  link,
  line_break,
  unread,  // holds no text of the page: scripts, forms' fields, pictures
};

// What the names that the page's author gave to an element say of it (class, id, role, itemprop and the like).
enum class Role : std::uint8_t {
  none,
  body,  // the article's text itself
  caption,
  comments,
  credit,
  consent,  // cookies
  hidden,
  metadata,  // byline, dates, tags
  navigation,
  newsletter,
  notice,  // cookies, sign-in, advertisements
  person,  // about the author
  sharing,
  summary,  // standfirst; may be repeated in the text
  teasers,
};

// Why text of such an element is no part of the article, for Dropped::reason; empty: it is or may be.
std::string_view reason_of(Role role);

Tag tag_of(std::string_view name);
Role role_of(const Node& element, Tag tag);

inline constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

struct PageElement {
  const Node* node = nullptr;
  std::uint32_t parent = kNowhere;  // index into HtmlPage::elements
  std::uint32_t end = 0;  // one behind the last element below it
  std::uint32_t first_block = 0, end_block = 0;
  Tag tag = Tag::inline_text;
  Role role = Role::none;
};

// A run of text that no block element and no paragraph break divides.
struct TextBlock {
  std::uint32_t element = 0;  // the nearest block element around it
  std::uint32_t line = 0;
  Tag tag = Tag::division;  // of the nearest element that says what kind of text it is
  Role role = Role::none;  // of the nearest element around it that has one and keeps it
  std::string text;  // white space squeezed, never empty
  std::size_t link_bytes = 0;  // of `text` inside links
  bool below_picture = false;  // a picture stands between it and the text in front
  bool leads_away = false;  // a link in it leads to another site, or from a heading to itself
  bool prose = false;  // running text rather than a label
  bool vouched = false;  // the page repeats it where it names its article's text
  std::uint32_t flow = kNowhere;  // the element whose run of text it is part of, see find_flows
  std::string_view dropped;  // why it is not in the article; empty: it is

  double link_share() const { return static_cast<double>(link_bytes) / static_cast<double>(text.size()); }
};

struct HtmlPage {
  std::vector<PageElement> elements;  // in document order; the first is the root
  std::vector<TextBlock> blocks;  // in document order
  std::string_view title;  // of <title>
  std::string_view host;  // of the page's own address, as far as it says one, without "www."
  std::vector<std::size_t> flow_weight;  // bytes of prose of the flow that each element is; empty before find_flows
  std::uint32_t headline = kNowhere;  // index of an element
  std::uint32_t container = kNowhere;  // index of an element

  bool is_within(std::uint32_t element, std::uint32_t outer) const {
    return element >= outer && element < elements[outer].end;
  }
};

// The page's elements and blocks, with what tags and names say of them.
HtmlPage read_page(const Node& root);

// Finds the headline.
void find_headline(HtmlPage& page, const PageHints& hints);

// Marks the blocks that the page's own text of its article holds.
void vouch(HtmlPage& page, std::string_view article_body);

// Gives elements that repeat one shape, each a link with a few words, the role of teasers.
void find_cards(HtmlPage& page);

// Takes all roles back that a name alone gave and that something else may be meant by.
void forget_doubtful_roles(HtmlPage& page);

// Takes roles back that cannot be true, gives blocks theirs, and drops those whose role says that they are not the article.
void settle_roles(HtmlPage& page);

// Drops reader comments that no name gives away, from the heading above them on.
void drop_comments(HtmlPage& page);

// Finds the element that holds the article; drops all blocks outside of it. Leaves kNowhere where there is no text.
void find_container(HtmlPage& page);

// Finds the flows of the container: paragraphs, lists and quotations that stand side by side in one element. An element with one block has none of its own.
void find_flows(HtmlPage& page);

// Why a text that asks the reader for something (to subscribe, to follow, to write) or says who wrote is no part of the article; empty: it is or may be.
// `below_article`: it stands behind the last paragraphs, where more is sure to be that.
std::string_view prompt_reason(std::string_view text, bool below_article);

// Drops what stands in the container and is not the article.
void clean_container(HtmlPage& page);

}  // namespace dateline
