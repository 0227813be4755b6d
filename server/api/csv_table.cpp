#include "server/api/csv_table.h"

#include <algorithm>
#include <array>
#include <memory>

#include "server/api/addresses.h"
#include "server/api/search_json.h"
#include "server/api/times.h"

namespace dateline {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr std::size_t kLongestName = 60;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool begins_formula(std::string_view text) {
  constexpr std::array<std::string_view, 10> starts = {"=", "+", "-", "@", "\t", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

// Line ends as LF, no other control characters but tabs.
std::string plain_text(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\r') {
      if (at + 1 == text.size() || text[at + 1] != '\n') out += '\n';
    } else {
      out += static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' ? ' ' : c;
    }
  }
  return out;
}

bool needs_quotes(std::string_view text) {
  return !text.empty() && (text.find_first_of("\",;\n\t") != std::string_view::npos || text.front() == ' ' || text.back() == ' ');
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string out;
  for (const std::string& text : texts) out.append(out.empty() ? "" : between).append(text);
  return out;
}

std::string value_of(const Hit& hit, std::string_view column, const std::string& base) {
  const Article& article = hit.article;
  if (column == "id") return article.id;
  if (column == "title") return article.title;
  if (column == "byline") return joined(article.byline, "; ");
  if (column == "source") return article.source;
  if (column == "section") return article.section;
  if (column == "published") return moment_text(article.published).value_or("");
  if (column == "updated") return moment_text(article.updated).value_or("");
  if (column == "lang") return article.lang;
  if (column == "tags") return joined(article.tags, "; ");
  if (column == "words") return std::to_string(hit.words);
  if (column == "url") return article.url;
  if (column == "address") return base + article_path(article.id);
  if (column == "persons") return joined(article.persons, "; ");
  if (column == "orgs") return joined(article.orgs, "; ");
  if (column == "places") return joined(article.places, "; ");
  if (column == "status") return std::string(status_name(article.status));
  if (column == "version") return article.version;
  return joined(article.body, "\n\n");
}

// What is left of a table.
struct Table {
  HitList list;
  std::vector<std::string> columns;
  std::string base;
  bool begun = false;

  void add_head(std::string& out) const {
    out += kByteOrderMark;
    out.append(joined(columns, ",")).append("\r\n");
  }

  void add_row(std::string& out, const Hit& hit) const {
    for (std::size_t at = 0; at < columns.size(); ++at) out.append(at == 0 ? "" : ",").append(csv_cell(value_of(hit, columns[at], base)));
    out += "\r\n";
  }

  bool add_piece(std::string& out) {
    if (!begun) add_head(out);
    begun = true;
    while (out.size() < kPieceBytes) {
      const auto hit = list.next();
      if (!hit) return false;
      add_row(out, *hit);
    }
    return true;
  }
};

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell = plain_text(text);
  if (begins_formula(cell)) cell.insert(0, "'");
  if (!needs_quotes(cell)) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted.append(c == '"' ? 2 : 1, c);
  return quoted += '"';
}

BodyStream csv_table(HitList list, std::vector<std::string> columns, std::string base) {
  const std::size_t bytes = list.bytes;
  const auto table = std::make_shared<Table>(Table{std::move(list), std::move(columns), std::move(base)});
  return {[table](std::string& piece) { return table->add_piece(piece); }, bytes};
}

std::string csv_file_name(std::string_view q, const HitList& list) {
  std::string name = "dateline";
  bool gap = true;
  for (const char c : q) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool plain = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
    if (plain) name.append(gap ? "-" : "").append(1, small);
    gap = !plain;
    if (name.size() >= kLongestName) break;
  }
  if (list.answer.total > list.listed || !list.answer.total_exact) name += "-first-" + std::to_string(list.listed);
  return name + ".csv";
}

}  // namespace dateline
