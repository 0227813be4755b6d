#include "server/http/address.h"

#include <algorithm>
#include <charconv>

namespace dateline {
namespace {

constexpr int kLastPort = 65535;

std::optional<int> read_port(std::string_view text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  const bool whole = error == std::errc() && end == text.data() + text.size() && text.front() != '-';
  return whole && port <= kLastPort ? std::optional(port) : std::nullopt;
}

bool is_ipv6_like(std::string_view host) {
  return host.find(':') != std::string_view::npos &&
         host.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

bool is_name_like(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  });
}

}  // namespace

std::optional<Address> read_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  const auto port = read_port(text.substr(colon + 1));
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  if (!port || !(bracketed ? is_ipv6_like(host) : is_name_like(host))) return std::nullopt;
  return Address{std::string(host), *port};
}

std::string url_of(const Address& address) {
  const bool bracketed = address.host.find(':') != std::string::npos;
  return "http://" + (bracketed ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

}  // namespace dateline
