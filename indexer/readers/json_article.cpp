#include "indexer/readers/json_article.h"

#include <utility>

#include "indexer/extract/text.h"
#include "indexer/readers/fields.h"
#include "indexer/readers/json_value.h"
#include "indexer/readers/ninjs_item.h"

namespace dateline {

void read_json_article(std::string_view json, std::uint32_t line, const Place& place, const ReadingJob& job) {
  if (json.size() > largest_article_bytes) return reject(line, "is larger than 64 MiB; split it", job);
  Decoding decoded;
  if (!is_utf8(json)) {
    decoded = decode_text(json);
    if (!decoded.failure.empty()) return reject(line, decoded.failure, job);
    json = decoded.text;
  }
  const ParsedJson parsed = parse_json(json);
  if (!parsed.error.empty()) return reject(line, parsed.error, job);
  if (!parsed.value.is(Value::Kind::map))
    return reject(line, "is no JSON object, and only an object is an article", job);
  if (is_ninjs(parsed.value)) {
    ReadingJob wire = job;
    if (!decoded.note.empty()) wire.note = decoded.note;
    return read_ninjs_item(parsed.value, line, place, wire);
  }
  Article article;
  fill_from(parsed.value, line, article, job.options.map);
  if (decoded.note.empty()) return finish_article(std::move(article), place, job);
  ReadingJob converted = job;
  converted.note = decoded.note;
  finish_article(std::move(article), place, converted);
}

}  // namespace dateline
