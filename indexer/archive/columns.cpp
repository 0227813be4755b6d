#include "indexer/archive/columns.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace dateline {
namespace {

template <typename T, typename Member>
std::vector<T> column(const std::vector<ColumnRow>& rows, Member member) {
  std::vector<T> out;
  out.reserve(rows.size());
  for (const ColumnRow& row : rows) out.push_back(row.*member);
  return out;
}

std::vector<std::uint32_t> order_of(std::size_t size, const auto& less) {
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), less);
  return order;
}

void check(bool good, std::string_view column) {
  if (!good) throw ArchiveCorrupt("the sections of column " + std::string(column) + " do not fit each other");
}

}  // namespace

std::size_t keyword_column(std::string_view name) {
  const auto found = std::find(kKeywordColumns.begin(), kKeywordColumns.end(), name);
  if (found == kKeywordColumns.end()) throw std::out_of_range("no keyword column is called " + std::string(name));
  return static_cast<std::size_t>(found - kKeywordColumns.begin());
}

void ColumnsBuilder::add(const ColumnRow& row, const KeywordValues& values) {
  rows_.push_back(row);
  for (std::size_t at = 0; at < keywords_.size(); ++at) {
    Keyword& keyword = keywords_[at];
    for (const std::string& text : values[at]) {
      const auto [found, fresh] = keyword.ids.emplace(text, static_cast<std::uint32_t>(keyword.texts.size()));
      if (fresh) keyword.texts.push_back(text);
      keyword.values.push_back(found->second);
    }
    keyword.first.push_back(static_cast<std::uint32_t>(keyword.values.size()));
  }
}

void ColumnsBuilder::write_continues(SectionWriter& file) const {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> continuing;
  for (std::uint32_t article = 0; article < rows_.size(); ++article)
    if (rows_[article].continues_hash != 0) continuing.emplace_back(rows_[article].continues_hash, article);
  std::sort(continuing.begin(), continuing.end());
  std::vector<std::uint64_t> hashes;
  std::vector<std::uint32_t> articles;
  for (const auto& [hash, article] : continuing) {
    hashes.push_back(hash);
    articles.push_back(article);
  }
  file.section("continues.hash", hashes);
  file.section("continues.article", articles);
}

void ColumnsBuilder::write(SectionWriter& file) const {
  file.section("published", column<std::int64_t>(rows_, &ColumnRow::published));
  file.section("words", column<std::uint32_t>(rows_, &ColumnRow::words));
  file.section("content_hash", column<std::uint64_t>(rows_, &ColumnRow::content_hash));
  file.section("id_hash", column<std::uint64_t>(rows_, &ColumnRow::id_hash));
  file.section("id_order", order_of(rows_.size(), [&](auto a, auto b) { return rows_[a].id_hash < rows_[b].id_hash; }));
  file.section("visible_from", column<std::int64_t>(rows_, &ColumnRow::visible_from));
  file.section("group", column<std::uint64_t>(rows_, &ColumnRow::group));
  write_continues(file);
  for (std::size_t at = 0; at < keywords_.size(); ++at) {
    const Keyword& keyword = keywords_[at];
    const std::string name(kKeywordColumns[at]);
    const auto order = order_of(keyword.texts.size(), [&](auto a, auto b) { return keyword.texts[a] < keyword.texts[b]; });
    std::vector<std::uint32_t> place(order.size()), ends = {0}, values;
    for (std::uint32_t ordinal = 0; ordinal < order.size(); ++ordinal) place[order[ordinal]] = ordinal;
    for (const std::uint32_t value : keyword.values) values.push_back(place[value]);
    file.section(name + ".first", keyword.first);
    file.section(name + ".values", values);
    file.begin(name + ".text");
    for (const std::uint32_t text : order) {
      file.write(keyword.texts[text]);
      ends.push_back(static_cast<std::uint32_t>(file.size()));
    }
    file.section(name + ".ends", ends);
  }
}

KeywordColumn::KeywordColumn(const SectionFile& file, std::string_view name, std::size_t articles)
    : first_(file.array<std::uint32_t>(std::string(name) + ".first")),
      values_(file.array<std::uint32_t>(std::string(name) + ".values")),
      ends_(file.array<std::uint32_t>(std::string(name) + ".ends")),
      text_(file.bytes(std::string(name) + ".text")) {
  check(first_.size() == articles + 1 && first_.back() == values_.size(), name);
  check(!ends_.empty() && ends_.back() == text_.size(), name);
}

Columns::Columns(const SectionFile& file)
    : published(file.array<std::int64_t>("published")),
      words(file.array<std::uint32_t>("words")),
      content_hash(file.array<std::uint64_t>("content_hash")),
      visible_from(file.array<std::int64_t>("visible_from")),
      group(file.array<std::uint64_t>("group")),
      id_hash_(file.array<std::uint64_t>("id_hash")),
      id_order_(file.array<std::uint32_t>("id_order")),
      continues_hash_(file.array<std::uint64_t>("continues.hash")),
      continues_article_(file.array<std::uint32_t>("continues.article")) {
  check(visible_from.size() == published.size(), "visible_from");
  check(group.size() == published.size(), "group");
  check(continues_hash_.size() == continues_article_.size(), "continues");
  check(words.size() == published.size() && content_hash.size() == published.size(), "words");
  check(id_hash_.size() == published.size() && id_order_.size() == published.size(), "id_hash");
  for (const std::string_view name : kKeywordColumns) keywords_.emplace_back(file, name, published.size());
}

std::vector<std::uint32_t> Columns::with_id_hash(std::uint64_t hash) const {
  const auto less = [&](std::uint32_t article, std::uint64_t wanted) { return id_hash_[article] < wanted; };
  std::vector<std::uint32_t> out;
  for (auto at = std::lower_bound(id_order_.begin(), id_order_.end(), hash, less); at != id_order_.end() && id_hash_[*at] == hash; ++at)
    out.push_back(*at);
  return out;
}

std::vector<std::uint32_t> Columns::continuing(std::uint64_t hash) const {
  const auto range = std::equal_range(continues_hash_.begin(), continues_hash_.end(), hash);
  const auto first = continues_article_.begin() + (range.first - continues_hash_.begin());
  return {first, first + (range.second - range.first)};
}

}  // namespace dateline
