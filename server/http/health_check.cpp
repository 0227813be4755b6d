#include "server/http/health_check.h"

#include <httplib.h>

#include <algorithm>

namespace dateline {

std::optional<HealthTarget> read_health_url(std::string_view url) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) return std::nullopt;
  url.remove_prefix(scheme.size());
  const std::size_t slash = std::min(url.find('/'), url.size());
  std::string authority(url.substr(0, slash));
  const bool has_port = authority.rfind(':') != std::string::npos && !authority.ends_with(']');
  if (!has_port) authority += ":80";
  const auto address = read_address(authority);
  if (!address) return std::nullopt;
  const bool has_path = slash + 1 < url.size();
  return HealthTarget{*address, has_path ? std::string(url.substr(slash)) : "/readyz"};
}

bool is_healthy(const HealthTarget& target) {
  httplib::Client client(target.address.host, target.address.port);
  client.set_connection_timeout(2);
  client.set_read_timeout(2);
  const auto answer = client.Get(target.path);
  return answer && answer->status == 200;
}

}  // namespace dateline
