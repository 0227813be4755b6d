#include "server/http/wire.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dateline {
namespace {

constexpr std::array kReasons = {
    std::pair<int, std::string_view>{200, "OK"},
    std::pair<int, std::string_view>{201, "Created"},
    std::pair<int, std::string_view>{202, "Accepted"},
    std::pair<int, std::string_view>{204, "No Content"},
    std::pair<int, std::string_view>{206, "Partial Content"},
    std::pair<int, std::string_view>{301, "Moved Permanently"},
    std::pair<int, std::string_view>{302, "Found"},
    std::pair<int, std::string_view>{303, "See Other"},
    std::pair<int, std::string_view>{304, "Not Modified"},
    std::pair<int, std::string_view>{307, "Temporary Redirect"},
    std::pair<int, std::string_view>{308, "Permanent Redirect"},
    std::pair<int, std::string_view>{400, "Bad Request"},
    std::pair<int, std::string_view>{401, "Unauthorized"},
    std::pair<int, std::string_view>{403, "Forbidden"},
    std::pair<int, std::string_view>{404, "Not Found"},
    std::pair<int, std::string_view>{405, "Method Not Allowed"},
    std::pair<int, std::string_view>{406, "Not Acceptable"},
    std::pair<int, std::string_view>{408, "Request Timeout"},
    std::pair<int, std::string_view>{409, "Conflict"},
    std::pair<int, std::string_view>{410, "Gone"},
    std::pair<int, std::string_view>{411, "Length Required"},
    std::pair<int, std::string_view>{412, "Precondition Failed"},
    std::pair<int, std::string_view>{413, "Content Too Large"},
    std::pair<int, std::string_view>{414, "URI Too Long"},
    std::pair<int, std::string_view>{415, "Unsupported Media Type"},
    std::pair<int, std::string_view>{416, "Range Not Satisfiable"},
    std::pair<int, std::string_view>{417, "Expectation Failed"},
    std::pair<int, std::string_view>{422, "Unprocessable Content"},
    std::pair<int, std::string_view>{428, "Precondition Required"},
    std::pair<int, std::string_view>{429, "Too Many Requests"},
    std::pair<int, std::string_view>{431, "Request Header Fields Too Large"},
    std::pair<int, std::string_view>{500, "Internal Server Error"},
    std::pair<int, std::string_view>{501, "Not Implemented"},
    std::pair<int, std::string_view>{502, "Bad Gateway"},
    std::pair<int, std::string_view>{503, "Service Unavailable"},
    std::pair<int, std::string_view>{504, "Gateway Timeout"},
    std::pair<int, std::string_view>{505, "HTTP Version Not Supported"},
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    const char small = lower(c);
    return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool is_value(std::string_view value) {
  return std::none_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
  });
}

bool belongs_to_the_front(std::string_view name) {
  std::string small(name);
  std::transform(small.begin(), small.end(), small.begin(), lower);
  return small == "date" || small == "connection" || small == "content-length" || small == "transfer-encoding";
}

void add_line(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

void add_number(std::string& out, unsigned number, std::size_t digits) {
  const std::string text = std::to_string(number);
  out.append(digits - std::min(digits, text.size()), '0').append(text);
}

}  // namespace

std::string_view reason_phrase(int status) {
  const auto row = std::find_if(kReasons.begin(), kReasons.end(), [&](const auto& r) { return r.first == status; });
  return row == kReasons.end() ? "Unknown" : row->second;
}

std::string http_date(std::chrono::system_clock::time_point time) {
  using namespace std::chrono;
  constexpr std::string_view kDays = "SunMonTueWedThuFriSat";
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const sys_days day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{floor<seconds>(time - day)};
  std::string out(kDays.substr(3 * weekday(day).c_encoding(), 3));
  add_number(out.append(", "), unsigned{date.day()}, 2);
  out.append(" ").append(kMonths.substr(3 * (unsigned{date.month()} - 1), 3));
  add_number(out.append(" "), static_cast<unsigned>(int{date.year()}), 4);
  add_number(out.append(" "), static_cast<unsigned>(clock.hours().count()), 2);
  add_number(out.append(":"), static_cast<unsigned>(clock.minutes().count()), 2);
  add_number(out.append(":"), static_cast<unsigned>(clock.seconds().count()), 2);
  return out.append(" GMT");
}

std::string wire_bytes(const Answer& answer, const WireOptions& options, std::chrono::system_clock::time_point now) {
  const int status = answer.status >= 200 && answer.status <= 599 ? answer.status : 500;
  const bool bodiless = status == 204 || status == 304;
  std::string out;
  out.reserve(512 + answer.body.size());
  out.append("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(reason_phrase(status)).append("\r\n");
  add_line(out, "Date", http_date(now));
  if (!answer.content_type.empty() && !bodiless && is_value(answer.content_type))
    add_line(out, "Content-Type", answer.content_type);
  for (const auto& [name, value] : answer.headers)
    if (is_name(name) && is_value(value) && !belongs_to_the_front(name)) add_line(out, name, value);
  if (!bodiless && !answer.stream) add_line(out, "Content-Length", std::to_string(answer.body.size()));
  if (!bodiless && answer.stream && !options.http10) add_line(out, "Transfer-Encoding", "chunked");
  add_line(out, "Connection", options.close ? "close" : "keep-alive");
  out.append("\r\n");
  if (!bodiless && !options.head_only) out.append(answer.body);
  return out;
}

}  // namespace dateline
