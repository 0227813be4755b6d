// Markdown with YAML front matter: one article a file.
#include <utility>

#include "indexer/extract/text.h"
#include "indexer/readers/fields.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/markdown_body.h"

namespace dateline {
namespace {

constexpr std::size_t largest_markdown = 16u << 20;

// Front matter has no business with the body: a member called "summary" or "description" is not the text.
void take_body(MarkdownBody&& body, Article& article) {
  article.body = std::move(body.paragraphs);
  std::erase_if(article.found_in, [](const FoundIn& found) { return found.field == "body"; });
  for (Dropped& entry : body.dropped) article.dropped.push_back(std::move(entry));
  if (article.title.empty()) {
    article.title = std::move(body.title);
  } else if (!body.title.empty() && body.title == article.title) {
    article.dropped.push_back({"duplicate_title", body.title_line, std::move(body.title)});
  } else if (!body.title.empty()) {
    article.body.insert(article.body.begin(), std::move(body.title));
  }
}

}  // namespace

void read_markdown_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  ReadingJob job = {input, options, sink, {}};
  if (input.bytes.size() > largest_markdown) return reject(0, "is larger than 16 MiB; split it", job);
  const Decoding decoded = decode_text(input.bytes);
  if (!decoded.failure.empty()) return reject(0, decoded.failure, job);
  job.note = decoded.note;
  const FrontMatter front = take_front_matter(decoded.text);
  if (!front.error.empty()) return reject(front.error_line, front.error, job);
  Article article;
  fill_from(front.map, 1, article, options.map);
  take_body(read_markdown_body(front.body, front.body_line), article);
  finish_article(std::move(article), {}, job);
}

}  // namespace dateline
