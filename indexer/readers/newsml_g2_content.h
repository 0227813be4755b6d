// The content of a NewsML item: which of its renditions is read.
#pragma once

#include <string>

#include "indexer/article.h"
#include "indexer/extract/tree.h"

namespace dateline {

// Appends the text of <contentSet>, or of a <ContentItem> of NewsML 1, to article.body: NITF before HTML before data
// that is text. Other renditions go to the ledger as "alternative"; a NITF document fills what `article` still lacks.
// When there is no text to read, the result says what is there instead ("holds <sports-content> and no text"), and is
// empty when there is nothing at all.
std::string read_g2_content(const Node& content_set, Article& article);

}  // namespace dateline
