// CSV and its cousins: a line of names, then an article a row. Goes over the bytes and keeps no more than one row in memory.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "indexer/extract/text.h"
#include "indexer/readers/fields.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/formats.h"

namespace dateline {
namespace {

constexpr std::array<char, 4> separators = {',', ';', '\t', '|'};
constexpr std::size_t most_columns = 1000;
constexpr std::uint32_t most_open_quotes = 16;  // rows whose quotation mark never closes, each of which costs a look at the rest of the file

struct CsvRow {
  std::vector<std::string> cells;
  std::uint32_t line = 1;   // where it starts
  std::string_view bytes;   // as written
  bool open = false;        // a quotation mark was never closed
  bool too_wide = false;    // has more cells than `cells` holds
};

// Rows of RFC 4180, and as spreadsheets write them: any line end, quotation marks inside cells, any separator.
class CsvRows {
 public:
  CsvRows(std::string_view text, char separator) : text_(text), separator_(separator) {}

  bool next(CsvRow& row) {
    if (at_ >= text_.size()) return false;
    const std::size_t start = start_ = at_;
    row = {{}, line_, {}};
    bool more = true;
    while (more) more = cell(row);
    row.bytes = text_.substr(start, at_ - start);
    if (row.open) {
      at_ = std::min(text_.find('\n', start), text_.size() - 1) + 1;
      row.bytes = text_.substr(start, at_ - start);
    }
    line_ += static_cast<std::uint32_t>(std::count(row.bytes.begin(), row.bytes.end(), '\n'));
    return true;
  }

 private:
  // Reads one cell. False: it was the last of its row.
  bool cell(CsvRow& row) {
    std::string out;
    if (at_ < text_.size() && text_[at_] == '"') row.open = !quoted(out);
    const std::size_t end = std::min(text_.find_first_of(std::string{separator_, '\r', '\n'}, at_), text_.size());
    if (end - start_ <= largest_article_bytes) out += text_.substr(at_, end - at_);  // the row is refused otherwise
    at_ = end;
    if (row.cells.size() < most_columns) row.cells.push_back(std::move(out));
    else row.too_wide = true;
    if (at_ >= text_.size()) return false;
    const bool more = text_[at_] == separator_;
    if (text_.substr(at_).starts_with("\r\n")) ++at_;
    ++at_;
    return more;
  }

  // Reads from a quotation mark to behind the one that closes it; two in a row stand for one. False: none does.
  bool quoted(std::string& out) {
    for (++at_; at_ < text_.size();) {
      const std::size_t end = std::min(text_.find('"', at_), text_.size());
      if (end - start_ > largest_article_bytes) {
        at_ = text_.size();
        return false;
      }
      out += text_.substr(at_, end - at_);
      at_ = std::min(end + 1, text_.size());
      if (end >= text_.size()) return false;
      if (at_ >= text_.size() || text_[at_] != '"') return true;
      out += '"';
      ++at_;
    }
    return false;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;  // of the row
  std::uint32_t line_ = 1;
};

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

// The separator that the line of names has most of, outside of quotation marks.
char separator_of(std::string_view text) {
  std::array<std::size_t, separators.size()> counts{};
  bool inside = false;
  for (const char c : text) {
    if (c == '"') inside = !inside;
    if (inside) continue;
    if (c == '\n' || c == '\r') break;
    for (std::size_t i = 0; i < separators.size(); ++i) counts[i] += c == separators[i] ? 1 : 0;
  }
  return separators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

// "sep=;" in the first line, which Excel writes and heeds.
char take_separator_line(std::string_view& text, std::uint32_t& lines) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.size() != 5 || !lower_case(line).starts_with("sep=")) return separator_of(text);
  text.remove_prefix(std::min(end + 1, text.size()));
  lines = 1;
  return line[4];
}

bool is_blank(const CsvRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return squeeze_spaces(cell).empty(); });
}

class CsvReader {
 public:
  explicit CsvReader(const ReadingJob& job) : job_(job) {}

  void read(std::string_view text) {
    text = without_mark(text);
    std::uint32_t before = 0;
    separator_ = take_separator_line(text, before);
    CsvRows rows(text, separator_);
    CsvRow row;
    if (!rows.next(row) || is_blank(row)) return reject(0, "is empty", job_);
    if (row.too_wide) return reject(row.line + before, "has more than 1,000 columns", job_);
    if (row.open) return reject(row.line + before, "has a quotation mark in its line of names that is never closed", job_);
    for (const std::string& cell : row.cells) names_.push_back(squeeze_spaces(repair_text(cell)));
    while (rows.next(row)) {
      row.line += before;
      if (!is_blank(row)) take(row);
      if (row.open && ++open_ >= most_open_quotes) return reject(row.line, "has too many quotation marks that are never closed; the rest is not read", job_);
    }
  }

 private:
  void take(CsvRow& row);
  Value map_of(CsvRow& row) const;

  const ReadingJob& job_;
  char separator_ = ',';
  std::vector<std::string> names_;
  std::uint32_t open_ = 0;
};

void CsvReader::take(CsvRow& row) {
  if (row.open) return reject(row.line, "has a quotation mark that is never closed; double the marks inside a cell", job_);
  if (row.too_wide) return reject(row.line, "has more than 1,000 cells", job_);
  if (row.bytes.size() > largest_article_bytes) return reject(row.line, "is larger than 64 MiB; split it", job_);
  while (row.cells.size() > names_.size() && row.cells.back().empty()) row.cells.pop_back();
  if (row.cells.size() != names_.size())
    return reject(row.line, "has " + std::to_string(row.cells.size()) + " cells where the line of names has " + std::to_string(names_.size()) +
                                "; put cells with separators in them between quotation marks", job_);
  ReadingJob job = job_;
  Decoding decoded;
  if (!is_utf8(row.bytes)) {
    decoded = decode_text(row.bytes);
    if (!decoded.failure.empty()) return reject(row.line, decoded.failure, job_);
    job.note = decoded.note;
    CsvRow converted;
    CsvRows(decoded.text, separator_).next(converted);
    row.cells = std::move(converted.cells);
    row.cells.resize(names_.size());
  }
  Article article;
  fill_from(map_of(row), row.line, article, job.options.map);
  finish_article(std::move(article), {row.line}, job);
}

// A cell that is empty says nothing and is left out: every row has all columns.
Value CsvReader::map_of(CsvRow& row) const {
  Value map;
  map.kind = Value::Kind::map;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (row.cells[i].empty()) continue;
    Value cell;
    cell.kind = Value::Kind::text;
    cell.text = std::move(row.cells[i]);
    map.map.push_back({names_[i], std::move(cell)});
  }
  return map;
}

void read_rows(std::string_view text, const ReadingJob& job) { CsvReader(job).read(text); }

}  // namespace

bool recognises_csv(std::string_view head) {
  std::uint32_t before = 0;
  head = without_mark(head);
  const char separator = take_separator_line(head, before);
  CsvRow row;
  if (!CsvRows(head, separator).next(row) || row.open || row.cells.size() < 2) return false;
  // A blank behind each comma is how people write, not how tables are written.
  if (std::any_of(row.cells.begin() + 1, row.cells.end(), [](const std::string& cell) { return cell.starts_with(' '); })) return false;
  const auto is_name = [](const std::string& cell) { return names_field(squeeze_spaces(cell)); };
  return static_cast<std::size_t>(std::count_if(row.cells.begin(), row.cells.end(), is_name)) * 2 > row.cells.size();
}

void read_csv_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  if (input.bytes.starts_with("\xFF\xFE") || input.bytes.starts_with("\xFE\xFF")) {
    const Decoding decoded = decode_text(input.bytes);
    return read_rows(decoded.text, {input, options, sink, decoded.note});
  }
  const ReadingJob job = {input, options, sink, {}};
  if (is_binary(input.bytes)) return reject(0, "is binary data and no table of articles", job);
  read_rows(input.bytes, job);
}

}  // namespace dateline
