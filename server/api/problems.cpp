#include "server/api/problems.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "server/api/escape.h"

namespace dateline {
namespace {

constexpr std::array kProblems = {
    Problem{"bad_request", 400, "Malformed request", "The request is not well-formed HTTP; the detail says where."},
    Problem{"bad_encoding", 400, "Bad encoding",
            "A percent escape is broken, or the text is not valid UTF-8, or it contains U+0000."},
    Problem{"unknown_parameter", 400, "Unknown parameter",
            "No parameter has this name. The detail names the nearest known one."},
    Problem{"repeated_parameter", 400, "Parameter given twice", "Only source, section, byline, tag and lang may be repeated."},
    Problem{"bad_number", 400, "Bad number", "The value is not a whole number in decimal digits, or it is out of range."},
    Problem{"bad_value", 400, "Bad value", "The value is not one of those that the parameter takes, or it is empty."},
    Problem{"bad_date", 400, "Bad date",
            "Dates are 2020, 2020-02, 2020-02-14, an RFC 3339 time, today, yesterday, -30d, -2w, -6m or -1y."},
    Problem{"bad_facet", 400, "Bad facet", "There is no facet of this name, or it is asked for twice."},
    Problem{"bad_field", 400, "Bad field", "There is no field of this name in an answer, or it is asked for twice."},
    Problem{"too_many_values", 400, "Too many values", "A request may filter by at most 100 values."},
    Problem{"page_past_window", 400, "Page past the window",
            "page times per_page may reach 10,000. Narrow the search, by dates for example."},
    Problem{"bad_json", 400, "Bad JSON", "The body is not one JSON object, nests too deeply, or names a parameter twice."},
    Problem{"not_found", 404, "No such page", "The server has nothing at this path."},
    Problem{"article_not_found", 404, "No such article", "The archive has no article with this id, or no longer has it."},
    Problem{"article_withdrawn", 410, "Article withdrawn",
            "The publisher killed this article after it was published. The detail says when and why; nothing of its text is shown."},
    Problem{"method_not_allowed", 405, "Method not allowed", "The header Allow lists the methods of this path."},
    Problem{"request_timeout", 408, "Request took too long", "The request was not complete within the time allowed."},
    Problem{"length_required", 411, "Length required", "A request with a body has to say how long it is."},
    Problem{"body_too_large", 413, "Body too large", "The body is longer than the configuration allows."},
    Problem{"target_too_long", 414, "Address too long", "The path and query are too long. Send long searches by POST."},
    Problem{"unsupported_media_type", 415, "Unsupported media type",
            "A body has to be application/json in UTF-8, without a content encoding."},
    Problem{"expectation_failed", 417, "Expectation failed", "Only 'Expect: 100-continue' can be met."},
    Problem{"impossible_period", 422, "Impossible period", "from lies after to, so that no article can match."},
    Problem{"search_unfinished", 422, "Search not finished",
            "The search for a table did not end within the time limit. Narrow it, by dates for example, or raise time_limit_ms."},
    Problem{"headers_too_large", 431, "Headers too large", "The header lines are too many or too long."},
    Problem{"internal_error", 500, "Internal error",
            "The server failed. Its log has a line with the request id; please report both."},
    Problem{"not_implemented", 501, "Not implemented", "The method or transfer coding is not one that the server knows."},
    Problem{"overloaded", 503, "Overloaded", "Too much is asked of the server just now. Retry-After says when to come back."},
    Problem{"archive_unavailable", 503, "No archive", "The archive cannot be opened just now. Retry-After says when to come back."},
    Problem{"unsupported_version", 505, "HTTP version not supported", "The server speaks HTTP/1.0 and HTTP/1.1."},
};

}  // namespace

std::span<const Problem> problems() { return kProblems; }

const Problem& problem_of(std::string_view code) {
  const auto row = std::find_if(kProblems.begin(), kProblems.end(), [&](const Problem& p) { return p.code == code; });
  return row == kProblems.end() ? kProblems.front() : *row;
}

Answer problem_answer(const BadRequest& what, std::string_view request_id) {
  using nlohmann::ordered_json;
  const Problem& row = problem_of(what.code);
  ordered_json document;
  document["type"] = "/docs/problems#" + std::string(row.code);
  document["title"] = row.title;
  document["status"] = row.status;
  document["detail"] = what.detail;
  document["code"] = row.code;
  document["parameter"] = what.parameter.empty() ? ordered_json(nullptr) : ordered_json(what.parameter);
  document["position"] = what.position < 0 ? ordered_json(nullptr) : ordered_json(what.position);
  document["request_id"] = request_id;
  Answer answer;
  answer.status = row.status;
  answer.content_type = "application/problem+json";
  answer.body = document.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  answer.headers.emplace_back("Cache-Control", "no-store");
  if (row.status == 503) answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

std::string problems_page() {
  std::string page =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Problems - Dateline</title>"
      "<meta name=\"viewport\" content=\"width=device-width\"></head>\n<body><h1>Problems</h1>\n<dl>\n";
  for (const Problem& row : problems()) {
    page += "<dt id=\"" + escape_html(row.code) + "\"><code>" + escape_html(row.code) + "</code>, " +
            std::to_string(row.status) + ": " + escape_html(row.title) + "</dt>\n";
    page += "<dd>" + escape_html(row.what) + "</dd>\n";
  }
  return page + "</dl></body></html>\n";
}

}  // namespace dateline
