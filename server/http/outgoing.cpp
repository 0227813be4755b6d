#include "server/http/outgoing.h"

#include <array>
#include <charconv>

namespace dateline {
namespace {

constexpr int kHexadecimal = 16;

void append_chunk(std::string& out, const std::string& piece) {
  if (piece.empty()) return;  // a chunk of no bytes would be the end
  std::array<char, 20> size;
  const char* end = std::to_chars(size.data(), size.data() + size.size(), piece.size(), kHexadecimal).ptr;
  out.append(size.data(), static_cast<std::size_t>(end - size.data())).append("\r\n").append(piece).append("\r\n");
}

}  // namespace

bool add_piece(OutgoingBody& body, std::string& out) {
  std::string piece;
  const bool more = body.stream.next(piece);
  if (body.chunked) append_chunk(out, piece);
  else out += piece;
  if (!more && body.chunked) out += "0\r\n\r\n";
  return more;
}

}  // namespace dateline
