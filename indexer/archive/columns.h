// The columns of a segment: one value an article, in the order of documents (newest first).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/archive/section_file.h"

namespace dateline {

// `published` of an article whose date nobody knows: behind all others.
inline constexpr std::int64_t kNoDate = std::numeric_limits<std::int64_t>::min();

// The keyword columns: the keyword rows of the field table, and where an article came from.
inline constexpr std::array<std::string_view, 9> kKeywordColumns = {"byline", "source", "section", "lang",  "tags",
                                                                    "persons", "orgs",  "places",  "origin"};
using KeywordValues = std::array<std::vector<std::string>, kKeywordColumns.size()>;

// Index in kKeywordColumns; throws std::out_of_range for another name.
std::size_t keyword_column(std::string_view name);

// The fixed part of one article's row.
struct ColumnRow {
  std::int64_t published = kNoDate;  // UTC seconds
  std::uint32_t words = 0;
  std::uint64_t id_hash = 0;       // XXH3 of the id
  std::uint64_t content_hash = 0;  // of all that is stored but the line in the file
  std::int64_t visible_from = std::numeric_limits<std::int64_t>::min();  // UTC seconds before which nobody may find it
  std::uint64_t group = 0;           // equal for articles that are copies of one text; the id's hash for one that is no copy
  std::uint64_t continues_hash = 0;  // XXH3 of the id that it continues; 0: none
};

// Collects rows in document order and writes them.
class ColumnsBuilder {
 public:
  void add(const ColumnRow& row, const KeywordValues& values);
  void write(SectionWriter& file) const;

 private:
  struct Keyword {
    std::vector<std::uint32_t> first = {0}, values;
    std::vector<std::string> texts;
    std::unordered_map<std::string, std::uint32_t> ids;
  };
  void write_continues(SectionWriter& file) const;

  std::vector<ColumnRow> rows_;
  std::array<Keyword, kKeywordColumns.size()> keywords_;
};

// One keyword column: each article's values as ordinals into a sorted list of texts.
class KeywordColumn {
 public:
  KeywordColumn(const SectionFile& file, std::string_view name, std::size_t articles);

  std::span<const std::uint32_t> values(std::uint32_t article) const {
    return values_.subspan(first_[article], first_[article + 1] - first_[article]);
  }
  std::uint32_t texts() const { return static_cast<std::uint32_t>(ends_.size() - 1); }
  std::string_view text(std::uint32_t ordinal) const { return text_.substr(ends_[ordinal], ends_[ordinal + 1] - ends_[ordinal]); }

 private:
  std::span<const std::uint32_t> first_, values_, ends_;
  std::string_view text_;
};

// Views into a mapped section file, which must outlive it. Immutable; any number of threads may read.
class Columns {
 public:
  explicit Columns(const SectionFile& file);

  std::uint32_t size() const { return static_cast<std::uint32_t>(published.size()); }
  const KeywordColumn& keyword(std::string_view name) const { return keywords_[keyword_column(name)]; }
  // Articles whose id has that hash; nearly always one or none. Binary search.
  std::vector<std::uint32_t> with_id_hash(std::uint64_t hash) const;
  std::uint64_t id_hash(std::uint32_t article) const { return id_hash_[article]; }
  // Articles that continue one whose id has that hash. Binary search.
  std::vector<std::uint32_t> continuing(std::uint64_t hash) const;

  std::span<const std::int64_t> published;
  std::span<const std::uint32_t> words;
  std::span<const std::uint64_t> content_hash;
  std::span<const std::int64_t> visible_from;
  std::span<const std::uint64_t> group;

 private:
  std::span<const std::uint64_t> id_hash_;
  std::span<const std::uint32_t> id_order_;
  std::span<const std::uint64_t> continues_hash_;  // ascending, of those articles that continue one
  std::span<const std::uint32_t> continues_article_;
  std::vector<KeywordColumn> keywords_;
};

}  // namespace dateline
