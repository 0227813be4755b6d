#include "tests/bench/peers/http_client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace dateline {
namespace {

// The value of a header line, or nothing.
std::string_view header(std::string_view head, std::string_view name) {
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos && at + 2 < head.size();
       at = head.find("\r\n", at + 2)) {
    const std::string_view line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    if (line.size() <= name.size() || line[name.size()] != ':' ||
        ::strncasecmp(line.data(), name.data(), name.size()) != 0)
      continue;
    const std::size_t value = line.find_first_not_of(" \t", name.size() + 1);
    return value == std::string_view::npos ? std::string_view() : line.substr(value);
  }
  return {};
}

// Bytes of a body in chunks, its last chunk with it; nullopt while it is not whole.
std::optional<std::size_t> chunked_size(std::string_view body) {
  for (std::size_t at = 0;;) {
    const std::size_t end = body.find("\r\n", at);
    if (end == std::string_view::npos) return std::nullopt;
    const std::size_t size = std::strtoul(std::string(body.substr(at, end - at)).c_str(), nullptr, 16);
    at = end + 2 + size + 2;
    if (at > body.size()) return std::nullopt;
    if (size == 0) return at;
  }
}

}  // namespace

std::optional<AnswerView> whole_answer(std::string_view bytes, bool ended) {
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return std::nullopt;
  AnswerView out;
  out.head = bytes.substr(0, end + 4);
  if (!out.head.starts_with("HTTP/1.") || out.head.size() < 12)
    throw std::runtime_error("the server does not speak HTTP");
  out.status = std::atoi(out.head.data() + 9);
  out.closes = header(out.head, "connection") == "close" || out.head.starts_with("HTTP/1.0");
  const std::string_view rest = bytes.substr(out.head.size());
  std::optional<std::size_t> size;
  if (const std::string_view length = header(out.head, "content-length"); !length.empty())
    size = std::strtoul(length.data(), nullptr, 10);
  else if (header(out.head, "transfer-encoding") == "chunked")
    size = chunked_size(rest);
  else if (ended)
    size = rest.size();
  if (!size || *size > rest.size()) return std::nullopt;
  out.body = rest.substr(0, *size);
  out.size = out.head.size() + *size;
  return out;
}

std::string request_for(std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n\r\n";
}

int connect_to(std::uint16_t port) {
  const int out = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int yes = 1;
  ::setsockopt(out, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (::connect(out, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return out;
  ::close(out);
  return -1;
}

HttpClient::~HttpClient() { close(); }

void HttpClient::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

// A server that has only just been started may not listen yet.
void HttpClient::connect() {
  constexpr int kTries = 500;
  constexpr useconds_t kPause = 10'000;
  for (int tries = 0; socket_ < 0 && tries < kTries; ++tries)
    if ((socket_ = connect_to(port_)) < 0) ::usleep(kPause);
  if (socket_ < 0) throw std::runtime_error("nobody listens on port " + std::to_string(port_));
}

std::optional<AnswerView> HttpClient::try_get(std::string_view request) {
  connect();
  bytes_.clear();
  if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
    return std::nullopt;
  char buffer[65536];
  for (;;) {
    const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got > 0) bytes_.append(buffer, static_cast<std::size_t>(got));
    const auto answer = whole_answer(bytes_, got <= 0);
    if (answer && (answer->closes || got <= 0)) close();
    if (answer || got <= 0) return answer;
  }
}

AnswerView HttpClient::get(std::string_view target) {
  const std::string request = request_for(target);
  // A kept connection may have been closed in the meantime; then the request is sent once more over a new one.
  for (int tries = 0; tries < 2; ++tries) {
    if (const auto answer = try_get(request)) return *answer;
    close();
  }
  throw std::runtime_error("no answer to " + std::string(target));
}

std::string url_encoded(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.')
      out += c;
    else
      out += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

}  // namespace dateline
