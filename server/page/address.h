// Addresses of pages: what a link changes of the question that is being asked. Pure values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/api/answer.h"

namespace dateline {

// "/articles/ID?q=...". A question above 500 bytes is left out: the article is shown without marks then.
std::string article_address(std::string_view id, std::string_view q, std::string_view ui);

// The parameters of a page's address. Empty ones say nothing (forms send them) and are left out.
class Query {
 public:
  Query() = default;

  // Reads what stands behind '?'. Throws BadRequest as read_query_string does.
  explicit Query(std::string_view raw_query);

  // The first value of a name; empty when there is none. That of q may have any bytes.
  std::string text(std::string_view name) const;

  // What was asked for as it can stand on a page: UTF-8 without control characters.
  std::string shown_q() const;

  std::vector<std::string> values(std::string_view name) const;
  bool has(std::string_view name) const { return !text(name).empty(); }
  const Pairs& pairs() const { return pairs_; }

  // Changed copies. Every change of the question goes back to the first page.
  Query with(std::string_view name, std::string_view value) const;     // instead of all values of that name; empty: without it
  Query adding(std::string_view name, std::string_view value) const;   // beside the others
  Query without(std::string_view name, std::string_view value) const;  // that value of it
  Query on_page(std::uint64_t page) const;

  // The same question on the same page, without a name that is no part of it, or with another value of one.
  Query apart_from(std::string_view name, std::string_view value = {}) const;

  // "page=2&q=..." as the API takes it: without `ui`, which is the pages' own.
  std::string raw() const;

  // `path` with the parameters behind it: "/search?q=...".
  std::string address(std::string_view path) const;

 private:
  Pairs pairs_;
};

}  // namespace dateline
