// The container's health check: one GET by the program itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/address.h"

namespace dateline {

struct HealthTarget {
  Address address;
  std::string path;  // begins with '/'
};

// "http://HOST:PORT/path"; without a path /readyz is asked for. Absent: not such a URL.
std::optional<HealthTarget> read_health_url(std::string_view url);

// True when a GET of it answers 200 within two seconds.
bool is_healthy(const HealthTarget& target);

}  // namespace dateline
