// Where to listen, and where to ask.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dateline {

struct Address {
  std::string host;  // a name or an address, an IPv6 one without its brackets
  int port = 0;      // 0: any free one
};

// "HOST:PORT", an IPv6 address in brackets. Absent: not that.
std::optional<Address> read_address(std::string_view text);

// The URL of an address: "http://[::1]:8080".
std::string url_of(const Address& address);

}  // namespace dateline
