#include "server/http/request_reader.h"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

bool is_wish(std::string_view name) { return name == "accept" || name == "accept-language"; }

// Of "GET /search?q=..."; empty when it has anything else than letters, digits and - . _ ~ /
std::string plain_path(std::string_view bytes) {
  const std::size_t begin = std::min(bytes.find(' '), bytes.size());
  const std::string_view target = bytes.substr(begin == bytes.size() ? begin : begin + 1);
  const std::string_view path = target.substr(0, target.find_first_of("? \r"));
  const bool plain = path.starts_with('/') && std::all_of(path.begin(), path.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~/").find(c) != std::string_view::npos;
  });
  return plain ? std::string(path) : std::string();
}

// Those of the lines that are whole.
Pairs wishes_of(std::string_view bytes) {
  Pairs lines;
  std::size_t begin = bytes.find(kLineEnd);
  while (begin != std::string_view::npos) {
    begin += kLineEnd.size();
    const std::size_t end = bytes.find(kLineEnd, begin);
    if (end == begin) break;
    if (end != std::string_view::npos && read_header_line(bytes.substr(begin, end - begin), lines) && !is_wish(lines.back().first)) lines.pop_back();
    begin = end;
  }
  return lines;
}

}  // namespace

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

Call RequestReader::known() const { return state_ == State::refused ? refused_ : known_so_far(); }

Call RequestReader::known_so_far() const {
  const bool in_body = state_ == State::body;
  const std::string_view bytes = std::string_view(buffer_).substr(start_);
  Call out;
  out.path = in_body ? head_.path : plain_path(bytes);
  out.headers = in_body ? head_.headers : wishes_of(bytes);
  if (in_body) std::erase_if(out.headers, [](const auto& line) { return !is_wish(line.first); });
  return out;
}

void RequestReader::refuse(Fault fault) {
  refused_ = known_so_far();
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
