#include "server/search/query_fields.h"

#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "indexer/archive/fields.h"
#include "server/search/query_text.h"

namespace dateline {
namespace {

constexpr std::pair<std::string_view, QueryFieldKind> kOwnFields[] = {
    {"from", QueryFieldKind::from},     {"since", QueryFieldKind::from},  {"to", QueryFieldKind::to},
    {"until", QueryFieldKind::to},      {"date", QueryFieldKind::date},   {"after", QueryFieldKind::after},
    {"before", QueryFieldKind::before}, {"words", QueryFieldKind::words}, {"has", QueryFieldKind::has},
    {"id", QueryFieldKind::id},
};

// Edits between two short names.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

// The language's name in a language, ASCII letters in lower case; empty: none.
std::string display_name(const char* code, const char* language) {
  UChar name[64];
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t size = uloc_getDisplayLanguage(code, language, name, 64, &status);
  std::string out;
  if (U_SUCCESS(status) && size < 64) icu::UnicodeString(name, size).toUTF8String(out);
  return ascii_lower(out);
}

}  // namespace

std::optional<QueryField> query_field(std::string_view name) {
  for (const auto& [own, kind] : kOwnFields)
    if (own == name) return QueryField{kind, {}};
  const Field* field = field_named(name);
  if (!field) return std::nullopt;
  if (field->kind == FieldKind::text || field->query == "byline") return QueryField{QueryFieldKind::text, field->query};
  if (field->kind == FieldKind::keyword) return QueryField{QueryFieldKind::keyword, field->query};
  if (field->kind == FieldKind::date) return QueryField{QueryFieldKind::date, {}};
  return std::nullopt;
}

std::optional<std::string_view> has_field(std::string_view name) {
  const Field* field = field_named(name == "date" ? "published" : name);
  if (field == nullptr || (field->kind != FieldKind::keyword && field->kind != FieldKind::date)) return std::nullopt;
  return field->kind == FieldKind::date ? "date" : field->query;
}

std::string language_code(std::string_view typed) {
  constexpr std::size_t kLongestSubtag = 3, kLongestName = 40;
  const std::string_view first = typed.substr(0, typed.find_first_of("-_"));
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (first.size() <= kLongestSubtag && !first.empty() && std::all_of(first.begin(), first.end(), is_letter))
    return std::string(first);
  if (typed.size() > kLongestName) return std::string(typed);
  const std::string name = ascii_lower(typed);
  for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code)
    if (std::strlen(*code) == 2 && (name == display_name(*code, "en") || name == display_name(*code, *code)))
      return *code;
  return std::string(typed);
}

std::string nearest_query_field(std::string_view name) {
  std::vector<std::string_view> names{kExactField, "headline"};
  for (const auto& own : kOwnFields) names.push_back(own.first);
  for (const Field& field : fields())
    if (query_field(field.query)) names.push_back(field.query);
  constexpr std::size_t kLongest = 32;
  const std::string_view start = name.substr(0, kLongest);
  const auto closer = [&](std::string_view a, std::string_view b) { return distance(start, a) < distance(start, b); };
  return std::string(*std::min_element(names.begin(), names.end(), closer));
}

}  // namespace dateline
