#include "indexer/archive/segment.h"

#include <fcntl.h>
#include <unistd.h>

namespace dateline {

Segment::Segment(const std::string& folder)
    : words_file_(folder + "/" + kWordsFile),
      vocabulary_file_(folder + "/" + kVocabularyFile),
      columns_file_(folder + "/" + kColumnsFile),
      articles_file_(folder + "/" + kArticlesFile),
      vocabulary_(vocabulary_file_),
      columns_(columns_file_),
      articles_(articles_file_),
      words_(words_file_.bytes("words")),
      words_first_(words_file_.array<std::uint64_t>("words.first")) {
  if (words_first_.size() != columns_.size() + 1u || words_first_.back() != words_.size() || articles_.size() != columns_.size())
    throw ArchiveCorrupt(folder + ": its files do not hold the same number of articles");
  const std::string postings = folder + "/" + kPostingsFile;
  postings_ = ::open(postings.c_str(), O_RDONLY | O_CLOEXEC);
  if (postings_ < 0) throw ArchiveCorrupt(postings + ": cannot be opened");
}

Segment::~Segment() {
  if (postings_ >= 0) ::close(postings_);
}

std::string_view Segment::encoded_words(std::uint32_t article) const {
  const std::uint64_t begin = words_first_[article], end = words_first_[article + 1];
  if (begin > end || end > words_.size()) throw ArchiveCorrupt("an article's words lie outside their file");
  return words_.substr(begin, end - begin);
}

void Segment::words(std::uint32_t article, WordSequence& words) const { decode_words(encoded_words(article), words); }

std::string Segment::postings_path() const { return "/proc/self/fd/" + std::to_string(postings_); }

void Segment::verify() const {
  for (const SectionFile* file : {&words_file_, &vocabulary_file_, &columns_file_, &articles_file_}) file->verify();
}

}  // namespace dateline
