// Many connections to one server at the same time, from one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/peers/http_client.h"

namespace dateline {

struct LoadOptions {
  std::uint16_t port = 0;
  std::size_t connections = 1;
  double warm_up = 1;  // seconds that do not count
  double seconds = 5;
};

struct LoadCalls {
  std::function<std::string()> next;  // path and query of the next request
  std::function<void(const AnswerView& answer)> seen;  // of each answer with status 200 while it is measured
  std::function<void()> measuring;  // when the warm-up is over, and once more at the end
};

struct LoadResult {
  double seconds = 0;  // really measured
  std::size_t answered = 0;  // with status 200 in these
  // Of each answer with status 200, also of those that came when the time was over: from the moment that a connection wants to ask until it has
  // all of it.
  std::vector<double> milliseconds;
  std::map<int, std::size_t> other;  // answers with other statuses
  std::size_t cut_off = 0;  // connections closed in the midst of a request
  std::size_t unanswered = 0;  // connections that never got an answer, not even ten seconds later
};

// Each connection asks, waits for the whole answer, and asks again: at once, or a tenth of a second after an answer other than 200. One that the
// server closes is made again. Throws std::runtime_error when
// sockets fail.
LoadResult put_load(const LoadOptions& options, const LoadCalls& calls);

}  // namespace dateline
