// One file packed with gzip: page.html.gz, dump.jsonl.gz.
#include <string>

#include "indexer/readers/container.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/unpack.h"

namespace dateline {
namespace {

// "dump.jsonl" of "/in/dump.jsonl.gz".
std::string_view name_of_content(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

}  // namespace

bool recognises_gzip(std::string_view head) { return starts_as_gzip(head); }

void read_gzip_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  Container container(input, options, sink);
  const UnpackedBytes unpacked = unpack_gzip(input.bytes, largest_entry_bytes, container.budget());
  if (!unpacked.fault.empty()) return container.reject("", unpacked.fault);
  container.read({.name = name_of_content(input.path), .bytes = unpacked.bytes, .url = input.url, .charset = input.charset});
  container.tell_left_out();
}

}  // namespace dateline
