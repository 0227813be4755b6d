#include "indexer/readers/json_article.h"

#include <utility>

#include "indexer/extract/text.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/json_value.h"

namespace dateline {
void read_json_article(std::string_view json, std::uint32_t line, const JsonSource& source) {
  if (json.size() > largest_article_bytes) return reject(source.input, line, "is larger than 64 MiB; split it", source.sink);
  Decoding decoded;
  if (!is_utf8(json)) {
    decoded = decode_text(json);
    if (!decoded.failure.empty()) return reject(source.input, line, decoded.failure, source.sink);
    json = decoded.text;
  }
  const ParsedJson parsed = parse_json(json);
  if (!parsed.error.empty()) return reject(source.input, line, parsed.error, source.sink);
  if (!parsed.value.is(Value::Kind::map)) return reject(source.input, line, "is no JSON object, and only an object is an article", source.sink);
  std::string withheld = withheld_reason(parsed.value, seconds_now());
  if (!withheld.empty()) return reject(source.input, line, std::move(withheld), source.sink);
  Article article;
  fill_from(parsed.value, line, article);
  finish_article(std::move(article), source.input, source.whole_file ? 0 : line, source.options,
                 source.note.empty() ? decoded.note : source.note, source.sink);
}

}  // namespace dateline
