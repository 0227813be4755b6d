// A server for the tests of the HTTP front alone. Prints its port, serves until SIGTERM, then prints "stopped".
// Arguments: name=value for each limit that is to differ from its default.
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include "server/http/front.h"

namespace {

using dateline::Answer;
using dateline::Call;
using dateline::HttpFront;

std::atomic<HttpFront*> running = nullptr;

void stop_on_signal(int) {
  if (HttpFront* front = running) front->stop();
}

std::size_t number_after(std::string_view query, std::string_view name) {
  const std::size_t at = query.find(name);
  return at == std::string_view::npos ? 0 : std::strtoul(query.data() + at + name.size(), nullptr, 10);
}

// What the handler was given, one line a value.
std::string description(const Call& call) {
  std::string out = "method " + call.method + "\ntarget " + call.target + "\npath " + call.path + "\nquery " + call.raw_query;
  out += "\nremote " + call.remote + "\n";
  for (const auto& [name, value] : call.headers) out.append("header ").append(name).append("=").append(value).append("\n");
  return out + "body " + call.body + "\n";
}

std::string counted(const dateline::HttpCounters& counters) {
  return "{\"accepted\":" + std::to_string(counters.accepted) + ",\"open\":" + std::to_string(counters.open) +
         ",\"turned_away\":" + std::to_string(counters.turned_away) + ",\"made_room\":" + std::to_string(counters.made_room) +
         ",\"requests\":" + std::to_string(counters.requests) + ",\"refused\":" + std::to_string(counters.refused) +
         ",\"overloaded\":" + std::to_string(counters.overloaded) + ",\"too_slow\":" + std::to_string(counters.too_slow) + ",\"abandoned\":" + std::to_string(counters.abandoned) +
         ",\"buffered\":" + std::to_string(counters.buffered) + "}\n";
}

// "pieces=N&bytes=M": so many pieces of so many letters each, all letters of a piece the same. "fail=N": throws instead of the Nth.
dateline::BodyStream stream_of(std::string_view query) {
  const std::size_t pieces = number_after(query, "pieces="), bytes = number_after(query, "bytes="), fail = number_after(query, "fail=");
  auto done = std::make_shared<std::size_t>(0);
  return {[=](std::string& piece) {
            if (*done == pieces) return false;
            if (++*done == fail) throw std::runtime_error("the source of a stream may fail");
            piece.append(bytes, static_cast<char>('a' + (*done - 1) % 26));
            return *done < pieces;
          },
          1024};
}

Answer answer(const Call& call) {
  Answer out;
  out.content_type = "text/plain; charset=utf-8";
  if (call.path == "/slow") {
    std::this_thread::sleep_for(std::chrono::milliseconds(number_after(call.raw_query, "ms=")));
    out.body = "slept\n";
  } else if (call.path == "/large") {
    out.body.assign(number_after(call.raw_query, "bytes="), 'x');
  } else if (call.path == "/stream") {
    out.stream = stream_of(call.raw_query);
  } else if (call.path == "/counters") {
    out.body = counted(running.load()->counters());
  } else if (call.path == "/split") {
    out.headers = {{"X-Split", "a\r\nX-Evil: 1"}, {"Content-Length", "1"}, {"X-Kept", "yes"}};
    out.body = "whole\n";
  } else if (call.path == "/throw") {
    throw std::runtime_error("a handler must not throw");
  } else if (call.path == "/nothing") {
    out.status = 204;
  } else {
    out.body = description(call);
  }
  return out;
}

void set_limit(dateline::HttpLimits& limits, std::string_view argument) {
  const std::size_t equals = argument.find('=');
  if (equals == std::string_view::npos) throw std::runtime_error("expected name=value, not " + std::string(argument));
  for (const auto& row : dateline::http_limit_rows()) {
    if (row.name != argument.substr(0, equals)) continue;
    const std::size_t value = std::stoul(std::string(argument.substr(equals + 1)));
    if (row.count != nullptr)
      limits.*row.count = value;
    else
      limits.*row.time = std::chrono::milliseconds(value);
    return;
  }
  throw std::runtime_error("no limit is called " + std::string(argument.substr(0, equals)));
}

}  // namespace

int main(int argc, char** argv) try {
  dateline::HttpLimits limits;
  std::string host = "127.0.0.1";
  int port = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with("host="))
      host = argument.substr(5);
    else if (argument.starts_with("port="))
      port = std::stoi(std::string(argument.substr(5)));
    else
      set_limit(limits, argument);
  }
  HttpFront front(limits, answer);
  port = front.bind(host, port);
  running = &front;
  std::signal(SIGTERM, stop_on_signal);
  std::cout << port << std::endl;
  front.run();
  running = nullptr;
  std::cout << "stopped" << std::endl;
  return 0;
} catch (const std::exception& error) {
  std::cerr << "front_echo: " << error.what() << "\n";
  return 1;
}
