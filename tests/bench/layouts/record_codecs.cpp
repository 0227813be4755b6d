#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "indexer/archive/stored_article.h"
#include "tests/bench/layouts/subjects.h"

namespace dateline {
namespace {

constexpr std::size_t kMeasured = 2000;  // articles; the slowest level writes 2 MB a second

// One way to compress records one by one.
class Codec {
 public:
  virtual ~Codec() = default;
  virtual std::string pack(const std::string& record) = 0;
  virtual void unpack(const std::string& packed, std::string& record) = 0;  // `record` has the right size
};

class Zlib : public Codec {
 public:
  std::string pack(const std::string& record) override {
    uLongf size = compressBound(record.size());
    std::string out(size, '\0');
    compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(record.data()), record.size(), Z_DEFAULT_COMPRESSION);
    out.resize(size);
    return out;
  }
  void unpack(const std::string& packed, std::string& record) override {
    uLongf size = record.size();
    uncompress(reinterpret_cast<Bytef*>(record.data()), &size, reinterpret_cast<const Bytef*>(packed.data()), packed.size());
  }
};

class Zstd : public Codec {
 public:
  Zstd(int level, const std::string& dictionary) {
    ZSTD_CCtx_setParameter(pack_.get(), ZSTD_c_compressionLevel, level);
    if (dictionary.empty()) return;
    pack_dictionary_.reset(ZSTD_createCDict(dictionary.data(), dictionary.size(), level));
    unpack_dictionary_.reset(ZSTD_createDDict(dictionary.data(), dictionary.size()));
    ZSTD_CCtx_refCDict(pack_.get(), pack_dictionary_.get());
    ZSTD_DCtx_refDDict(unpack_.get(), unpack_dictionary_.get());
  }
  std::string pack(const std::string& record) override {
    std::string out(ZSTD_compressBound(record.size()), '\0');
    out.resize(ZSTD_compress2(pack_.get(), out.data(), out.size(), record.data(), record.size()));
    return out;
  }
  void unpack(const std::string& packed, std::string& record) override {
    const std::size_t size = ZSTD_decompressDCtx(unpack_.get(), record.data(), record.size(), packed.data(), packed.size());
    if (size != record.size()) throw std::runtime_error("a record does not come back");
  }

 private:
  std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> pack_{ZSTD_createCCtx(), ZSTD_freeCCtx};
  std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> unpack_{ZSTD_createDCtx(), ZSTD_freeDCtx};
  std::unique_ptr<ZSTD_CDict, std::size_t (*)(ZSTD_CDict*)> pack_dictionary_{nullptr, ZSTD_freeCDict};
  std::unique_ptr<ZSTD_DDict, std::size_t (*)(ZSTD_DDict*)> unpack_dictionary_{nullptr, ZSTD_freeDDict};
};

Cells measure(const std::string& name, Codec& codec, const std::vector<std::string>& records) {
  std::size_t text = 0, size = 0;
  std::vector<std::string> packed;
  const double start = thread_cpu();
  for (const std::string& record : records) packed.push_back(codec.pack(record));
  const double middle = thread_cpu();
  for (std::size_t at = 0; at < records.size(); ++at) {
    std::string record(records[at].size(), '\0');
    codec.unpack(packed[at], record);
    text += record.size();
    size += packed[at].size();
  }
  const double end = thread_cpu();
  return {{"codec", name},
          {"bytes / text", rounded(static_cast<double>(size) / static_cast<double>(text))},
          {"pack MB / CPU s", rounded(static_cast<double>(text) / 1e6 / (middle - start), 1)},
          {"unpack us / article", rounded((end - middle) * 1e6 / static_cast<double>(records.size()), 1)}};
}

}  // namespace

Table compare_record_codecs(const Corpus& corpus) {
  std::vector<std::string> records, samples;
  const std::size_t step = std::max<std::size_t>(1, corpus.articles.size() / kMeasured);
  for (std::size_t at = 0; at < corpus.articles.size(); at += step) {
    records.push_back(encode_article(corpus.articles[at]).rest);
    // Samples for the dictionary are other articles where there are others.
    if (samples.size() < 500) samples.push_back(encode_article(corpus.articles[std::min(at + step / 2, corpus.articles.size() - 1)]).rest);
  }
  const std::string dictionary = train_dictionary(samples);
  Table out{"Stored articles: bodies compressed one by one", {}};
  Zlib zlib;
  out.rows.push_back(measure("zlib 6", zlib, records));
  for (const int level : {1, 3, 5, 9, 19}) {
    Zstd plain(level, {}), trained(level, dictionary);
    out.rows.push_back(measure("zstd " + std::to_string(level), plain, records));
    out.rows.push_back(measure("zstd " + std::to_string(level) + ", dictionary", trained, records));
  }
  return out;
}

}  // namespace dateline
