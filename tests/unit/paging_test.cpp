// server/api/paging.h: the ways from one page to the others.
#include <doctest/doctest.h>

#include <vector>

#include "server/api/paging.h"
#include "tests/unit/service_bench.h"

using namespace dateline;

TEST_CASE("a query string is changed in one parameter and otherwise stays as it was sent") {
  struct Row {
    const char* raw;
    const char* with;
    const char* without;
    const char* why;
  };
  const std::vector<Row> rows = {
      {"", "page=2", "", "nothing"},
      {"q=a+b&page=7&sort=newest", "q=a+b&sort=newest&page=2", "q=a+b&sort=newest", "replaced"},
      {"%70age=7&q=%C3%A9", "q=%C3%A9&page=2", "q=%C3%A9", "a name that is written in escapes"},
      {"page&q=x", "q=x&page=2", "q=x", "a name without a value"},
      {"q=page=3", "q=page=3&page=2", "q=page=3", "a value that looks like a parameter"},
      {"&&q=x&", "q=x&page=2", "q=x", "empty pieces"},
      {"q=<\">|^100%", "q=%3C%22%3E%7C%5E100%25&page=2", "q=%3C%22%3E%7C%5E100%25", "what no address may have"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.raw);
    CAPTURE(row.why);
    CHECK(query_with(row.raw, "page", "2") == row.with);
    CHECK(query_without(row.raw, {"page"}) == row.without);
  }
  CHECK(query_with("", "q", "a&b=c") == "q=a%26b%3Dc");
}

TEST_CASE("links lead to the pages that there are") {
  struct Row {
    PagePlace place;
    const char* links;
    const char* why;
  };
  const std::vector<Row> rows = {
      {{0, true, 1, 10}, "", "no hits"},
      {{10, true, 1, 10}, "", "one page"},
      {{11, true, 1, 10}, "next=2 last=2 ", "the first of two"},
      {{11, true, 2, 10}, "first=1 prev=1 ", "the last of two"},
      {{42, true, 3, 10}, "first=1 prev=2 next=4 last=5 ", "in the middle"},
      {{42, true, 9, 10}, "first=1 prev=5 ", "behind the end: back to where hits are"},
      {{42, false, 1, 10}, "next=2 ", "nobody knows the last page"},
      {{1'000'000, true, 1, 100}, "next=2 last=100 ", "the window ends"},
      {{1'000'000, false, 99, 100}, "first=1 prev=98 next=100 last=100 ", "the window's last page is known"},
      {{1'000'000, true, 100, 100}, "first=1 prev=99 ", "nothing leads past the window"},
      {{1'000'000, true, 1, 7}, "next=2 last=1428 ", "whole pages only"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    std::string links;
    for (const PageLink& link : page_links("q=x", row.place)) {
      CHECK(link.query == "q=x&page=" + std::to_string(link.page));
      links.append(link.rel).append("=").append(std::to_string(link.page)).append(" ");
    }
    CHECK(links == row.links);
  }
}

TEST_CASE("the links of a search are in its header Link, and not where they would make it too long") {
  Bench bench;
  CHECK(header(bench.get("/api/v1/search?q=tax&page=2"), "Link") ==
        "</api/v1/search?q=tax&page=1>; rel=\"first\", </api/v1/search?q=tax&page=1>; rel=\"prev\", </api/v1/search?q=tax&page=3>; rel=\"next\"");
  CHECK(header(bench.get("/api/v1/search?q=" + std::string(4000, 'a') + "&page=2"), "Link").empty());
  CHECK(header(bench.ask("POST", "/api/v1/search", {{"content-type", "application/json"}}, "{\"page\":2}"), "Link").empty());
}
