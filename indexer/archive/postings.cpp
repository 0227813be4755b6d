#include "indexer/archive/postings.h"

#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

namespace dateline {
namespace {

// Databases merged at once: bounds open files.
constexpr std::size_t kMergedAtOnce = 64;

// A part or a file in between is thrown away when the run does not end well, so it need not be safe on disk.
constexpr int kPartFlags = Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_DANGEROUS | Xapian::DB_NO_SYNC |
                           Xapian::DB_NO_TERMLIST;

void compact(const std::vector<std::string>& parts, const std::string& target) {
  Xapian::Database all;
  for (const std::string& part : parts) all.add_database(Xapian::Database(part));
  all.compact(target, Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL);
}

template <typename Work>
void rethrow_plainly(const std::string& path, Work&& work) {
  try {
    work();
  } catch (const Xapian::Error& error) {
    throw std::runtime_error(path + ": " + error.get_description());
  }
}

}  // namespace

void write_postings_part(const std::string& path, const std::vector<CountedTerms>& documents) {
  rethrow_plainly(path, [&] {
    Xapian::WritableDatabase database(path, kPartFlags);
    for (const CountedTerms& terms : documents) {
      Xapian::Document document;
      for (const auto& [term, count] : terms) {
        if (count > 0) document.add_term(std::string(term), count);
        else document.add_boolean_term(std::string(term));
      }
      database.add_document(document);
    }
    database.commit();
    database.close();
  });
}

void merge_postings(std::vector<std::string> parts, const std::string& target, const std::string& scratch) {
  rethrow_plainly(target, [&] {
    for (std::size_t round = 0; parts.size() > kMergedAtOnce; ++round) {
      std::vector<std::string> merged;
      for (std::size_t begin = 0; begin < parts.size(); begin += kMergedAtOnce) {
        const std::vector<std::string> some(parts.begin() + static_cast<std::ptrdiff_t>(begin),
                                            parts.begin() + static_cast<std::ptrdiff_t>(std::min(parts.size(), begin + kMergedAtOnce)));
        merged.push_back(scratch + "/merge-" + std::to_string(round) + "-" + std::to_string(begin));
        compact(some, merged.back());
        for (const std::string& part : some) std::filesystem::remove_all(part);
      }
      parts = std::move(merged);
    }
    compact(parts, target);
    for (const std::string& part : parts) std::filesystem::remove_all(part);
  });
}

}  // namespace dateline
