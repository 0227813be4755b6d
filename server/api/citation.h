#pragma once
#include <string>
#include "indexer/article.h"
namespace dateline {
inline std::string citation_text(const Article& a, const std::string& u) { return a.title + ". " + u; }
}
