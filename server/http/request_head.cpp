#include "server/http/request_head.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "server/http/target.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestMethod = 32;
constexpr std::string_view kLineEnd = "\r\n";

struct RequestLine {
  std::string_view method;
  std::string_view target;
  std::string_view version;
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool is_token_character(char c) {
  const char small = lower(c);
  return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') ||
         (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_http_version(std::string_view text) {
  return text.size() == 8 && text.starts_with("HTTP/") && is_digits(text.substr(5, 1)) && text[6] == '.' &&
         is_digits(text.substr(7, 1));
}

std::optional<RequestLine> split_request_line(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return std::nullopt;
  const RequestLine parts{line.substr(0, first), line.substr(first + 1, last - first - 1), line.substr(last + 1)};
  const bool well_formed = is_token(parts.method) && parts.method.size() <= kLongestMethod && !parts.target.empty() &&
                           parts.target.find(' ') == std::string_view::npos && is_http_version(parts.version);
  return well_formed ? std::optional(parts) : std::nullopt;
}

std::optional<Fault> fault_of(const RequestLine& line, const HttpLimits& limits) {
  if (line.version != "HTTP/1.1" && line.version != "HTTP/1.0") return Fault::version;
  if (line.method == "CONNECT") return Fault::connect;
  if (line.target.size() > limits.target_bytes) return Fault::target_too_long;
  return std::nullopt;
}

std::optional<Fault> read_request_line(std::string_view line, const HttpLimits& limits, RequestHead& head,
                                       std::string& authority) {
  const auto parts = split_request_line(line);
  if (!parts) return Fault::request_line;
  if (const auto fault = fault_of(*parts, limits)) return fault;
  auto target = read_target(parts->method, parts->target);
  if (!target) return Fault::target;
  head.method = parts->method;
  head.target = parts->target;
  head.path = std::move(target->path);
  head.raw_query = std::move(target->raw_query);
  head.http10 = parts->version == "HTTP/1.0";
  authority = std::move(target->authority);
  return std::nullopt;
}

// What is seen of the lines that decide where a request and where a connection end.
struct Framing {
  int hosts = 0;
  int lengths = 0;
  int codings = 0;
  bool close = false;
  bool keep_alive = false;
};

void read_connection(std::string_view value, Framing& framing) {
  while (!value.empty()) {
    const std::size_t comma = std::min(value.find(','), value.size());
    const std::string option = lower_case(trimmed(value.substr(0, comma)));
    if (option == "close") framing.close = true;
    if (option == "keep-alive") framing.keep_alive = true;
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
}

std::optional<Fault> read_length(std::string_view value, const HttpLimits& limits, RequestHead& head) {
  if (!is_digits(value)) return Fault::content_length;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), head.content_length);
  if (error != std::errc() || head.content_length > limits.body_bytes) return Fault::body_too_large;
  return std::nullopt;
}

std::optional<Fault> read_coding(std::string_view value, RequestHead& head) {
  if (head.http10) return Fault::two_lengths;
  if (lower_case(value) != "chunked") return Fault::transfer_coding;
  head.chunked = true;
  return std::nullopt;
}

std::optional<Fault> read_meaning(const std::pair<std::string, std::string>& line, const HttpLimits& limits,
                                  RequestHead& head, Framing& framing) {
  const auto& [name, value] = line;
  if (name == "host") return ++framing.hosts > 1 || !is_authority(value) ? std::optional(Fault::host) : std::nullopt;
  if (name == "content-length")
    return ++framing.lengths > 1 ? std::optional(Fault::content_length) : read_length(value, limits, head);
  if (name == "transfer-encoding")
    return ++framing.codings > 1 ? std::optional(Fault::two_lengths) : read_coding(value, head);
  if (name == "content-encoding") return Fault::content_encoding;
  if (name == "connection") read_connection(value, framing);
  if (name == "expect" && !head.http10) {
    if (lower_case(value) != "100-continue") return Fault::expectation;
    head.expects_continue = true;
  }
  return std::nullopt;
}

std::optional<Fault> read_meanings(const HttpLimits& limits, RequestHead& head) {
  Framing framing;
  // The lengths are compared first, so that a contradiction is called one whatever the values are.
  const auto count = [&](std::string_view name) {
    return std::count_if(head.headers.begin(), head.headers.end(), [&](const auto& line) { return line.first == name; });
  };
  if (count("content-length") > 0 && count("transfer-encoding") > 0) return Fault::two_lengths;
  for (const auto& line : head.headers)
    if (const auto fault = read_meaning(line, limits, head, framing)) return fault;
  if (framing.hosts == 0 && !head.http10) return Fault::host;
  head.keep_alive = !framing.close && (framing.keep_alive || !head.http10);
  return std::nullopt;
}

void set_host(const std::string& authority, Pairs& headers) {
  if (authority.empty()) return;
  const auto host = std::find_if(headers.begin(), headers.end(), [](const auto& line) { return line.first == "host"; });
  if (host == headers.end())
    headers.emplace_back("host", authority);
  else
    host->second = authority;
}

std::string_view take_line(std::string_view& block) {
  const std::size_t end = std::min(block.find(kLineEnd), block.size());
  const std::string_view line = block.substr(0, end);
  block.remove_prefix(std::min(end + kLineEnd.size(), block.size()));
  return line;
}

}  // namespace

bool read_header_line(std::string_view line, Pairs& headers) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return false;
  headers.emplace_back(lower_case(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
  return true;
}

std::optional<Fault> request_line_fault(std::string_view line, const HttpLimits& limits) {
  const auto parts = split_request_line(line);
  return parts ? fault_of(*parts, limits) : Fault::request_line;
}

std::variant<RequestHead, Fault> read_request_head(std::string_view block, const HttpLimits& limits) {
  RequestHead head;
  std::string authority;
  if (const auto fault = read_request_line(take_line(block), limits, head, authority)) return *fault;
  for (std::string_view line = take_line(block); !line.empty(); line = take_line(block)) {
    if (head.headers.size() >= limits.header_count) return Fault::too_many_headers;
    if (!read_header_line(line, head.headers)) return Fault::field;
  }
  if (const auto fault = read_meanings(limits, head)) return *fault;
  set_host(authority, head.headers);
  return head;
}

}  // namespace dateline
