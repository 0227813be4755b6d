// What a NITF document says, whether it is a file of its own or the content of a NewsML item.
#pragma once

#include "indexer/article.h"
#include "indexer/extract/tree.h"

namespace dateline {

// Fills those fields of `article` that are still empty from the element <nitf>, appends its text to the body, and narrows status and embargo by what it
// says of them: an item around it cannot widen them. The id is not touched; see nitf_id().
void fill_from_nitf(const Node& nitf, Article& article);

// The id that the document gives itself; empty: none.
std::string nitf_id(const Node& nitf);

}  // namespace dateline
