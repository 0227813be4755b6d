// Finds the end of a request's head in bytes that come in any portions, looking at each byte once.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "server/http/fault.h"
#include "server/http/limits.h"

namespace dateline {

class HeadScanner {
 public:
  // The limits must outlive the scanner.
  explicit HeadScanner(const HttpLimits& limits) : limits_(&limits) {}

  // Looks at what is new in the bytes since the start of this request, of which the earlier ones are unchanged. True when the
  // head is whole: it then is bytes[begin(), end()). False when more is needed or there is a fault.
  bool scan(std::string_view bytes);

  std::size_t begin() const { return begin_; }  // past an empty line before the request, which is allowed
  std::size_t end() const { return next_; }

  // A bare CR or LF, another control character than TAB, more bytes or lines than the limits allow, or a request line that is
  // none.
  std::optional<Fault> fault() const { return fault_; }

 private:
  bool end_line(std::string_view bytes);
  void check_size();

  const HttpLimits* limits_;
  std::size_t begin_ = 0;
  std::size_t next_ = 0;        // the first byte not looked at
  std::size_t line_start_ = 0;
  std::size_t lines_ = 0;       // whole ones, with the request line
  std::optional<Fault> fault_;
};

}  // namespace dateline
