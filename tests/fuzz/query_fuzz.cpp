// libFuzzer target: any bytes as a query. Holds the parser to what its header promises, and the printer to its round trip.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server/search/query.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::int64_t now = 1'581'638'400;
  const std::string_view q(reinterpret_cast<const char*>(data), size);
  const std::string printed = dateline::to_string(dateline::parse_query(q, now).root);
  if (printed.size() > dateline::QueryLimits{}.bytes) return 0;
  if (dateline::to_string(dateline::parse_query(printed, now).root) != printed) std::abort();
  return 0;
}
