#include <zstd.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <numeric>

#include "indexer/analysis/tokenizer.h"
#include "indexer/archive/bytes.h"
#include "indexer/archive/word_sequence.h"
#include "tests/bench/layouts/subjects.h"

namespace dateline {
namespace {

constexpr int kLevel = 3;
constexpr int kRounds = 5;

struct Code {
  std::string name;
  std::function<std::string(const WordSequence&)> pack;
  std::function<std::size_t(const std::string&)> unpack;  // returns the number of words
};

// The articles' words as ranks by frequency.
std::vector<WordSequence> sequences(const Corpus& corpus) {
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  std::vector<WordSequence> out;
  std::vector<std::uint64_t> uses;
  for (const Article& article : corpus.articles) {
    WordSequence& words = out.emplace_back();
    const auto add = [&](const std::string& text) {
      tokens.clear();
      tokenizer.tokenize(text, tokens);
      uses.resize(tokenizer.forms().size());
      for (const Token& token : tokens) {
        words.codes.push_back(token.form);
        ++uses[token.form];
      }
      words.unit_ends.push_back(static_cast<std::uint32_t>(words.codes.size()));
    };
    add(article.title);
    for (const std::string& paragraph : article.body) add(paragraph);
  }
  std::vector<std::uint32_t> by_rank(uses.size()), rank(uses.size());
  std::iota(by_rank.begin(), by_rank.end(), 0u);
  std::stable_sort(by_rank.begin(), by_rank.end(), [&](std::uint32_t a, std::uint32_t b) { return uses[a] > uses[b]; });
  for (std::uint32_t at = 0; at < by_rank.size(); ++at) rank[by_rank[at]] = at;
  for (WordSequence& words : out)
    for (std::uint32_t& code : words.codes) code = rank[code];
  return out;
}

std::string ours(const WordSequence& words) {
  std::string out;
  encode_words(words, out);
  return out;
}

std::vector<Code> codes() {
  const auto into = std::make_shared<WordSequence>();
  const auto read_ours = [into](const std::string& blob) {
    decode_words(blob, *into);
    return into->codes.size();
  };
  const auto fixed = [](const WordSequence& from) {
    std::string out;
    for (const std::uint32_t code : from.codes) put_fixed(out, static_cast<std::uint16_t>(code * 2654435761u >> 16));
    return out;
  };
  const auto read_fixed = [into](const std::string& blob) {
    into->codes.resize(blob.size() / sizeof(std::uint16_t));
    for (std::size_t at = 0; at < into->codes.size(); ++at) {
      std::uint16_t code;
      std::memcpy(&code, blob.data() + at * sizeof code, sizeof code);
      into->codes[at] = code;
    }
    return into->codes.size();
  };
  const auto leb128 = [](const WordSequence& from) {
    std::string out;
    for (const std::uint32_t code : from.codes) put_varint(out, code);
    return out;
  };
  const auto read_leb128 = [into](const std::string& blob) {
    into->codes.clear();
    for (ByteReader reader(blob); !reader.done();) into->codes.push_back(static_cast<std::uint32_t>(reader.varint()));
    return into->codes.size();
  };
  const auto packed = [](const WordSequence& from) {
    const std::string plain = ours(from);
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), kLevel));
    return out;
  };
  const auto read_packed = [read_ours](const std::string& blob) {
    std::string plain(ZSTD_getFrameContentSize(blob.data(), blob.size()), '\0');
    ZSTD_decompress(plain.data(), plain.size(), blob.data(), blob.size());
    return read_ours(plain);
  };
  return {{"2-byte hash, not exact", fixed, read_fixed},
          {"LEB128 of the rank, read byte by byte", leb128, read_leb128},
          {"LEB128 of the rank, eight bytes at once (ours)", ours, read_ours},
          {"zstd 3 over ours", packed, read_packed}};
}

}  // namespace

Table compare_word_codes(const Corpus& corpus) {
  const std::vector<WordSequence> all = sequences(corpus);
  Table out{"Word sequences: one blob an article", {}};
  for (const Code& code : codes()) {
    std::vector<std::string> blobs;
    std::size_t size = 0;
    for (const WordSequence& words : all) {
      blobs.push_back(code.pack(words));
      size += blobs.back().size();
    }
    std::vector<double> nanoseconds;
    for (int round = 0; round < kRounds; ++round) {
      std::size_t words = 0;
      const double start = thread_cpu();
      for (const std::string& blob : blobs) words += code.unpack(blob);
      nanoseconds.push_back((thread_cpu() - start) * 1e9 / static_cast<double>(words));
    }
    out.rows.push_back({{"code", code.name},
                        {"bytes / text", rounded(static_cast<double>(size) / static_cast<double>(corpus.text_bytes))},
                        {"unpack ns / word", rounded(median(nanoseconds), 2)}});
  }
  return out;
}

}  // namespace dateline
