// A temporary file of prepared articles: they wait there until their order by date is known.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/archive/prepare.h"

namespace dateline {

// Appending is for one thread; reading for any number, once everything was appended and flushed.
class Spool {
 public:
  // Creates the file and unlinks it: it goes with the process. Throws std::system_error.
  explicit Spool(const std::string& path);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  // Where the article was put: bytes from the beginning.
  std::uint64_t append(const PreparedArticle& article);
  void flush();
  // Reads back words, keywords, lang, signature and record; id and row are not kept here.
  PreparedArticle read(std::uint64_t offset) const;
  // The words alone; `words` is overwritten.
  void read_words(std::uint64_t offset, WordSequence& words) const;

 private:
  std::string bytes(std::uint64_t offset) const;

  std::string path_;
  int file_ = -1;
  std::uint64_t size_ = 0;
  std::string buffer_;
};

}  // namespace dateline
