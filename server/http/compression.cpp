#include "server/http/compression.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>
#include <optional>
#include <utility>

#include "server/http/header_list.h"

namespace dateline {
namespace {

constexpr std::size_t kWorthwhile = 1024;
constexpr int kGzipWindow = 15 + 16;  // zlib: largest window, gzip wrapper
constexpr int kMemory = 8;

// Thousandths: "0.5" is 500. Absent when it is no quality value.
std::optional<int> quality(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  int value = (text[0] - '0') * 1000;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  for (int weight = 100; std::size_t at : {2U, 3U, 4U}) {
    if (at >= text.size()) break;
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
    value += (text[at] - '0') * weight;
    weight /= 10;
  }
  return value <= 1000 ? std::optional(value) : std::nullopt;
}

// The q of a list element's parameters; 0 when it is broken, so that a doubtful coding is not used.
int quality_of(std::string_view parameters) {
  parameters = trimmed(parameters);
  if (parameters.empty()) return 1000;
  if (parameters.size() < 2 || (parameters[0] != 'q' && parameters[0] != 'Q') || parameters[1] != '=') return 0;
  return quality(parameters.substr(2)).value_or(0);
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<int> gzip, identity, any;
  each_element(accept_encoding, [&](std::string_view element) {
    const std::size_t semicolon = std::min(element.find(';'), element.size());
    const std::string coding = lower_case(trimmed(element.substr(0, semicolon)));
    const int q = quality_of(semicolon < element.size() ? element.substr(semicolon + 1) : "");
    if (coding == "gzip" || coding == "x-gzip") gzip = std::max(gzip.value_or(0), q);
    if (coding == "identity") identity = q;
    if (coding == "*") any = q;
  });
  const int wanted = gzip.value_or(any.value_or(0));
  return wanted > 0 && wanted >= identity.value_or(0);
}

bool worth_compressing(std::string_view content_type, std::size_t bytes) {
  constexpr std::array<std::string_view, 10> compressible = {"application/json", "application/problem+json",
                                                            "application/manifest+json", "application/xml", "application/atom+xml", "application/feed+json",
                                                             "application/opensearchdescription+xml", "application/x-suggestions+json",
                                                             "application/vnd.citationstyles.csl+json",
                                                            "image/svg+xml"};
  if (bytes <= kWorthwhile) return false;
  const std::string_view essence = trimmed(content_type.substr(0, content_type.find(';')));
  if (essence.starts_with("text/")) return true;
  return std::find(compressible.begin(), compressible.end(), essence) != compressible.end();
}

struct Compressor::Stream {
  explicit Stream(int level) {
    if (deflateInit2(&zlib, level, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { deflateEnd(&zlib); }

  z_stream zlib{};
};

Compressor::Compressor(int level) : level_(level) {}
Compressor::~Compressor() = default;

std::unique_ptr<Compressor::Stream> Compressor::take() const {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return nullptr;
  auto stream = std::move(idle_.back());
  idle_.pop_back();
  return stream;
}

std::string Compressor::gzipped(std::string_view text) const {
  auto stream = take();
  if (stream == nullptr) stream = std::make_unique<Stream>(level_);
  z_stream& zlib = stream->zlib;
  std::string result(deflateBound(&zlib, text.size()), '\0');
  zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib only reads it
  zlib.avail_in = static_cast<uInt>(text.size());
  zlib.next_out = reinterpret_cast<Bytef*>(result.data());
  zlib.avail_out = static_cast<uInt>(result.size());
  const int outcome = deflate(&zlib, Z_FINISH);
  result.resize(zlib.total_out);
  if (outcome != Z_STREAM_END || deflateReset(&zlib) != Z_OK) throw std::bad_alloc();
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(stream));
  return result;
}

}  // namespace dateline
