// server/http/request_head.h, request_reader.h, target.h: what is read, what is refused, in whatever portions it comes.
#include "server/http/request_head.h"

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

#include "server/http/request_reader.h"
#include "server/http/target.h"

using namespace dateline;

namespace {

RequestHead accepted(const std::string& lines) {
  const HttpLimits limits;
  auto read = read_request_head(lines + "\r\n", limits);
  REQUIRE_MESSAGE(std::holds_alternative<RequestHead>(read), lines);
  return std::get<RequestHead>(read);
}

// The fault, or nothing when the head is accepted.
std::optional<Fault> fault_of(const std::string& lines) {
  const HttpLimits limits;
  const auto read = read_request_head(lines + "\r\n", limits);
  const auto* fault = std::get_if<Fault>(&read);
  return fault == nullptr ? std::nullopt : std::optional(*fault);
}

std::string with(const std::string& line) { return "POST / HTTP/1.1\r\nHost: t\r\n" + line + "\r\n"; }

// What one connection says, one line a request or a fault, when its bytes come in portions of the size.
std::string conversation(const std::string& bytes, std::size_t portion) {
  using State = RequestReader::State;
  const HttpLimits limits;
  RequestReader reader(limits);
  std::string out;
  for (std::size_t at = 0; at < bytes.size() && reader.state() != State::refused; at += portion) {
    reader.append(std::string_view(bytes).substr(at, portion));
    while (reader.advance() == State::whole) {
      const WholeRequest request = reader.take();
      out += request.call.method + " " + request.call.path + " [" + request.call.body + "]\n";
    }
  }
  if (reader.state() == State::refused) out += std::string(row_of(reader.fault()).detail) + "\n";
  if (reader.state() == State::head || reader.state() == State::body) out += "unfinished\n";
  return out;
}

}  // namespace

TEST_CASE("a head is split into what a handler needs") {
  const RequestHead head = accepted("GET /caf%C3%A9/a%2Fb?q=%zz?&x HTTP/1.1\r\nHost: News.example:80\r\nX-Long:  a  b \t\r\nX-Empty:\r\n");
  CHECK(head.method == "GET");
  CHECK(head.target == "/caf%C3%A9/a%2Fb?q=%zz?&x");
  CHECK(head.path == "/caf\xC3\xA9/a/b");
  CHECK(head.raw_query == "q=%zz?&x");
  CHECK(head.headers == Pairs{{"host", "News.example:80"}, {"x-long", "a  b"}, {"x-empty", ""}});
  CHECK(head.keep_alive);
  CHECK_FALSE(head.http10);
}

TEST_CASE("an absolute target decides the host, as RFC 9112 3.2.2 asks") {
  CHECK(accepted("GET HTTP://paper.example/x HTTP/1.1\r\nHost: other\r\n").headers == Pairs{{"host", "paper.example"}});
  CHECK(accepted("GET http://paper.example?x HTTP/1.0\r\n").headers == Pairs{{"host", "paper.example"}});
  CHECK(fault_of("GET http:///x HTTP/1.1\r\nHost: t\r\n") == Fault::target);
  CHECK(fault_of("GET http://me@paper.example/x HTTP/1.1\r\nHost: t\r\n") == Fault::target);
}

TEST_CASE("the end of a request is never guessed") {
  struct Row {
    const char* line;
    std::optional<Fault> fault;
  };
  const Row rows[] = {
      {"Content-Length: 0", {}},
      {"Content-Length: 1048576", {}},
      {"Content-Length: 1048577", Fault::body_too_large},
      {"Content-Length: 00000000000000000000000000000000000001", {}},
      {"Content-Length: 18446744073709551616", Fault::body_too_large},
      {"Content-Length: 0x10", Fault::content_length},
      {"Content-Length: 1 1", Fault::content_length},
      {"Content-Length: 1,1", Fault::content_length},
      {"Content-Length: 1\r\ncontent-length: 1", Fault::content_length},
      {"Transfer-Encoding: Chunked", {}},
      {"Transfer-Encoding: chunked, chunked", Fault::transfer_coding},
      {"Transfer-Encoding: identity", Fault::transfer_coding},
      {"Transfer-Encoding:", Fault::transfer_coding},
      {"Transfer-Encoding: x\r\nContent-Length: x", Fault::two_lengths},
      {"Content-Encoding: identity", Fault::content_encoding},
  };
  for (const Row& row : rows) {
    CAPTURE(row.line);
    CHECK(fault_of(with(row.line)) == row.fault);
  }
}

TEST_CASE("only a name, a colon and a value on one line are a header line") {
  for (const char* line : {"X : a", " X: a", "\tX: a", "X", "X\t: a", ": a", "X Y: a", "X(Y): a", "X\xC3\xA9: a", "\"X\": a"}) {
    CAPTURE(line);
    CHECK(fault_of(with(line)) == Fault::field);
  }
  CHECK(accepted(with("!#$%&'*+-.^_`|~aZ09: a:b")).headers.back() == std::pair<std::string, std::string>("!#$%&'*+-.^_`|~az09", "a:b"));
}

TEST_CASE("the client's wish for the connection is read from every Connection line") {
  CHECK_FALSE(accepted(with("Connection: a, CLOSE")).keep_alive);
  CHECK_FALSE(accepted(with("Connection: close\r\nConnection: keep-alive")).keep_alive);
  CHECK(accepted(with("Connection: closed, upgrade,,")).keep_alive);
  CHECK_FALSE(accepted("GET / HTTP/1.0\r\n").keep_alive);
  CHECK(accepted("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n").keep_alive);
}

TEST_CASE("a host is a name or an address, with or without a port") {
  for (const char* host : {"a", "a.b-c_d", "192.0.2.1:80", "[::1]", "[2001:db8::1]:65535", "a:"}) {
    CAPTURE(host);
    CHECK(is_authority(host));
  }
  for (const char* host : {"", ":80", "a b", "a/b", "a?b", "a@b", "a,b", "a:b", "a:123456", "[::1", "[]", "[::g]", "::1", "a\\b", "a%41"}) {
    CAPTURE(host);
    CHECK_FALSE(is_authority(host));
  }
}

TEST_CASE("a path is clean UTF-8") {
  for (const char* text : {"", "a/b", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x97\x9E", "\xF4\x8F\xBF\xBF"}) {
    CAPTURE(text);
    CHECK(is_clean_utf8(text));
  }
  for (const char* text : {"\x01", "a\nb", "\x7F", "\xC2\x80", "\xC2\x9F", "\x80", "\xC3", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80",
                           "\xE2\x82", "\xE2\x82z", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    CAPTURE(text);
    CHECK_FALSE(is_clean_utf8(text));
  }
}

TEST_CASE("bytes say the same in whatever portions they come") {
  const std::string get = "GET /a HTTP/1.1\r\nHost: t\r\n\r\n";
  const std::string chunks = "POST /c HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0002\r\nde\r\n0\r\nT: r\r\n\r\n";
  const std::string length = "POST /l HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\n\r\nGET ";
  struct Row {
    std::string bytes;
    const char* said;
  };
  const Row rows[] = {
      {get + get, "GET /a []\nGET /a []\n"},
      {length + chunks + "\r\n" + get, "POST /l [GET ]\nPOST /c [abcde]\nGET /a []\n"},
      {chunks + length.substr(0, length.size() - 1), "POST /c [abcde]\nunfinished\n"},
      {get + "GET /a HT", "GET /a []\nunfinished\n"},
      {get + "\r\n\r\n", "GET /a []\nThe first line is not a method, a target and HTTP/1.1, with one space between them.\n"},
      {get + "GET /\r\nX", "GET /a []\nThe first line is not a method, a target and HTTP/1.1, with one space between them.\n"},
      {get + "GET / HTTP/1.1\r\nHost: t\r\n\rX", "GET /a []\nA header line does not end in CR LF.\n"},
      {get + "GET / HTTP/1.1\nHost: t\n\n", "GET /a []\nA header line does not end in CR LF.\n"},
      {chunks.substr(0, chunks.size() - 12) + "x\r\n", "The chunked body is malformed.\n"},
  };
  for (const Row& row : rows)
    for (std::size_t portion = 1; portion <= row.bytes.size(); ++portion) {
      CAPTURE(row.bytes);
      CAPTURE(portion);
      CHECK(conversation(row.bytes, portion) == row.said);
    }
}

TEST_CASE("the reader holds no more than the limits allow") {
  HttpLimits limits;
  limits.header_bytes = 200;
  limits.target_bytes = 50;
  limits.body_bytes = 10;
  const auto fault_after = [&](const std::string& bytes) {
    RequestReader reader(limits);
    reader.append(bytes);
    REQUIRE(reader.advance() == RequestReader::State::refused);
    CHECK(reader.held() < 100);
    return reader.fault();
  };
  CHECK(fault_after("GET /" + std::string(100, 'a')) == Fault::target_too_long);
  CHECK(fault_after("GET / HTTP/1.1\r\nHost: t\r\nX: " + std::string(200, 'a')) == Fault::headers_too_large);
  CHECK(fault_after("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n3\r\n") == Fault::body_too_large);
}

TEST_CASE("of a request that is refused is known for whom the words are") {
  const HttpLimits limits;
  struct Row {
    std::string bytes;
    const char* path;
    const char* accept;
    const char* why;
  };
  const std::string wishes = "Host: t\r\nACCEPT: text/html\r\nCookie: secret\r\nAccept-Language: de\r\n", much(limits.target_bytes + 100, 'a');
  const Row rows[] = {
      {"GET /search?q=" + much + " HTTP/1.1\r\n" + wishes + "\r\n", "/search", "text/html", "a long address"},
      {"GET /search?q=" + much, "/search", "", "of which the end has not come"},
      {"GET /a%20b?q=" + much, "", "", "a path that would have to be decoded"},
      {"GET /" + much + " HTTP/1.1\r\nAcc", much.c_str(), "", "a long path, and half a line"},
      {"GET / HTTP/1.1\r\n" + wishes + "X: \x01\r\n\r\nAccept: */*\r\n", "/", "text/html", "what is behind the head is none of it"},
      {"POST /search HTTP/1.1\r\n" + wishes + "Content-Length: 99999999\r\n\r\n", "/search", "text/html", "a large body"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    RequestReader reader(limits);
    reader.append(row.bytes);
    REQUIRE(reader.advance() == RequestReader::State::refused);
    const Call known = reader.known();
    CHECK(known.path == (row.path == much ? "/" + much : row.path));
    CHECK(known.header("accept") == row.accept);
    CHECK(known.header("cookie").empty());
  }
  RequestReader slow(limits);
  slow.append("GET /search HTTP/1.1\r\nAccept: text/html\r\nHo");
  slow.advance();
  CHECK(slow.known().path == "/search");
  CHECK(slow.known().header("accept") == "text/html");
}

TEST_CASE("a client is asked for its body once, and only when it waits") {
  const HttpLimits limits;
  const std::string head = "POST / HTTP/1.1\r\nHost: t\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n";
  RequestReader reader(limits);
  reader.append(head);
  CHECK(reader.advance() == RequestReader::State::body);
  CHECK(reader.take_continue());
  CHECK_FALSE(reader.take_continue());
  RequestReader eager(limits);
  eager.append(head + "a");
  CHECK(eager.advance() == RequestReader::State::body);
  CHECK_FALSE(eager.take_continue());
}
