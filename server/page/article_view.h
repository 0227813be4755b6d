// One article, set like a newspaper page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/page/address.h"
#include "server/page/hit_view.h"
#include "server/page/view.h"
#include "server/search/help.h"
#include "server/search/search.h"

namespace dateline {

// What an article page is made from.
struct ShownArticle {
  const ArticleAnswer& found;
  const RelatedAnswer* related = nullptr;  // null: nobody looked
  std::vector<Article> copies;             // of found.copies.ids, those that can be shown
  std::string q;
  std::string version;  // that was asked for, when it is not the newest; else empty
  std::string base;  // origin of this server: "https://news.example"
};

View article_view(const ShownArticle& shown, const Reader& reader);

}  // namespace dateline
