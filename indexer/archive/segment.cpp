#include "indexer/archive/segment.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <system_error>

namespace dateline {

std::vector<std::uint64_t> seal_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> hash(XXH3_createState(), XXH3_freeState);
  XXH3_64bits_reset(hash.get());
  std::vector<char> buffer(1u << 20);
  std::uint64_t size = 0;
  while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0) {
    size += static_cast<std::uint64_t>(file.gcount());
    XXH3_64bits_update(hash.get(), buffer.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (!file.eof()) throw std::system_error(std::make_error_code(std::errc::io_error), path + ": cannot read");
  return {size, XXH3_64bits_digest(hash.get())};
}

Segment::Segment(const std::string& folder)
    : folder_(folder),
      words_file_(folder + "/" + kWordsFile),
      vocabulary_file_(folder + "/" + kVocabularyFile),
      columns_file_(folder + "/" + kColumnsFile),
      articles_file_(folder + "/" + kArticlesFile),
      copies_file_(folder + "/" + kCopiesFile),
      completions_file_(folder + "/" + kCompletionsFile),
      vocabulary_(vocabulary_file_),
      columns_(columns_file_),
      articles_(articles_file_),
      copies_(read_copies(copies_file_, columns_.size())),
      words_(words_file_.bytes("words")),
      words_first_(words_file_.array<std::uint64_t>("words.first")) {
  vocabulary_file_.verify();
  columns_file_.verify();
  let_go();
  if (words_first_.size() != columns_.size() + 1u || words_first_.back() != words_.size() || articles_.size() != columns_.size())
    throw ArchiveCorrupt(folder + ": its files do not hold the same number of articles");
  const std::string postings = folder + "/" + kPostingsFile;
  postings_ = ::open(postings.c_str(), O_RDONLY | O_CLOEXEC);
  if (postings_ < 0) throw ArchiveCorrupt(postings + ": cannot be opened");
}

Segment::~Segment() {
  if (postings_ >= 0) ::close(postings_);
}

CompletionOrders Segment::completions() const {
  completions_file_.verify();
  return {completions_file_, vocabulary_, columns_};
}

std::string_view Segment::encoded_words(std::uint32_t article) const {
  const std::uint64_t begin = words_first_[article], end = words_first_[article + 1];
  if (begin > end || end > words_.size()) throw ArchiveCorrupt("an article's words lie outside their file");
  return words_.substr(begin, end - begin);
}

void Segment::words(std::uint32_t article, WordSequence& words) const { decode_words(encoded_words(article), words); }

std::string Segment::postings_path() const { return "/proc/self/fd/" + std::to_string(postings_); }

void Segment::let_go() const {
  for (const SectionFile* file : {&words_file_, &vocabulary_file_, &columns_file_, &articles_file_, &copies_file_, &completions_file_}) file->let_go();
}

void Segment::verify() const {
  for (const SectionFile* file : {&words_file_, &vocabulary_file_, &columns_file_, &articles_file_, &copies_file_, &completions_file_}) file->verify();
  const auto written = vocabulary_file_.array<std::uint64_t>(kPostingsSeal);
  if (!std::ranges::equal(seal_of(postings_path()), written)) throw ArchiveCorrupt(folder_ + "/" + kPostingsFile + ": does not have the bytes that were written");
}

}  // namespace dateline
