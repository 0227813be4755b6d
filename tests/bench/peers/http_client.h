// The least of HTTP that a measurement needs: GET over 127.0.0.1, and where an answer ends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

// What has come of an answer so far.
struct AnswerView {
  int status = 0;
  std::string_view head;  // with the empty line
  std::string_view body;  // as sent: chunks are not joined
  std::size_t size = 0;  // bytes of head and body together
  bool closes = false;  // the server will close the connection behind it
};

// The answer at the beginning of `bytes` when it is there whole; nullopt while more is needed. `ended`: nothing more will come. Throws
// std::runtime_error for what is no HTTP answer.
std::optional<AnswerView> whole_answer(std::string_view bytes, bool ended);

std::string request_for(std::string_view target);

// A socket connected to 127.0.0.1, without delay; -1 when nobody listens.
int connect_to(std::uint16_t port);

// One connection that is kept as long as the server keeps it, and made again when it was closed. For one thread.
class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port) : port_(port) {}
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // The views are valid until the next call. Throws std::runtime_error when no whole answer comes.
  AnswerView get(std::string_view target);

 private:
  void connect();
  void close();
  std::optional<AnswerView> try_get(std::string_view request);

  std::uint16_t port_;
  int socket_ = -1;
  std::string bytes_;
};

// Percent-encoded for the query of a URL.
std::string url_encoded(std::string_view text);

}  // namespace dateline
