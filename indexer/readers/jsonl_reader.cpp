// JSON Lines: one article a line. Goes over the bytes line by line and keeps no more than one article in memory.
#include <algorithm>

#include "indexer/extract/text.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/json_article.h"

namespace dateline {
namespace {

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

void read_lines(std::string_view text, const ReadingJob& job) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::uint32_t number = job.input.lines_before;
  std::size_t articles = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    ++number;
    at = end + 1;
    if (is_blank(line)) continue;
    ++articles;
    read_json_article(line, number, {number}, job);
  }
  if (articles == 0) reject(0, "is empty", job);
}

}  // namespace

void read_json_lines(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  if (input.bytes.starts_with("\xFF\xFE") || input.bytes.starts_with("\xFE\xFF")) {
    const Decoding decoded = decode_text(input.bytes);
    return read_lines(decoded.text, {input, options, sink, decoded.note});
  }
  const ReadingJob job = {input, options, sink, {}};
  if (is_binary(input.bytes)) return reject(0, "is binary data and not JSON Lines", job);
  read_lines(input.bytes, job);
}

}  // namespace dateline
