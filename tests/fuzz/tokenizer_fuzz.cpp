// libFuzzer target: any bytes as the text of an article. Tokens ascend, do not overlap and stay inside the text.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "indexer/analysis/tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dateline::Tokenizer tokenizer;
  std::vector<dateline::Token> tokens;
  tokenizer.tokenize({reinterpret_cast<const char*>(data), size}, tokens);
  std::uint32_t behind = 0;
  for (const dateline::Token& token : tokens) {
    if (token.begin < behind || token.end <= token.begin || token.end > size) std::abort();
    if (token.form >= tokenizer.forms().size()) std::abort();
    behind = token.end;
  }
  return 0;
}
