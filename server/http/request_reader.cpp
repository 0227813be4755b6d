#include "server/http/request_reader.h"

#include <algorithm>
#include <utility>

namespace dateline {

RequestReader::State RequestReader::advance() {
  if (state_ == State::idle || state_ == State::head) read_head();
  if (state_ == State::body) read_body();
  return state_;
}

void RequestReader::read_head() {
  const std::string_view bytes = std::string_view(buffer_).substr(start_);
  state_ = bytes.empty() ? State::idle : State::head;
  if (!scanner_.scan(bytes)) {
    if (scanner_.fault()) refuse(*scanner_.fault());
    return;
  }
  auto read = read_request_head(bytes.substr(scanner_.begin(), scanner_.end() - scanner_.begin()), *limits_);
  if (const auto* fault = std::get_if<Fault>(&read)) return refuse(*fault);
  head_ = std::move(std::get<RequestHead>(read));
  drop(scanner_.end());
  state_ = State::body;
}

void RequestReader::read_body() {
  const std::string_view bytes = std::string_view(buffer_).substr(start_);
  if (head_.chunked) {
    drop(chunks_.take(bytes, body_));
    if (chunks_.failed()) return refuse(chunks_.fault());
    if (chunks_.done()) state_ = State::whole;
    return;
  }
  const auto missing = static_cast<std::size_t>(head_.content_length) - body_.size();
  const std::size_t part = std::min(missing, bytes.size());
  body_.append(bytes.substr(0, part));
  drop(part);
  if (part == missing) state_ = State::whole;
}

bool RequestReader::take_continue() {
  return state_ == State::body && body_.empty() && std::exchange(head_.expects_continue, false);
}

WholeRequest RequestReader::take() {
  WholeRequest out;
  out.http10 = head_.http10;
  out.keep_alive = head_.keep_alive;
  out.call.method = std::move(head_.method);
  out.call.target = std::move(head_.target);
  out.call.path = std::move(head_.path);
  out.call.raw_query = std::move(head_.raw_query);
  out.call.headers = std::move(head_.headers);
  out.call.body = std::move(body_);
  head_ = RequestHead{};
  std::string().swap(body_);
  scanner_ = HeadScanner(*limits_);
  chunks_ = ChunkReader(*limits_);
  state_ = State::idle;
  return out;
}

void RequestReader::refuse(Fault fault) {
  state_ = State::refused;
  fault_ = fault;
  std::string().swap(buffer_);
  start_ = 0;
  std::string().swap(body_);
}

// The buffer is given back when it is empty, so that an idle connection holds next to nothing. (Assigning an empty string would
// keep the memory; so it is swapped, here and wherever bytes are dropped.)
void RequestReader::drop(std::size_t count) {
  start_ += count;
  if (start_ == buffer_.size()) {
    std::string().swap(buffer_);
    start_ = 0;
  } else if (start_ > buffer_.size() / 2) {
    buffer_.erase(0, start_);
    start_ = 0;
  }
}

}  // namespace dateline
