// The stored article: what answers show. Written and read by the functions side by side here; layout in docs/archive-format.md.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/article.h"
#include "indexer/archive/section_file.h"

namespace dateline {

// The two parts of an article's record before compression: what lists of hits need, and the rest (body, ledger).
struct ArticleRecord {
  std::string card;
  std::string rest;
};

ArticleRecord encode_article(const Article& article);

// The inverse. An empty `rest` gives an article without body and ledger. Throws ArchiveCorrupt when broken.
Article decode_article(std::string_view card, std::string_view rest);

// XXH3 of the record without the line it came from: equal for articles that would be stored alike.
std::uint64_t content_hash(const Article& article, const ArticleRecord& record);

// Trains a zstd dictionary on sample records; empty when there are too few to gain by it.
std::string train_dictionary(const std::vector<std::string>& samples);

// Compresses records. One a thread.
class RecordCompressor {
 public:
  explicit RecordCompressor(std::string_view dictionary);
  ~RecordCompressor();
  RecordCompressor(const RecordCompressor&) = delete;
  RecordCompressor& operator=(const RecordCompressor&) = delete;
  // varint size of the card's frame, the card's frame, the rest's frame.
  std::string compress(const ArticleRecord& record);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Reads records from a mapped section file ("dictionary", "records", "records.first"), which must outlive it. Any number of threads.
class ArticleStore {
 public:
  explicit ArticleStore(const SectionFile& file);
  ~ArticleStore();
  ArticleStore(ArticleStore&&) noexcept;

  std::size_t size() const { return first_.size() - 1; }
  // The article without body and ledger. Throws ArchiveCorrupt when broken.
  Article card(std::uint32_t article) const;
  Article whole(std::uint32_t article) const;

 private:
  struct Decoder;
  Article read(std::uint32_t article, bool with_rest) const;
  std::string_view records_;
  std::span<const std::uint64_t> first_;
  std::unique_ptr<Decoder> decoder_;
};

}  // namespace dateline
