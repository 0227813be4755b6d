#include "server/api/addresses.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t kLongestHost = 253;
constexpr std::uint32_t kLastPort = 65535;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_unreserved(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

// RFC 3986, 3.4: what stands for itself in a query.
bool is_of_query(char c) { return is_unreserved(c) || std::string_view("!$&'()*+,;=:@/?").find(c) != std::string_view::npos; }

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_name(std::string_view host) {
  return !host.empty() && host.size() <= kLongestHost && host.front() != '.' && host.front() != '-' &&
         std::all_of(host.begin(), host.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_'; });
}

bool is_bracketed(std::string_view host) {
  return host.size() > 3 && host.size() < 50 && host.find(':') != std::string_view::npos && host.starts_with('[') && host.ends_with(']') &&
         std::all_of(host.begin() + 1, host.end() - 1, [](char c) { return is_hex(c) || c == ':' || c == '.'; });
}

// "archive.example", "archive.example:8080", "[::1]:8080".
bool is_host_and_port(std::string_view text) {
  const std::size_t behind = text.starts_with('[') ? text.find(']') : 0;
  if (behind == std::string_view::npos) return false;
  const std::size_t colon = text.find(':', behind);
  const std::string_view host = text.substr(0, colon);
  if (colon != std::string_view::npos && !is_port(text.substr(colon + 1))) return false;
  return host.starts_with('[') ? is_bracketed(host) : is_name(host);
}

void append_encoded(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out.append(1, '%').append(1, digits[byte / 16]).append(1, digits[byte % 16]);
}

// What is allowed, and whole escapes, stay.
template <typename Allowed>
std::string cleaned(std::string_view text, Allowed allowed) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escape = text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2]);
    if (escape || allowed(text[at])) out += text[at];
    else append_encoded(out, text[at]);
  }
  return out;
}

}  // namespace

bool is_port(std::string_view text) {
  if (text.empty() || text.size() > 5 || !std::all_of(text.begin(), text.end(), is_digit)) return false;
  std::uint32_t port = 0;
  for (const char c : text) port = port * 10 + static_cast<std::uint32_t>(c - '0');
  return port > 0 && port <= kLastPort;
}

std::string public_base(const Call& call, const PublicAddress& address) {
  if (!address.configured.empty()) return address.configured;
  const std::string_view host = call.header("host");
  return is_host_and_port(host) ? "http://" + lower_case(host) : address.listening;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c)) out += c;
    else append_encoded(out, c);
  }
  return out;
}

std::string article_path(std::string_view id) { return "/articles/" + percent_encoded(id); }

std::optional<std::string> web_url(std::string_view url) {
  const std::string scheme = lower_case(url.substr(0, url.find(':')));
  if (scheme != "http" && scheme != "https") return std::nullopt;
  const std::string_view rest = url.substr(scheme.size());
  if (!rest.starts_with("://") || rest.size() < 4 || std::string_view("/?#").find(rest[3]) != std::string_view::npos) return std::nullopt;
  return cleaned(url, [](char c) { return is_of_query(c) || c == '#' || c == '[' || c == ']'; });
}

std::string clean_query(std::string_view raw_query) { return cleaned(raw_query, is_of_query); }

}  // namespace dateline
