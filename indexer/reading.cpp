#include "indexer/reading.h"

#include "indexer/archive/archive.h"
#include "indexer/extract/language.h"

namespace dateline {
namespace {

constexpr std::size_t kEnoughToTell = 2u << 10;  // bytes of an article that its language is told from
constexpr std::size_t kHeadBytes = 4096;         // what Format::recognises looks at

}  // namespace

FormatFound find_format(const Input& input, const PathReading& reading) {
  if (!reading.format.empty()) return {format_named(reading.format), "as --format says"};
  const Format* const row = format_of(input);
  if (row == nullptr) return {};
  const bool by_content = row->recognises != nullptr && row->recognises(input.bytes.substr(0, kHeadBytes));
  const std::size_t slash = input.path.rfind('/');
  const bool has_name = input.path.find('.', slash == std::string::npos ? 0 : slash) != std::string::npos;
  return {row, by_content ? "by its content" : has_name ? "by its name" : "as nothing speaks against it"};
}

ReadOptions read_options_for(const PathReading& reading) {
  ReadOptions options;
  options.source = reading.source;
  options.section = reading.section;
  options.lang = reading.lang;
  options.map = reading.map;
  return options;
}

std::uint64_t reading_hash(const PathReading& reading) {
  std::string all = DATELINE_VERSION;
  for (const std::string& part : {reading.format, reading.source, reading.section, reading.lang}) (all += '\0') += part;
  for (const auto& [field, name] : reading.map) (((all += '\0') += field) += '=') += name;
  return id_hash(all);
}

bool is_loss(std::string_view reason) { return reason != "encoding" && reason != "embargo"; }

bool settle_language(Article& article) {
  article.lang = normal_language(article.lang);
  if (!article.lang.empty()) return true;
  std::string text = article.title;
  for (std::size_t at = 0; at < article.body.size() && text.size() < kEnoughToTell; ++at) (text += "\n") += article.body[at];
  article.lang = detect_language(text);
  return false;
}

}  // namespace dateline
