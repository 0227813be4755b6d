#include "server/page/address.h"

#include <unicode/unistr.h>

#include <algorithm>

#include "server/api/addresses.h"
#include "server/api/query_string.h"

namespace dateline {
namespace {

std::string joined(const Pairs& pairs, bool with_ui) {
  std::string out;
  for (const auto& [name, value] : pairs)
    if (with_ui || name != "ui") out += (out.empty() ? "" : "&") + percent_encoded(name) + "=" + percent_encoded(value);
  return out;
}

}  // namespace

std::string article_address(std::string_view id, std::string_view q, std::string_view ui) {
  constexpr std::size_t kLongestMarks = 500;  // bytes of a question that every link would say again
  std::string out = article_path(id);
  if (q.size() > kLongestMarks) q = {};
  if (!q.empty()) out += "?q=" + percent_encoded(q);
  if (!ui.empty()) out += std::string(q.empty() ? "?" : "&") + "ui=" + percent_encoded(ui);
  return out;
}

Query::Query(std::string_view raw_query) : pairs_(read_query_string(raw_query)) {
  std::erase_if(pairs_, [](const auto& pair) { return pair.second.empty(); });
}

std::string Query::text(std::string_view name) const {
  const auto at = std::find_if(pairs_.begin(), pairs_.end(), [&](const auto& pair) { return pair.first == name; });
  return at == pairs_.end() ? std::string() : at->second;
}

std::string Query::shown_q() const {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(this->text("q"));
  for (std::int32_t at = 0; at < text.length(); ++at)
    if (text[at] < 0x20 || text[at] == 0x7f) text.setCharAt(at, u' ');
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::vector<std::string> Query::values(std::string_view name) const {
  std::vector<std::string> out;
  for (const auto& [key, value] : pairs_)
    if (key == name) out.push_back(value);
  return out;
}

Query Query::with(std::string_view name, std::string_view value) const {
  Query out = *this;
  std::erase_if(out.pairs_, [&](const auto& pair) { return pair.first == name || pair.first == "page"; });
  if (!value.empty()) out.pairs_.emplace_back(name, value);
  return out;
}

Query Query::adding(std::string_view name, std::string_view value) const {
  Query out = without(name, value);
  out.pairs_.emplace_back(name, value);
  return out;
}

Query Query::without(std::string_view name, std::string_view value) const {
  Query out = *this;
  std::erase_if(out.pairs_, [&](const auto& pair) { return (pair.first == name && pair.second == value) || pair.first == "page"; });
  return out;
}

Query Query::on_page(std::uint64_t page) const { return page > 1 ? with("page", std::to_string(page)) : with("page", ""); }

Query Query::apart_from(std::string_view name, std::string_view value) const {
  Query out = *this;
  std::erase_if(out.pairs_, [&](const auto& pair) { return pair.first == name; });
  if (!value.empty()) out.pairs_.emplace_back(name, value);
  return out;
}

std::string Query::raw() const { return joined(pairs_, false); }

std::string Query::address(std::string_view path) const {
  const std::string parameters = joined(pairs_, true);
  return std::string(path) + (parameters.empty() ? "" : "?" + parameters);
}

}  // namespace dateline
