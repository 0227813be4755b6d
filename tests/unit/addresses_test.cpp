// server/api/addresses.h: what the server calls itself, and which addresses it repeats.
#include <doctest/doctest.h>

#include <vector>

#include "server/api/addresses.h"
#include "tests/unit/service_bench.h"

using namespace dateline;

namespace {

std::string base_of(const std::string& host, const std::string& configured = "") {
  Call call;
  call.headers = {{"host", host}};
  return public_base(call, {configured, "http://127.0.0.1:8080"});
}

}  // namespace

TEST_CASE("the server's own address is the configured one, else the host that was asked when it is one, else where it listens") {
  CHECK(base_of("other.example", "https://archive.news.example") == "https://archive.news.example");
  struct Row {
    std::string host;
    const char* base;
    const char* why;
  };
  const std::vector<Row> rows = {
      {"archive.example", "http://archive.example", "a name"},
      {"Archive.Example:8080", "http://archive.example:8080", "a name and a port, in lower case"},
      {"127.0.0.1:80", "http://127.0.0.1:80", "an address"},
      {"[::1]:8080", "http://[::1]:8080", "an IPv6 address"},
      {"[::1]", "http://[::1]", "an IPv6 address without a port"},
      {"", "http://127.0.0.1:8080", "nothing said"},
      {"a\"><script>", "http://127.0.0.1:8080", "markup"},
      {"a/b", "http://127.0.0.1:8080", "a path"},
      {"me@a", "http://127.0.0.1:8080", "a user"},
      {"a b", "http://127.0.0.1:8080", "a blank"},
      {"a%22", "http://127.0.0.1:8080", "an escape"},
      {"a:", "http://127.0.0.1:8080", "a port of no digits"},
      {"a:0", "http://127.0.0.1:8080", "no port"},
      {"a:99999", "http://127.0.0.1:8080", "a port beyond the last"},
      {"a:80:80", "http://127.0.0.1:8080", "two ports"},
      {"::1", "http://127.0.0.1:8080", "an IPv6 address without brackets"},
      {"[::1", "http://127.0.0.1:8080", "half of the brackets"},
      {"[::1]x", "http://127.0.0.1:8080", "something behind the brackets"},
      {".a", "http://127.0.0.1:8080", "an empty label"},
      {std::string(254, 'a'), "http://127.0.0.1:8080", "longer than a name may be"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.host);
    CAPTURE(row.why);
    CHECK(base_of(row.host) == row.base);
  }
}

TEST_CASE("an article's path keeps its id in one segment") {
  CHECK(article_path("https://example.com/a?b#c") == "/articles/https%3A%2F%2Fexample.com%2Fa%3Fb%23c");
  CHECK(article_path("\"é<") == "/articles/%22%C3%A9%3C");
}

TEST_CASE("only addresses on the web are repeated, and as URIs") {
  struct Row {
    const char* url;
    const char* uri;  // empty: none
    const char* why;
  };
  const std::vector<Row> rows = {
      {"https://example.com/a?b=c#d", "https://example.com/a?b=c#d", "one"},
      {"HTTP://example.com/", "HTTP://example.com/", "schemes have no case"},
      {"https://example.com/a b\"<>{}\\é", "https://example.com/a%20b%22%3C%3E%7B%7D%5C%C3%A9", "what no URI may have"},
      {"https://example.com/100%", "https://example.com/100%25", "a % that begins no escape"},
      {"https://example.com/a%20b", "https://example.com/a%20b", "an escape"},
      {"javascript:alert(1)", "", "a script"},
      {"ftp://example.com/", "", "not on the web"},
      {"https:///a", "", "no host"},
      {"https:", "", "nothing behind the scheme"},
      {"/a", "", "relative"},
      {"", "", "nothing"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.url);
    CAPTURE(row.why);
    CHECK(web_url(row.url).value_or("") == row.uri);
  }
}
