// What the front itself refuses, one row a fault, before any handler has seen the request.
#pragma once

#include <span>
#include <string_view>

#include "server/api/answer.h"

namespace dateline {

// In the order of fault_rows().
enum class Fault : unsigned char {
  request_line,
  line_end,
  control,
  target,
  field,
  host,
  content_length,
  two_lengths,
  chunk,
  too_slow,
  body_too_large,
  target_too_long,
  content_encoding,
  expectation,
  headers_too_large,
  too_many_headers,
  internal,
  transfer_coding,
  connect,
  queue_full,
  waited_too_long,
  no_room,
  too_many_connections,
  version,
};

// "code" and "status" are those of the table of problems in server/api; a test compares them.
struct FaultRow {
  Fault fault;
  int status;
  std::string_view code;
  std::string_view title;
  std::string_view detail;
};

std::span<const FaultRow> fault_rows();
const FaultRow& row_of(Fault fault);

// The problem document of a fault (RFC 9457), of constant text only: nothing of the request is repeated. With Retry-After on
// 503 and Accept-Encoding on 415.
Answer fault_answer(Fault fault);

}  // namespace dateline
