#include "indexer/archive/copies_file.h"

namespace dateline {
namespace {

std::string order_name(std::size_t band) { return "order." + std::to_string(band); }

}  // namespace

void write_copies(const std::string& path, const std::vector<CopySignature>& signatures) {
  SectionWriter file(path);
  file.section("signatures", signatures);
  for (std::size_t band = 0; band < kCopyBands; ++band) file.section(order_name(band), band_order(signatures, band));
  file.finish();
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
