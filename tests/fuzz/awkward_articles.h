// Texts that break programs which cut, mark, escape or compare text carelessly.
#pragma once

#include <vector>

#include "indexer/article.h"

namespace dateline {

// A dozen and more articles in many scripts; some are copies of each other, some lack nearly everything. All are valid UTF-8.
std::vector<Article> awkward_articles();

}  // namespace dateline
