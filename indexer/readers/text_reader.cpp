// Plain text: one article a file.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "indexer/extract/embargo_line.h"
#include "indexer/extract/plain_text.h"
#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/formats.h"

namespace dateline {
namespace {

// Holds the article by the embargoes at the top and the foot of its text, and blanks these lines.
void take_embargo_lines(std::string& text, Article& article) {
  const std::vector<Line> lines = split_lines(text);
  std::vector<std::string_view> texts;
  for (const Line& line : lines) texts.push_back(line.text);
  const auto first = std::find_if(lines.begin(), lines.end(), [](const Line& line) { return !line.text.empty(); });
  if (first != lines.end() && is_kill_line(first->text)) take_status("killed", "line " + std::to_string(first->number), first->number, article);
  for (const EmbargoLine& found : embargo_lines(texts)) {
    hold_until(found.until, "line " + std::to_string(lines[found.first].number), lines[found.first].number, article);
    for (std::size_t i = found.first; i <= found.last; ++i) {
      if (texts[i].empty()) continue;
      article.dropped.push_back({"embargo", lines[i].number, std::string(texts[i])});
      std::fill_n(text.begin() + (texts[i].data() - text.data()), texts[i].size(), ' ');
    }
  }
}

}  // namespace

void read_text_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  ReadingJob job = {input, options, sink, {}};
  if (input.bytes.size() > largest_article_bytes) return reject(0, "is larger than 64 MiB; split it", job);
  Decoding decoded = decode_text(input.bytes);
  if (!decoded.failure.empty()) return reject(0, decoded.failure, job);
  job.note = decoded.note;
  Article article;
  take_embargo_lines(decoded.text, article);
  PlainText text = read_plain_text(decoded.text);
  article.title = std::move(text.title);
  article.title_derived = text.title_derived;
  article.byline = std::move(text.byline);
  article.source = std::move(text.source);
  article.section = std::move(text.section);
  article.published = text.published;
  article.updated = text.updated;
  article.tags = std::move(text.tags);
  article.body = std::move(text.body);
  for (Dropped& entry : text.dropped) article.dropped.push_back(std::move(entry));
  finish_article(std::move(article), {}, job);
}

}  // namespace dateline
