#include "server/api/citation.h"

#include <algorithm>
#include <array>

#include "indexer/analysis/fold.h"
#include "server/api/citation_parts.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestKeyPart = 30;
constexpr std::size_t kLongWord = 4;

struct FormatRow {
  std::string_view type;
  std::string_view ending;  // of a file; empty: none
  std::string (*write)(const Article& article, const std::string& address);
};

// In the order of CitationFormat.
constexpr std::array<std::string_view, 4> kNames = {"text", "bibtex", "ris", "csl-json"};
constexpr std::array<FormatRow, 4> kRows = {FormatRow{"text/plain; charset=utf-8", "", citation_as_text},
                                            FormatRow{"application/x-bibtex; charset=utf-8", ".bib", citation_as_bibtex},
                                            FormatRow{"application/x-research-info-systems; charset=utf-8", ".ris", citation_as_ris},
                                            FormatRow{"application/vnd.citationstyles.csl+json", ".json", citation_as_csl_json}};

const FormatRow& row_of(CitationFormat format) { return kRows[static_cast<std::size_t>(format)]; }

// a-z and 0-9 of the text, accents taken off.
std::string key_part(const std::string& text) {
  std::string out;
  for (const char c : fold_accents(exact_form(text)))
    if (((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) && out.size() < kLongestKeyPart) out += c;
  return out;
}

// The first word of so many letters or more, else the first that has any.
std::string first_word(const std::string& text, std::size_t least) {
  std::string first;
  const std::string line = one_line(text) + " ";
  for (std::size_t begin = 0, end = line.find(' '); end != std::string::npos; begin = end + 1, end = line.find(' ', begin)) {
    const std::string word = key_part(line.substr(begin, end - begin));
    if (word.size() >= least) return word;
    if (first.empty()) first = word;
  }
  return first;
}

std::string author_part(const Article& article) {
  const auto names = cited_names(article);
  std::string part;
  if (!names.empty()) part = names.front().family.empty() ? first_word(names.front().literal, 1) : key_part(names.front().family);
  if (part.empty()) part = first_word(article.source, 1);
  return part.empty() ? "anon" : part;
}

}  // namespace

std::span<const std::string_view> citation_formats() { return kNames; }

std::string_view citation_type(CitationFormat format) { return row_of(format).type; }

std::string citation(const Article& article, const std::string& address, CitationFormat format) { return row_of(format).write(article, address); }

std::string citation_key(const Article& article) {
  const auto date = cited_date(article);
  return author_part(article) + (date ? std::to_string(date->year) : "nd") + first_word(article.title, kLongWord);
}

std::string citation_file_name(const Article& article, CitationFormat format) {
  const FormatRow& row = row_of(format);
  return row.ending.empty() ? std::string() : citation_key(article) + std::string(row.ending);
}

}  // namespace dateline
