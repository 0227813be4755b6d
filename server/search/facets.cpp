#include "server/search/facets.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "indexer/archive/fields.h"

namespace dateline {
namespace {

constexpr std::string_view kPublished = "published:";

std::string period_text(std::int64_t key) {
  char out[16];
  const int year = static_cast<int>(key / 10000), month = static_cast<int>(key / 100 % 100), day = static_cast<int>(key % 100);
  if (month == 0) std::snprintf(out, sizeof out, "%04d", year);
  else if (day == 0) std::snprintf(out, sizeof out, "%04d-%02d", year, month);
  else std::snprintf(out, sizeof out, "%04d-%02d-%02d", year, month, day);
  return out;
}

}  // namespace

FacetCounter::Counting FacetCounter::make(const std::string& name) {
  Counting out;
  out.name = name;
  if (name == "published:year") out.period = Period::year;
  else if (name == "published:month") out.period = Period::month;
  else if (name == "published:day") out.period = Period::day;
  if (out.period != Period::none) return out;
  const Field* field = name.starts_with(kPublished) ? nullptr : field_named(name);
  if (field == nullptr || !field->facet || field->kind != FieldKind::keyword)
    throw BadRequest{"bad_value", "facets", "'" + name + "' cannot be counted; facets are source, section, byline, tag, lang, published:year, published:month and published:day"};
  out.column = field->column;
  return out;
}

FacetCounter::FacetCounter(const Snapshot& snapshot, const std::vector<std::string>& names) : snapshot_(snapshot) {
  for (const std::string& name : names) {
    Counting facet = make(name);
    if (!facet.column.empty())
      for (std::uint32_t segment = 0; segment < snapshot.segments(); ++segment) {
        facet.columns.push_back(&snapshot.live(segment).segment->columns().keyword(facet.column));
        facet.by_ordinal.emplace_back(facet.columns.back()->texts());
      }
    facets_.push_back(std::move(facet));
  }
}

void FacetCounter::count_period(Counting& facet, std::int64_t published) {
  if (published == kNoDate) {
    ++facet.undated;
    return;
  }
  using namespace std::chrono;
  const sys_days day = floor<days>(sys_seconds(seconds(published)));
  // Articles come by date: the next one is mostly of the same day.
  const std::int64_t midnight = sys_seconds(day).time_since_epoch().count();
  if (facet.of_day != nullptr && facet.day == midnight) {
    ++*facet.of_day;
    return;
  }
  const year_month_day date(day);
  std::int64_t key = static_cast<int>(date.year()) * 10000LL;
  if (facet.period != Period::year) key += static_cast<unsigned>(date.month()) * 100;
  if (facet.period == Period::day) key += static_cast<unsigned>(date.day());
  facet.day = midnight;
  facet.of_day = &facet.by_period[key];
  ++*facet.of_day;
}

void FacetCounter::count(std::uint32_t segment, std::uint32_t article) {
  const Columns& columns = snapshot_.live(segment).segment->columns();
  for (Counting& facet : facets_) {
    if (facet.period != Period::none) {
      count_period(facet, columns.published[article]);
      continue;
    }
    for (const std::uint32_t ordinal : facet.columns[segment]->values(article)) ++facet.by_ordinal[segment][ordinal];
  }
}

Facet FacetCounter::keyword_result(const Counting& facet, std::uint32_t size) const {
  std::map<std::string, std::uint64_t> sums;
  for (std::uint32_t segment = 0; segment < facet.by_ordinal.size(); ++segment) {
    const KeywordColumn& column = snapshot_.live(segment).segment->columns().keyword(facet.column);
    for (std::uint32_t ordinal = 0; ordinal < column.texts(); ++ordinal)
      if (const std::uint64_t count = facet.by_ordinal[segment][ordinal]) sums[std::string(column.text(ordinal))] += count;
  }
  Facet out;
  for (const auto& [value, count] : sums) out.values.push_back({value, count});
  std::stable_sort(out.values.begin(), out.values.end(), [](const FacetValue& a, const FacetValue& b) { return a.count > b.count; });
  for (std::size_t at = size; at < out.values.size(); ++at) out.other += out.values[at].count;
  if (out.values.size() > size) out.values.resize(size);
  return out;
}

Facet FacetCounter::period_result(const Counting& facet) {
  Facet out;
  for (const auto& [key, count] : facet.by_period) out.values.push_back({period_text(key), count});
  out.other = facet.undated;
  return out;
}

std::vector<Facet> FacetCounter::result(std::uint32_t size, bool exact) const {
  std::vector<Facet> out;
  for (const Counting& facet : facets_) {
    Facet one = facet.period == Period::none ? keyword_result(facet, size) : period_result(facet);
    one.name = facet.name;
    one.exact = exact;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace dateline
