#include "server/http/limits.h"

#include <array>

namespace dateline {
namespace {

using L = HttpLimits;

constexpr std::array kRows = {
    HttpLimitRow{"threads", &L::threads, nullptr, "threads",
                 "Workers that answer requests; 0 means two a processor and at least four."},
    HttpLimitRow{"queue", &L::queue, nullptr, "requests", "Whole requests that wait for a worker; one more gets 503."},
    HttpLimitRow{"streams", &L::streams, nullptr, "answers", "Tables that are being made while they are sent, at once; one more gets 503."},
    HttpLimitRow{"connections", &L::connections, nullptr, "connections",
                 "Open at once, less where the process may open fewer files; the longest idle makes room, else 503."},
    HttpLimitRow{"connections_per_address", &L::connections_per_address, nullptr, "connections",
                 "Open at once from one address; 0 means no limit, as behind a proxy."},
    HttpLimitRow{"target_bytes", &L::target_bytes, nullptr, "bytes", "Path and query as sent; more gets 414."},
    HttpLimitRow{"header_bytes", &L::header_bytes, nullptr, "bytes",
                 "Request line and header lines together; more gets 431."},
    HttpLimitRow{"header_count", &L::header_count, nullptr, "lines", "Header lines, and trailer lines; more gets 431."},
    HttpLimitRow{"body_bytes", &L::body_bytes, nullptr, "bytes", "Request body, announced or chunked; more gets 413."},
    HttpLimitRow{"chunk_extension_bytes", &L::chunk_extension_bytes, nullptr, "bytes",
                 "Chunk extensions of one request, which nobody needs; more gets 400."},
    HttpLimitRow{"buffered_bytes", &L::buffered_bytes, nullptr, "bytes",
                 "Unfinished requests and unsent answers of all connections; a request beyond gets 503."},
    HttpLimitRow{"header_time", nullptr, &L::header_time, "ms",
                 "From the first byte of a request to the end of its headers; then 408."},
    HttpLimitRow{"body_time", nullptr, &L::body_time, "ms", "From the end of the headers to the end of the body; then 408."},
    HttpLimitRow{"request_time", nullptr, &L::request_time, "ms",
                 "From the whole request to the start of the work on it; one that waited longer, or would, gets 503."},
    HttpLimitRow{"write_time", nullptr, &L::write_time, "ms",
                 "For a client to take the whole answer; then the connection is closed."},
    HttpLimitRow{"stream_time", nullptr, &L::stream_time, "ms",
                 "For a client to take an answer made while it is sent, each piece within write_time; then it is closed."},
    HttpLimitRow{"idle_time", nullptr, &L::idle_time, "ms",
                 "A connection without a request; then it is closed without a word."},
    HttpLimitRow{"linger_time", nullptr, &L::linger_time, "ms",
                 "After the last answer the client may close first, so that it reads that answer."},
    HttpLimitRow{"stop_time", nullptr, &L::stop_time, "ms", "For requests in flight when the server is told to stop."},
};

}  // namespace

std::span<const HttpLimitRow> http_limit_rows() { return kRows; }

}  // namespace dateline
