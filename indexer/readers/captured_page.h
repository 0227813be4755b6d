// What a crawler stored of one answer of a web server.
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/container.h"

namespace dateline {

struct CapturedPage {
  int status = 0;       // 200; 0: the bytes are no HTTP answer
  std::string type;     // media type in lower case, without parameters ("text/html"); empty: not said
  std::string charset;  // empty: not said
  std::string_view body;  // decoded; points into the captured bytes or into `decoded`
  std::string decoded;
  std::string fault;  // why the body cannot be had, one sentence without a full stop; empty: all well

  CapturedPage() = default;
  CapturedPage(const CapturedPage&) = delete;
  CapturedPage& operator=(const CapturedPage&) = delete;
};

// Takes an HTTP answer apart: "chunked" is undone, as far as it goes where it is broken, then gzip, deflate and br, unless the crawler did so
// before it stored the page. At most `most` bytes of body. `captured` must outlive `page`.
void read_captured_page(std::string_view captured, std::size_t most, UnpackBudget& budget, CapturedPage& page);

// The same for status, type and charset alone.
void read_captured_head(std::string_view captured, CapturedPage& page);

// Settles `type` and `charset` by the value of a Content-Type header.
void take_content_type(std::string_view value, CapturedPage& page);

// The value of the header `name` in lower case in the lines of `head`, folded lines joined; empty: it is not there.
std::string header_value(std::string_view head, std::string_view name);

}  // namespace dateline
