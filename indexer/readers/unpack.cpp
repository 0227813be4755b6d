#include "indexer/readers/unpack.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>
#include <limits>

namespace dateline {
namespace {

constexpr std::string_view gzip_magic = "\x1f\x8b\x08";
constexpr std::size_t piece_bytes = 128u << 10;
constexpr std::size_t head_of_member = 4096;  // packed bytes; enough to see what it starts with
constexpr std::uint32_t most_guesses = 10'000;  // places behind faults that look like members
constexpr int gzip_window = 15 + 16, zlib_window = 15, bare_window = -15;
constexpr std::size_t most_at_once = std::numeric_limits<uInt>::max();

Bytef* bytes_of(std::string_view text) { return reinterpret_cast<Bytef*>(const_cast<char*>(text.data())); }

std::string too_large(std::size_t most) { return "unpacks to more than " + std::to_string(most >> 20) + " MiB; unpack it and split it"; }

// One inflate stream, ended with it.
struct Zlib {
  explicit Zlib(int window) { good = inflateInit2(&stream, window) == Z_OK; }
  Zlib(const Zlib&) = delete;
  Zlib& operator=(const Zlib&) = delete;
  ~Zlib() {
    if (good) inflateEnd(&stream);
  }

  // Unpacks from `packed` behind `at`, which moves, into `out`; what zlib says.
  int run(std::string_view packed, std::size_t& at, std::string& out) {
    const std::string_view rest = packed.substr(at, most_at_once);
    stream.next_in = bytes_of(rest);
    stream.avail_in = static_cast<uInt>(rest.size());
    out.resize(piece_bytes);
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = inflate(&stream, Z_NO_FLUSH);
    at += rest.size() - stream.avail_in;
    out.resize(out.size() - stream.avail_out);
    return result;
  }

  z_stream stream{};
  bool good = false;
};

UnpackedBytes unpack_zlib(std::string_view packed, int window, std::size_t most, UnpackBudget& budget) {
  UnpackedBytes out;
  Zlib zlib(window);
  std::string piece;
  for (std::size_t at = 0;;) {
    const int result = zlib.run(packed, at, piece);
    budget.take(piece.size());
    out.bytes += piece;
    if (!budget.exhausted().empty()) out.fault = budget.exhausted();
    else if (out.bytes.size() > most) out.fault = too_large(most);
    else if (result == Z_STREAM_END) return out;
    else if (result != Z_OK || piece.empty()) out.fault = at >= packed.size() ? "breaks off" : "is damaged at byte " + std::to_string(at);
    if (!out.fault.empty()) return out;
  }
}

}  // namespace

struct GzipStream::Inflater : Zlib {
  using Zlib::Zlib;
};

bool starts_as_gzip(std::string_view bytes) { return bytes.starts_with(gzip_magic); }

std::string start_of_gzip(std::string_view packed, std::size_t most) {
  Zlib zlib(gzip_window);
  std::string out;
  std::size_t at = 0;
  if (starts_as_gzip(packed)) zlib.run(packed, at, out);
  out.resize(std::min(out.size(), most));
  return out;
}

GzipStream::GzipStream(std::string_view packed, UnpackBudget& budget) : packed_(packed), budget_(budget) {}
GzipStream::~GzipStream() = default;

std::string_view GzipStream::fail(std::string what) {
  fault_ = std::move(what);
  return {};
}

// False: nothing follows, or nothing that is gzip (fault). Tapes and disks pad files with zeros.
bool GzipStream::open_member() {
  if (inflater_) return true;
  if (at_ > 0) at_ = std::min(packed_.find_first_not_of('\0', at_), packed_.size());
  if (at_ >= packed_.size()) return false;
  if (!starts_as_gzip(packed_.substr(at_))) {
    fault_ = (at_ == 0 ? "is not gzip" : "has something that is not gzip at byte " + std::to_string(at_));
    return false;
  }
  inflater_ = std::make_unique<Inflater>(gzip_window);
  return true;
}

bool GzipStream::resume(std::string_view start) {
  inflater_.reset();
  for (std::size_t found = packed_.find(gzip_magic, at_); found != std::string_view::npos; found = packed_.find(gzip_magic, found + 1)) {
    if (++guesses_ > most_guesses) return false;
    if (start_of_gzip(packed_.substr(found, head_of_member), start.size()) != start) continue;
    at_ = found;
    fault_.clear();
    return true;
  }
  return false;
}

std::string_view GzipStream::next() {
  while (fault_.empty() && open_member()) {
    const int result = inflater_->run(packed_, at_, piece_);
    budget_.take(piece_.size());
    if (!budget_.exhausted().empty()) return fail(std::string(budget_.exhausted()));
    if (result == Z_STREAM_END) inflater_.reset();
    else if (result != Z_OK && result != Z_BUF_ERROR) return fail("is damaged at byte " + std::to_string(at_) + " of the packed file");
    else if (piece_.empty()) return fail("breaks off at byte " + std::to_string(at_) + " of the packed file");
    if (!piece_.empty()) return piece_;
  }
  return {};
}

UnpackedBytes unpack_gzip_member(std::string_view packed, std::size_t most, UnpackBudget& budget) {
  return unpack_zlib(packed, gzip_window, most, budget);
}

UnpackedBytes unpack_deflate(std::string_view packed, std::size_t most, UnpackBudget& budget) {
  UnpackedBytes out = unpack_zlib(packed, zlib_window, most, budget);
  return out.bytes.empty() && !out.fault.empty() ? unpack_zlib(packed, bare_window, most, budget) : out;
}

UnpackedBytes unpack_brotli(std::string_view packed, std::size_t most, UnpackBudget& budget) {
  UnpackedBytes out;
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr),
                                                                                 BrotliDecoderDestroyInstance);
  std::size_t left = packed.size();
  const auto* in = reinterpret_cast<const std::uint8_t*>(packed.data());
  std::string piece(piece_bytes, '\0');
  while (state != nullptr) {
    std::size_t room = piece.size();
    auto* into = reinterpret_cast<std::uint8_t*>(piece.data());
    const BrotliDecoderResult result = BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &into, nullptr);
    const std::size_t got = piece.size() - room;
    budget.take(got);
    out.bytes.append(piece, 0, got);
    if (!budget.exhausted().empty()) out.fault = budget.exhausted();
    else if (out.bytes.size() > most) out.fault = too_large(most);
    else if (result == BROTLI_DECODER_RESULT_ERROR) out.fault = "is damaged at byte " + std::to_string(packed.size() - left);
    else if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) out.fault = "breaks off";
    else if (result == BROTLI_DECODER_RESULT_SUCCESS) return out;
    if (!out.fault.empty()) return out;
  }
  out.fault = "could not be unpacked";
  return out;
}

}  // namespace dateline
