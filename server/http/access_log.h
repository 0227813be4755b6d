// One line a request, and one a failure. Nothing that a client sends can break a line or reach a terminal as a control character.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/api/answer.h"

namespace dateline {

enum class LogFormat : std::uint8_t { text, json };

// What happened to one request.
struct LogEntry {
  std::int64_t unix_ms = 0;  // UTC, when it was answered
  std::string_view remote, method, target, request_id;
  int status = 0;
  std::size_t bytes = 0;  // of the body; of one that is made while it is sent as many as were made
  double ms = 0;          // from the complete header block to the answer, or to the end of one that is made while it is sent
  bool broken = false;    // it was broken off before its end: by the client, by a limit, or because making it failed
};

// The line without its line break. Pure. Text: space-separated, control characters, backslashes, quotation marks and
// non-ASCII bytes as \xHH. JSON: one object with the same members. A broken answer
// has the word "broken" at the end, or the member with true; others have neither.
std::string log_line(const LogEntry& entry, LogFormat format);

// Writes lines to a file descriptor, each with one write(), so that lines of several threads do not mix. Safe from any thread.
class AccessLog {
 public:
  // `where` is a file, appended to and created with mode 0640; "-" is standard error; "off" writes no access lines. Throws
  // std::runtime_error when the file cannot be opened.
  AccessLog(const std::string& where, LogFormat format);
  ~AccessLog();
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;

  // A failing write is not reported: an answer matters more than its line.
  void request(const LogEntry& entry) const;

  // Always to standard error: what went wrong inside while answering the request of that id.
  void failure(std::string_view request_id, std::string_view method, std::string_view target, std::string_view what) const;

 private:
  int descriptor_ = -1;  // -1: off
  LogFormat format_;
};

}  // namespace dateline
