#include "indexer/readers/record_stream.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t longest_line = 64u << 10;

}  // namespace

RecordStream::RecordStream(std::string_view bytes, UnpackBudget& budget) {
  if (starts_as_gzip(bytes)) gzip_ = std::make_unique<GzipStream>(bytes, budget);
  else rest_ = bytes;
}

// Adds the next piece behind what is left of the last. False: there is none.
bool RecordStream::more() {
  if (!gzip_) return false;
  if (rest_.empty()) {
    rest_ = gzip_->next();
    return !rest_.empty();
  }
  // What is left may lie in the piece that next() overwrites, or in the buffer itself.
  if (rest_.data() >= buffer_.data() && rest_.data() < buffer_.data() + buffer_.size()) {
    buffer_.erase(0, static_cast<std::size_t>(rest_.data() - buffer_.data()));
    buffer_.resize(rest_.size());
  } else {
    buffer_.assign(rest_);
  }
  const std::string_view piece = gzip_->next();
  buffer_ += piece;
  rest_ = buffer_;
  return !piece.empty();
}

bool RecordStream::resume() {
  rest_ = {};
  return gzip_ && !gzip_->fault().empty() && gzip_->resume("WARC/");
}

std::string_view RecordStream::peek(std::size_t most) {
  while (rest_.size() < most && more()) {
  }
  return rest_.substr(0, most);
}

std::optional<std::string_view> RecordStream::line() {
  std::size_t end = rest_.substr(0, longest_line).find('\n');
  while (end == std::string_view::npos && rest_.size() < longest_line && more()) end = rest_.substr(0, longest_line).find('\n');
  if (rest_.empty() || (end == std::string_view::npos && rest_.size() >= longest_line)) return std::nullopt;
  std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(std::min(line.size() + 1, rest_.size()));
  at_ += line.size() + (end == std::string_view::npos ? 0 : 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view RecordStream::take(std::uint64_t count) {
  const std::string_view found = peek(static_cast<std::size_t>(count));
  rest_.remove_prefix(found.size());
  at_ += found.size();
  return found;
}

std::uint64_t RecordStream::skip(std::uint64_t count) {
  std::uint64_t left = count;
  while (left > 0 && !(rest_.empty() && !more())) {
    const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(left, rest_.size()));
    rest_.remove_prefix(step);
    left -= step;
  }
  at_ += count - left;
  return count - left;
}

}  // namespace dateline
