#include "server/http/head_scanner.h"

#include "server/http/request_head.h"

namespace dateline {
namespace {

// What a request line has beside its target: method, version and two spaces, with room for a long method.
constexpr std::size_t kRestOfLine = 48;

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7F;
}

}  // namespace

bool HeadScanner::scan(std::string_view bytes) {
  while (!fault_ && next_ < bytes.size()) {
    const char c = bytes[next_++];
    const bool after_cr = next_ > line_start_ + 1 && bytes[next_ - 2] == '\r';
    if (c == '\n') {
      if (!after_cr)
        fault_ = Fault::line_end;
      else if (end_line(bytes))
        return true;
    } else if (after_cr) {
      fault_ = Fault::line_end;
    } else if (c != '\r' && is_control(c)) {
      fault_ = Fault::control;
    } else {
      check_size();
    }
  }
  return false;
}

// Called with next_ past the CR LF. True when that was the empty line at the end of the head.
bool HeadScanner::end_line(std::string_view bytes) {
  const std::string_view line = bytes.substr(line_start_, next_ - line_start_ - 2);
  line_start_ = next_;
  if (line.empty() && lines_ == 0) {
    if (begin_ > 0) fault_ = Fault::request_line;
    begin_ = next_;
    return false;
  }
  if (line.empty()) return true;
  if (++lines_ == 1)
    fault_ = request_line_fault(line, *limits_);
  else if (lines_ > limits_->header_count + 1)
    fault_ = Fault::too_many_headers;
  return false;
}

void HeadScanner::check_size() {
  if (lines_ == 0 && next_ - begin_ > limits_->target_bytes + kRestOfLine)
    fault_ = Fault::target_too_long;
  else if (next_ - begin_ > limits_->header_bytes)
    fault_ = Fault::headers_too_large;
}

}  // namespace dateline
