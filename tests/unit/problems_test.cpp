// server/api/problems.h: the table of codes and the document of RFC 9457.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "server/api/problems.h"
#include "server/http/fault.h"
#include "tests/unit/source_files.h"

using namespace dateline;
using nlohmann::json;

TEST_CASE("codes are unique and have a status of an error") {
  std::set<std::string_view> seen;
  for (const Problem& row : problems()) {
    CAPTURE(row.code);
    CHECK(seen.insert(row.code).second);
    CHECK(row.status >= 400);
    CHECK(row.status < 600);
    CHECK(row.what.ends_with('.'));
  }
}

TEST_CASE("docs/problems.md has a section for every code, with its status and title, and no others") {
  const std::string page = source_file("docs/problems.md");
  std::size_t sections = 0;
  for (std::size_t at = page.find("\n## "); at != std::string::npos; at = page.find("\n## ", at + 1)) ++sections;
  CHECK(sections == problems().size());
  for (const Problem& row : problems()) {
    CAPTURE(row.code);
    const std::string heading =
        "\n## " + std::string(row.code) + "\n\n" + std::to_string(row.status) + ", " + std::string(row.title) + ". ";
    CHECK(page.find(heading) != std::string::npos);
  }
}

TEST_CASE("what the front refuses is in the same table") {
  for (const FaultRow& row : fault_rows()) {
    CAPTURE(row.code);
    CHECK(problem_of(row.code).code == row.code);
    CHECK(problem_of(row.code).status == row.status);
    CHECK(problem_of(row.code).title == row.title);
  }
}

TEST_CASE("a problem document has all members, and null for what is not at fault") {
  const Answer answer = problem_answer({"bad_number", "page", "page takes a number.", 3}, "id-1");
  CHECK(answer.status == 400);
  CHECK(answer.content_type == "application/problem+json");
  CHECK(json::parse(answer.body) == json{{"type", "/docs/problems#bad_number"},
                                         {"title", "Bad number"},
                                         {"status", 400},
                                         {"detail", "page takes a number."},
                                         {"code", "bad_number"},
                                         {"parameter", "page"},
                                         {"position", 3},
                                         {"request_id", "id-1"}});
  const json bare = json::parse(problem_answer({"not_found", "", "Nothing.", -1}, "id-2").body);
  CHECK(bare["parameter"].is_null());
  CHECK(bare["position"].is_null());
}

TEST_CASE("a code without a row is a bad request") {
  CHECK(problem_answer({"never_heard_of", "", "Something.", -1}, "").status == 400);
  CHECK(problem_of("never_heard_of").code == "bad_request");
}

TEST_CASE("text that is not UTF-8 is repaired in a problem document") {
  const Answer answer = problem_answer({"bad_value", "a\xff", "b\xc0", -1}, "\x80");
  CHECK(json::parse(answer.body)["parameter"] == "a\xEF\xBF\xBD");
}

TEST_CASE("only what passes by itself says when to come back") {
  for (const Problem& row : problems()) {
    CAPTURE(row.code);
    const Answer answer = problem_answer({std::string(row.code), "", "x", -1}, "");
    bool retry_after = false;
    for (const auto& [name, value] : answer.headers) retry_after = retry_after || name == "Retry-After";
    CHECK(retry_after == (row.status == 503));
  }
}

TEST_CASE("the page of problems has an anchor for each code") {
  const std::string page = problems_page();
  for (const Problem& row : problems()) CHECK(page.find("id=\"" + std::string(row.code) + "\"") != std::string::npos);
}
