#include "server/http/access_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <ctime>
#include <stdexcept>
#include <system_error>

namespace dateline {
namespace {

std::string escaped(std::string_view text, const char* pattern) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\') {
      result += c;
      continue;
    }
    char code[8];
    std::snprintf(code, sizeof code, pattern, static_cast<unsigned>(byte));
    result += code;
  }
  return result;
}

std::string time_text(std::int64_t unix_ms) {
  const std::time_t seconds = static_cast<std::time_t>(unix_ms / 1000);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text + length, sizeof text - length, ".%03dZ", static_cast<int>(unix_ms % 1000));
  return text;
}

std::string decimal(double ms) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", ms);
  return text;
}

std::string text_line(const LogEntry& entry) {
  constexpr const char* hex = "\\x%02x";
  return time_text(entry.unix_ms) + " " + escaped(entry.remote, hex) + " " + escaped(entry.method, hex) + " " +
         escaped(entry.target, hex) + " " + std::to_string(entry.status) + " " + std::to_string(entry.bytes) + " " +
         decimal(entry.ms) + "ms " + escaped(entry.request_id, hex) + (entry.broken ? " broken" : "");
}

// Non-ASCII bytes appear as the code point of the same number: a target has none unless a client breaks the rules.
std::string json_line(const LogEntry& entry) {
  constexpr const char* hex = "\\u%04x";
  return "{\"time\":\"" + time_text(entry.unix_ms) + "\",\"remote\":\"" + escaped(entry.remote, hex) +
         "\",\"method\":\"" + escaped(entry.method, hex) + "\",\"target\":\"" + escaped(entry.target, hex) +
         "\",\"status\":" + std::to_string(entry.status) + ",\"bytes\":" + std::to_string(entry.bytes) +
         ",\"ms\":" + decimal(entry.ms) + ",\"request_id\":\"" + escaped(entry.request_id, hex) + "\"" + (entry.broken ? ",\"broken\":true}" : "}");
}

void write_line(int descriptor, std::string line) {
  line += '\n';
  while (::write(descriptor, line.data(), line.size()) < 0 && errno == EINTR) {
  }
}

}  // namespace

std::string log_line(const LogEntry& entry, LogFormat format) {
  return format == LogFormat::json ? json_line(entry) : text_line(entry);
}

AccessLog::AccessLog(const std::string& where, LogFormat format) : format_(format) {
  if (where == "off") return;
  if (where == "-") {
    descriptor_ = STDERR_FILENO;
    return;
  }
  descriptor_ = ::open(where.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor_ < 0)
    throw std::runtime_error("cannot open the access log " + where + ": " + std::generic_category().message(errno));
}

AccessLog::~AccessLog() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

void AccessLog::request(const LogEntry& entry) const {
  if (descriptor_ >= 0) write_line(descriptor_, log_line(entry, format_));
}

void AccessLog::failure(std::string_view request_id, std::string_view method, std::string_view target,
                        std::string_view what) const {
  constexpr const char* hex = "\\x%02x";
  write_line(STDERR_FILENO, "dateline-serve: failure " + escaped(request_id, hex) + " " + escaped(method, hex) + " " +
                                escaped(target, hex) + ": " + escaped(what, hex));
}

}  // namespace dateline
