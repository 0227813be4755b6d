// What the tests of containers share: packing, and a sink that keeps everything.
#pragma once

#include <doctest/doctest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/readers/reader.h"

namespace dateline {

struct Boxed : ArticleSink {
  std::vector<Article> articles;
  std::vector<BadArticle> bad, skipped;
  void article(Article&& article) override { articles.push_back(std::move(article)); }
  void skip(BadArticle&& what) override { skipped.push_back(std::move(what)); }
  void reject(BadArticle&& rejected) override { bad.push_back(std::move(rejected)); }
};

// Reads the bytes in the format that they are found to be in; fails the test where they are in none.
inline Boxed read_box(const std::string& path, std::string_view bytes, const ReadOptions& options = {}) {
  Boxed sink;
  const Input input = {path, bytes};
  const Format* format = format_of(input);
  REQUIRE(format != nullptr);
  format->read(input, options, sink);
  return sink;
}

inline std::string format_found(const std::string& path, std::string_view bytes) {
  const Format* format = format_of({path, bytes});
  return format == nullptr ? "" : std::string(format->name);
}

inline std::string zlib_packed(std::string_view text, int window) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, window, 9, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string packed(std::string_view text) { return zlib_packed(text, 31); }
inline std::string deflated(std::string_view text) { return zlib_packed(text, -15); }

// As an HTTP body in chunks of seven bytes.
inline std::string in_chunks(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += 7) {
    const std::string_view chunk = text.substr(at, 7);
    out += "00" + std::string(1, static_cast<char>('0' + chunk.size())) + "\r\n" + std::string(chunk) + "\r\n";
  }
  return out + "0\r\n\r\n";
}

inline std::string bytes_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace dateline
