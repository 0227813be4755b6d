#include "indexer/readers/captured_page.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "indexer/extract/text.h"
#include "indexer/readers/unpack.h"

namespace dateline {
namespace {

constexpr std::size_t largest_head = 256u << 10;
constexpr std::size_t most_encodings = 4;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n\""), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(" \t\r\n\"") + 1);
}

// Where the body starts: behind the first empty line. npos: there is none.
std::size_t body_start(std::string_view captured) {
  const std::string_view head = captured.substr(0, largest_head);
  const std::size_t crlf = head.find("\r\n\r\n"), lf = head.find("\n\n");
  if (crlf == std::string_view::npos && lf == std::string_view::npos) return std::string_view::npos;
  return crlf < lf ? crlf + 4 : lf + 2;
}

std::optional<std::uint64_t> chunk_size(std::string_view line) {
  line = trimmed(line.substr(0, line.find(';')));
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  const bool whole = error == std::errc() && end == line.data() + line.size() && !line.empty();
  return whole ? std::optional(size) : std::nullopt;
}

// The chunks of a body joined. Where a size cannot be read the rest stands as it is: the crawler undid the chunks, or the server never made them.
std::string without_chunks(std::string_view body) {
  std::string out;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = body.substr(at, 1024).find('\n');
    const auto size = end == std::string_view::npos ? std::nullopt : chunk_size(body.substr(at, end));
    if (!size) return out += body.substr(at);
    at += end + 1;
    if (*size == 0) break;
    const std::string_view chunk = body.substr(at, static_cast<std::size_t>(std::min<std::uint64_t>(*size, body.size())));
    out += chunk;
    at += chunk.size();
    if (body.substr(at).starts_with("\r\n")) at += 2;
    else if (body.substr(at).starts_with('\n')) at += 1;
  }
  return out;
}

// Undoes one encoding. An answer that says gzip and is none was unpacked by the crawler.
UnpackedBytes decode_one(const std::string& encoding, std::string_view body, std::size_t most, UnpackBudget& budget) {
  if (encoding == "gzip" || encoding == "x-gzip") return starts_as_gzip(body) ? unpack_gzip_member(body, most, budget) : UnpackedBytes{std::string(body), {}};
  UnpackedBytes out;
  if (encoding == "deflate") out = unpack_deflate(body, most, budget);
  else if (encoding == "br") out = unpack_brotli(body, most, budget);
  else return {{}, "is packed as \"" + encoding + "\", which is not read"};
  const bool plain = out.bytes.empty() && !out.fault.empty() && budget.exhausted().empty() && !is_binary(body);
  return plain ? UnpackedBytes{std::string(body), {}} : out;
}

std::vector<std::string> encodings_of(std::string_view value) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find(',', at), value.size());
    std::string name = lower_case(trimmed(value.substr(at, end - at)));
    if (!name.empty() && name != "identity" && name != "none" && name != "utf-8") out.push_back(std::move(name));
    at = end + 1;
  }
  return out;
}

void decode_body(std::string_view head, std::size_t most, UnpackBudget& budget, CapturedPage& page) {
  if (lower_case(header_value(head, "transfer-encoding")).find("chunked") != std::string::npos) {
    page.decoded = without_chunks(page.body);
    page.body = page.decoded;
  }
  const std::vector<std::string> encodings = encodings_of(header_value(head, "content-encoding"));
  if (encodings.size() > most_encodings) page.fault = "is packed more than 4 times over";
  for (auto encoding = encodings.rbegin(); encoding != encodings.rend() && page.fault.empty() && !page.body.empty(); ++encoding) {
    UnpackedBytes unpacked = decode_one(*encoding, page.body, most, budget);
    page.fault = unpacked.fault;
    page.decoded = std::move(unpacked.bytes);
    page.body = page.decoded;
  }
}

}  // namespace

std::string header_value(std::string_view head, std::string_view name) {
  std::string value;
  bool inside = false;
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t end = std::min(head.find('\n', at), head.size());
    const std::string_view line = head.substr(at, end - at);
    at = end + 1;
    if (inside && (line.starts_with(' ') || line.starts_with('\t'))) {
      value += ' ';
      value += trimmed(line);
      continue;
    }
    if (inside) break;
    const std::size_t colon = line.find(':');
    inside = colon == name.size() && lower_case(line.substr(0, colon)) == name;
    if (inside) value = trimmed(line.substr(colon + 1));
  }
  return value;
}

void take_content_type(std::string_view value, CapturedPage& page) {
  const std::size_t semicolon = std::min(value.find(';'), value.size());
  page.type = lower_case(trimmed(value.substr(0, semicolon)));
  const std::string parameters = lower_case(value.substr(semicolon));
  const std::size_t found = parameters.find("charset=");
  if (found == std::string::npos) return;
  const std::string_view charset = std::string_view(parameters).substr(found + 8);
  page.charset = trimmed(charset.substr(0, charset.find(';')));
}

void read_captured_head(std::string_view captured, CapturedPage& page) {
  const std::size_t start = body_start(captured), space = captured.substr(0, 16).find(' ');
  if (start == std::string_view::npos || !captured.starts_with("HTTP/") || space == std::string_view::npos) return;
  const std::string_view code = captured.substr(space + 1, 3);
  if (std::from_chars(code.data(), code.data() + code.size(), page.status).ptr != code.data() + 3) page.status = 0;
  take_content_type(header_value(captured.substr(0, start), "content-type"), page);
}

void read_captured_page(std::string_view captured, std::size_t most, UnpackBudget& budget, CapturedPage& page) {
  read_captured_head(captured, page);
  if (page.status == 0) return;
  const std::size_t start = body_start(captured);
  page.body = captured.substr(start);
  if (page.status / 100 == 2) decode_body(captured.substr(0, start), most, budget, page);
}

}  // namespace dateline
