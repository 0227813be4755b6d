#include "server/http/fault.h"

#include <array>

namespace dateline {
namespace {

constexpr std::array kRows = {
    FaultRow{Fault::request_line, 400, "bad_request", "Malformed request",
             "The first line is not a method, a target and HTTP/1.1, with one space between them."},
    FaultRow{Fault::line_end, 400, "bad_request", "Malformed request", "A header line does not end in CR LF."},
    FaultRow{Fault::control, 400, "bad_request", "Malformed request", "The header block contains a control character."},
    FaultRow{Fault::target, 400, "bad_encoding", "Bad encoding",
             "The target is no path with correct percent escapes, valid UTF-8, and neither control characters nor dot segments."},
    FaultRow{Fault::field, 400, "bad_request", "Malformed request",
             "A header line is not a name, directly followed by a colon, and a value on the same line."},
    FaultRow{Fault::host, 400, "bad_request", "Malformed request", "There has to be exactly one Host line with a host in it."},
    FaultRow{Fault::content_length, 400, "bad_request", "Malformed request",
             "There may be one Content-Length line, and its value is decimal digits."},
    FaultRow{Fault::two_lengths, 400, "bad_request", "Malformed request",
             "Transfer-Encoding may not be combined with Content-Length, be repeated, or come with HTTP/1.0."},
    FaultRow{Fault::chunk, 400, "bad_request", "Malformed request", "The chunked body is malformed."},
    FaultRow{Fault::too_slow, 408, "request_timeout", "Request took too long",
             "The request was not complete within the time allowed."},
    FaultRow{Fault::body_too_large, 413, "body_too_large", "Body too large", "The body is longer than the limit."},
    FaultRow{Fault::target_too_long, 414, "target_too_long", "Address too long",
             "The path and query are longer than the limit. Send long searches by POST."},
    FaultRow{Fault::content_encoding, 415, "unsupported_media_type", "Unsupported media type",
             "A body is taken without a Content-Encoding only."},
    FaultRow{Fault::expectation, 417, "expectation_failed", "Expectation failed", "Only 'Expect: 100-continue' can be met."},
    FaultRow{Fault::headers_too_large, 431, "headers_too_large", "Headers too large",
             "The header lines together are longer than the limit."},
    FaultRow{Fault::too_many_headers, 431, "headers_too_large", "Headers too large", "There are too many header lines."},
    FaultRow{Fault::internal, 500, "internal_error", "Internal error", "The server failed to answer this request."},
    FaultRow{Fault::transfer_coding, 501, "not_implemented", "Not implemented",
             "The only transfer coding that is understood is chunked."},
    FaultRow{Fault::connect, 501, "not_implemented", "Not implemented", "The server is no proxy: CONNECT is not served."},
    FaultRow{Fault::queue_full, 503, "overloaded", "Overloaded", "Too many requests are waiting."},
    FaultRow{Fault::waited_too_long, 503, "overloaded", "Overloaded", "The request waited too long for its turn."},
    FaultRow{Fault::no_room, 503, "overloaded", "Overloaded", "Too many unfinished requests and answers are held."},
    FaultRow{Fault::too_many_connections, 503, "overloaded", "Overloaded", "Too many connections are open."},
    FaultRow{Fault::version, 505, "unsupported_version", "HTTP version not supported",
             "The server speaks HTTP/1.0 and HTTP/1.1."},
};

constexpr bool rows_are_in_order() {
  for (std::size_t i = 0; i < kRows.size(); ++i)
    if (static_cast<std::size_t>(kRows[i].fault) != i) return false;
  return kRows.size() == static_cast<std::size_t>(Fault::version) + 1;
}
static_assert(rows_are_in_order());

std::string problem_document(const FaultRow& row) {
  std::string text = R"({"type":"/docs/problems#)";
  text.append(row.code).append(R"(","title":")").append(row.title);
  text.append(R"(","status":)").append(std::to_string(row.status));
  text.append(R"(,"detail":")").append(row.detail);
  return text.append(R"(","code":")").append(row.code).append("\"}\n");
}

}  // namespace

std::span<const FaultRow> fault_rows() { return kRows; }

const FaultRow& row_of(Fault fault) { return kRows[static_cast<std::size_t>(fault)]; }

Answer fault_answer(Fault fault) {
  const FaultRow& row = row_of(fault);
  Answer answer;
  answer.status = row.status;
  answer.content_type = "application/problem+json";
  answer.body = problem_document(row);
  answer.headers = {{"Cache-Control", "no-store"},
                    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
                    {"Referrer-Policy", "no-referrer"},
                    {"X-Content-Type-Options", "nosniff"}};
  if (row.status == 503) answer.headers.emplace_back("Retry-After", "1");
  if (row.status == 415) answer.headers.emplace_back("Accept-Encoding", "identity");
  return answer;
}

}  // namespace dateline
