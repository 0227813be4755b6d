#include "indexer/archive/copies_file.h"

namespace dateline {
namespace {

std::string order_name(std::size_t band) { return "order." + std::to_string(band); }

}  // namespace

CopiesWriter::CopiesWriter(const std::string& path) : file_(path) { file_.begin("signatures"); }

void CopiesWriter::add(const CopySignature& signature) {
  file_.write({reinterpret_cast<const char*>(&signature), sizeof signature});
  for (std::size_t band = 0; band < kCopyBands; ++band) keys_[band].push_back(band_key(signature, band));
}

void CopiesWriter::finish() {
  for (std::size_t band = 0; band < kCopyBands; ++band) {
    file_.section(order_name(band), order_of_keys(keys_[band]));
    keys_[band] = {};
  }
  file_.finish();
}

SignedArticles read_copies(const SectionFile& file, std::size_t articles) {
  SignedArticles out;
  out.signatures = file.array<CopySignature>("signatures");
  for (std::size_t band = 0; band < kCopyBands; ++band) {
    out.orders[band] = file.array<std::uint32_t>(order_name(band));
    if (out.orders[band].size() > articles) throw ArchiveCorrupt("the signatures of copies do not fit the articles");
  }
  if (out.signatures.size() != articles) throw ArchiveCorrupt("the signatures of copies do not fit the articles");
  return out;
}

}  // namespace dateline
