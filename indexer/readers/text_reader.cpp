// Plain text: one article a file.
#include <utility>

#include "indexer/extract/plain_text.h"
#include "indexer/extract/text.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/formats.h"

namespace dateline {

void read_text_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  ReadingJob job = {input, options, sink, {}};
  if (input.bytes.size() > largest_article_bytes) return reject(0, "is larger than 64 MiB; split it", job);
  const Decoding decoded = decode_text(input.bytes);
  if (!decoded.failure.empty()) return reject(0, decoded.failure, job);
  job.note = decoded.note;
  PlainText text = read_plain_text(decoded.text);
  Article article;
  article.title = std::move(text.title);
  article.title_derived = text.title_derived;
  article.byline = std::move(text.byline);
  article.source = std::move(text.source);
  article.section = std::move(text.section);
  article.published = text.published;
  article.updated = text.updated;
  article.tags = std::move(text.tags);
  article.body = std::move(text.body);
  article.dropped = std::move(text.dropped);
  finish_article(std::move(article), {}, job);
}

}  // namespace dateline
