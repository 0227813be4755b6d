#include "indexer/archive/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "indexer/archive/bytes.h"

namespace dateline {
namespace {

constexpr std::size_t kBuffer = 1u << 20;

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw std::system_error(errno, std::generic_category(), path + ": cannot " + what);
}

void encode(const PreparedArticle& article, std::string& out) {
  put_varint(out, article.words.units());
  for (const std::uint32_t end : article.words.unit_ends) put_varint(out, end);
  out.append(reinterpret_cast<const char*>(article.words.codes.data()), article.words.codes.size() * sizeof(std::uint32_t));
  put_text(out, article.lang);
  out += static_cast<char>(article.title_derived);
  for (const auto& values : article.keywords) {
    put_varint(out, values.size());
    for (const std::string& value : values) put_text(out, value);
  }
  out.append(reinterpret_cast<const char*>(&article.signature), sizeof article.signature);
  put_text(out, article.record.card);
  put_text(out, article.record.rest);
}

void decode_words(ByteReader& in, WordSequence& words) {
  words.unit_ends.clear();
  for (std::uint64_t left = in.varint(); left > 0; --left) words.unit_ends.push_back(static_cast<std::uint32_t>(in.varint()));
  words.codes.resize(words.unit_ends.empty() ? 0 : words.unit_ends.back());
  const std::string_view codes = in.take(words.codes.size() * sizeof(std::uint32_t));
  if (!codes.empty()) std::memcpy(words.codes.data(), codes.data(), codes.size());
}

PreparedArticle decode(std::string_view bytes) {
  PreparedArticle out;
  ByteReader in(bytes);
  decode_words(in, out.words);
  out.lang = in.text();
  out.title_derived = in.take(1)[0] != 0;
  for (auto& values : out.keywords)
    for (std::uint64_t left = in.varint(); left > 0; --left) values.emplace_back(in.text());
  std::memcpy(&out.signature, in.take(sizeof out.signature).data(), sizeof out.signature);
  out.record.card = in.text();
  out.record.rest = in.text();
  return out;
}

}  // namespace

Spool::Spool(const std::string& path) : path_(path) {
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file_ < 0) fail(path, "create");
  ::unlink(path.c_str());
}

Spool::~Spool() { ::close(file_); }

std::uint64_t Spool::append(const PreparedArticle& article) {
  const std::uint64_t offset = size_;
  const std::size_t begin = buffer_.size();
  put_fixed<std::uint64_t>(buffer_, 0);
  encode(article, buffer_);
  const std::uint64_t bytes = buffer_.size() - begin - sizeof(std::uint64_t);
  std::memcpy(buffer_.data() + begin, &bytes, sizeof bytes);
  size_ = offset + sizeof bytes + bytes;
  if (buffer_.size() >= kBuffer) flush();
  return offset;
}

void Spool::flush() {
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t done = ::write(file_, left.data(), left.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) fail(path_, "write");
    left.remove_prefix(static_cast<std::size_t>(done));
  }
  buffer_.clear();
}

std::string Spool::bytes(std::uint64_t offset) const {
  const auto take = [&](std::uint64_t at, void* out, std::size_t size) {
    for (std::size_t got = 0; got < size;) {
      const ssize_t more = ::pread(file_, static_cast<char*>(out) + got, size - got, static_cast<off_t>(at + got));
      if (more < 0 && errno == EINTR) continue;
      if (more <= 0) fail(path_, "read");
      got += static_cast<std::size_t>(more);
    }
  };
  std::uint64_t size = 0;
  take(offset, &size, sizeof size);
  std::string bytes(size, '\0');
  take(offset + sizeof size, bytes.data(), size);
  return bytes;
}

PreparedArticle Spool::read(std::uint64_t offset) const { return decode(bytes(offset)); }

void Spool::read_words(std::uint64_t offset, WordSequence& words) const {
  const std::string all = bytes(offset);
  ByteReader in(all);
  decode_words(in, words);
}

}  // namespace dateline
