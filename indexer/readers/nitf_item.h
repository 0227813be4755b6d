// What a NITF document says, whether it is a file of its own or the content of a NewsML item.
#pragma once

#include <string>
#include <string_view>

#include "indexer/article.h"
#include "indexer/extract/tree.h"

namespace dateline {

// Fills those fields of `article` that are still empty from the element <nitf>, appends its text to the body, and
// narrows status and embargo by what it says of them: an item around it cannot widen them. The id is not touched; see
// nitf_id().
void fill_from_nitf(const Node& nitf, Article& article);

// The same for a document that is a text within another format (ninjs, escaped data). False: there is no NITF in it,
// and nothing was done. One that is not well-formed and speaks of a release or a status withholds the article, since
// nobody knows what it says.
bool fill_from_nitf_text(std::string_view xml, Article& article);

// The id that the document gives itself; empty: none.
std::string nitf_id(const Node& nitf);

}  // namespace dateline
