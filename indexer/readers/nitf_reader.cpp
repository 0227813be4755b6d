// NITF: one article a file, in the News Industry Text Format of the IPTC, versions 2.5 to 3.6.
#include <utility>

#include "indexer/readers/embargo.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/nitf_item.h"
#include "indexer/readers/wire_xml.h"

namespace dateline {

void read_nitf_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  ReadingJob job = {input, options, sink, {}};
  const auto tree = open_wire_file(job);
  if (!tree) return;
  if (tree->fault().structural) return reject(tree->fault().line, broken_reason(tree->fault()), job);
  const Node& nitf = *tree->root();
  if (nitf.name != "nitf")
    return reject(nitf.line, "is no NITF: its outermost element is <" + std::string(nitf.name) + ">", job);
  Article article;
  article.id = nitf_id(nitf);
  fill_from_nitf(nitf, article);
  drop_repeated_title(article);
  hold_until_published(seconds_now(), 0, article);
  finish_article(std::move(article), {}, job);
}

}  // namespace dateline
