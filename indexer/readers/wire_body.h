// The text of a wire item as paragraphs: the content of NITF, and of HTML and XHTML, which share most of their
// elements.
#pragma once

#include <string_view>

#include "indexer/article.h"
#include "indexer/extract/tree.h"

namespace dateline {

// Appends the paragraphs at and below `content` to article.body: paragraphs, subheads, items of lists and rows of
// tables are one each. Captions of pictures go to the ledger as "caption", notes as "editor_note"; NITF's marked
// persons, organisations and places to the article's. Takes time linear in the size of the content.
void append_wire_body(const Node& content, Article& article);

// The same for HTML, or for plain text without a tag.
void append_text_or_html(std::string_view text, Article& article);

// Takes an element of NITF that names a person, an organisation or a place to where the article keeps such names: its
// `value` where no `idsrc` says that this is a code of some register, else its text. False: it is another element.
bool take_named_entity(const Node& node, Article& article);

}  // namespace dateline
