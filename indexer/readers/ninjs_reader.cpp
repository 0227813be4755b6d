// ninjs: one item, a list of them, or one a line. The files are JSON, and each object in them says by its members whether it is ninjs.
#include "indexer/readers/formats.h"

namespace dateline {

void read_ninjs_file(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  read_json_file(input, options, sink);
}

}  // namespace dateline
