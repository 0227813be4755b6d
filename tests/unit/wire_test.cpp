// server/http/wire.h, fault.h, limits.h: what goes out, and that the tables agree with each other and with their pages.
#include "server/http/wire.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "server/api/problems.h"
#include "server/http/fault.h"
#include "server/http/limits.h"

using namespace dateline;

namespace {

std::chrono::system_clock::time_point at(std::int64_t seconds) {
  return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
}

std::string sent(const Answer& answer, const WireOptions& options = {}) { return wire_bytes(answer, options, at(784111777)); }

}  // namespace

TEST_CASE("the date is that of RFC 9110 in any locale and zone") {
  CHECK(http_date(at(784111777)) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(http_date(at(0)) == "Thu, 01 Jan 1970 00:00:00 GMT");
  CHECK(http_date(at(951782400)) == "Tue, 29 Feb 2000 00:00:00 GMT");
  CHECK(http_date(at(4102444799)) == "Thu, 31 Dec 2099 23:59:59 GMT");
}

TEST_CASE("an answer is written whole") {
  const Answer answer{200, "text/plain", "hello", {{"ETag", "\"1\""}}};
  CHECK(sent(answer) ==
        "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Type: text/plain\r\nETag: \"1\"\r\n"
        "Content-Length: 5\r\nConnection: keep-alive\r\n\r\nhello");
  CHECK(sent(answer, {.head_only = true, .close = true}).ends_with("Content-Length: 5\r\nConnection: close\r\n\r\n"));
}

TEST_CASE("answers without a body have no length either") {
  for (const int status : {204, 304}) {
    const std::string bytes = sent({status, "text/plain", "ignored", {}});
    CHECK(bytes.find("Content-") == std::string::npos);
    CHECK(bytes.ends_with("\r\n\r\n"));
  }
}

TEST_CASE("nothing in an answer can end its head early or contradict it") {
  const std::string plain = sent({200, "", "x", {}});
  for (const auto& [name, value] : Pairs{{"X", "a\r\nSet-Cookie: b"}, {"X", std::string("a\0b", 3)}, {"X\r\nY", "a"}, {"X: Y", "a"}, {"", "a"},
                                         {"content-LENGTH", "9"}, {"Transfer-Encoding", "chunked"}, {"Connection", "x"}, {"Date", "x"}}) {
    CAPTURE(name);
    CHECK(sent({200, "", "x", {{name, value}}}) == plain);
  }
  CHECK(sent({200, "a\r\nb: c", "x", {}}) == plain);
  CHECK(sent({99, "", "", {}}).starts_with("HTTP/1.1 500 "));
}

TEST_CASE("every fault is a row of the table of problems, with its status") {
  for (const FaultRow& row : fault_rows()) {
    CAPTURE(row.code);
    CHECK(problem_of(row.code).code == row.code);
    CHECK(problem_of(row.code).status == row.status);
    CHECK(problem_of(row.code).title == row.title);
    CHECK(reason_phrase(row.status) != "Unknown");
    CHECK(fault_answer(row.fault).status == row.status);
  }
}

TEST_CASE("docs/limits.md has every limit of the front with its default") {
  std::ifstream file(DATELINE_SOURCE_DIR "/docs/limits.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  const HttpLimits defaults;
  for (const HttpLimitRow& row : http_limit_rows()) {
    const auto value = row.count != nullptr ? std::int64_t(defaults.*row.count) : std::int64_t((defaults.*row.time).count());
    const std::string line = "| `" + std::string(row.name) + "` | " + std::to_string(value) + " | " + std::string(row.unit) + " | " +
                             std::string(row.meaning) + " |\n";
    CHECK_MESSAGE(page.find(line) != std::string::npos, line);
  }
}
