#include "server/http/chunk_reader.h"

#include <algorithm>
#include <charconv>

#include "server/http/request_head.h"

namespace dateline {
namespace {

constexpr std::size_t kMostDigits = 16;

bool has_control(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
  });
}

}  // namespace

std::size_t ChunkReader::take(std::string_view bytes, std::string& body) {
  std::size_t taken = 0;
  while (!done() && !failed()) {
    const std::string_view rest = bytes.substr(taken);
    const std::size_t step = step_ == Step::data ? take_data(rest, body) : take_line(rest, body.size());
    if (step == 0) break;
    taken += step;
  }
  return taken;
}

std::size_t ChunkReader::take_data(std::string_view bytes, std::string& body) {
  const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  body.append(bytes.substr(0, part));
  left_ -= part;
  if (left_ == 0) step_ = Step::data_end;
  return part;
}

std::size_t ChunkReader::take_line(std::string_view bytes, std::size_t body_size) {
  const std::size_t longest = step_ == Step::trailer    ? limits_->header_bytes
                              : step_ == Step::data_end ? 0
                                                        : kMostDigits + limits_->chunk_extension_bytes;
  const std::size_t end = bytes.substr(0, longest + 2).find('\n');
  if (end == std::string_view::npos) {
    if (bytes.size() >= longest + 2) fail(step_ == Step::trailer ? Fault::headers_too_large : Fault::chunk);
    return 0;
  }
  const std::string_view line = bytes.substr(0, end == 0 ? 0 : end - 1);
  if (end == 0 || bytes[end - 1] != '\r' || has_control(line)) {
    fail(Fault::chunk);
  } else if (step_ == Step::size) {
    read_size(line, body_size);
  } else if (step_ == Step::trailer) {
    read_trailer(line);
  } else {
    step_ = Step::size;
  }
  return end + 1;
}

void ChunkReader::read_size(std::string_view line, std::size_t body_size) {
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), left_, 16);
  const auto digits = static_cast<std::size_t>(end - line.data());
  if (digits == 0 || digits > kMostDigits) return fail(Fault::chunk);
  if (error != std::errc()) return fail(Fault::body_too_large);
  if (digits < line.size() && *end != ';') return fail(Fault::chunk);
  extension_bytes_ += line.size() - digits;
  if (extension_bytes_ > limits_->chunk_extension_bytes) return fail(Fault::chunk);
  if (left_ > limits_->body_bytes - std::min(body_size, limits_->body_bytes)) return fail(Fault::body_too_large);
  step_ = left_ == 0 ? Step::trailer : Step::data;
}

void ChunkReader::read_trailer(std::string_view line) {
  if (line.empty()) {
    step_ = Step::done;
    return;
  }
  trailer_bytes_ += line.size() + 2;
  Pairs dropped;
  if (trailer_bytes_ > limits_->header_bytes)
    fail(Fault::headers_too_large);
  else if (++trailer_lines_ > limits_->header_count)
    fail(Fault::too_many_headers);
  else if (!read_header_line(line, dropped))
    fail(Fault::field);
}

void ChunkReader::fail(Fault fault) {
  step_ = Step::failed;
  fault_ = fault;
}

}  // namespace dateline
