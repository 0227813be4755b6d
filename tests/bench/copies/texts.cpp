#include "tests/bench/copies/texts.h"

#include <xxhash.h>

#include <algorithm>
#include <iterator>

#include "indexer/analysis/copies.h"
#include "indexer/analysis/tokenizer.h"
#include "tests/bench/layouts/articles.h"

namespace dateline {
namespace {

constexpr std::size_t kLongParagraph = 120, kPiece = 60;  // words

// Positions of words in runs of kShingleWords, each text reduced to its distinct runs.
std::vector<WordHashes> distinct_shingles(const WordHashes& words) {
  std::vector<WordHashes> out;
  for (std::size_t at = 0; at + kShingleWords <= words.size(); ++at)
    out.emplace_back(words.begin() + static_cast<std::ptrdiff_t>(at), words.begin() + static_cast<std::ptrdiff_t>(at + kShingleWords));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void add_paragraph(const WordHashes& words, std::vector<WordHashes>& out) {
  const std::size_t step = words.size() > kLongParagraph ? kPiece : std::max<std::size_t>(1, words.size());
  for (std::size_t at = 0; at < words.size(); at += step)
    out.emplace_back(words.begin() + static_cast<std::ptrdiff_t>(at), words.begin() + static_cast<std::ptrdiff_t>(std::min(at + step, words.size())));
}

}  // namespace

WordHashes HashedText::words() const {
  WordHashes out;
  for (const WordHashes& paragraph : paragraphs) out.insert(out.end(), paragraph.begin(), paragraph.end());
  return out;
}

std::size_t HashedText::size() const {
  std::size_t out = 0;
  for (const WordHashes& paragraph : paragraphs) out += paragraph.size();
  return out;
}

bool HashedText::held_out() const { return XXH3_64bits(id.data(), id.size()) & 1; }

std::uint64_t hash_of(std::string_view form, WordForms& forms) {
  const std::uint64_t hash = XXH3_64bits(form.data(), form.size());
  forms.try_emplace(hash, form);
  return hash;
}

std::vector<std::string_view> forms_of(const WordHashes& words, const WordForms& forms) {
  std::vector<std::string_view> out;
  for (const std::uint64_t word : words) out.push_back(forms.at(word));
  return out;
}

HashedTexts read_texts(const std::vector<std::string>& files, std::size_t limit) {
  HashedTexts out;
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  WordHashes hashes;
  for (const std::string& file : files) {
    const Corpus corpus = read_corpus(file, limit);
    for (const Article& article : corpus.articles) {
      HashedText text{article.id, article.source, {}, {}};
      if (article.published.known()) text.published = article.published.seconds;
      for (const std::string& paragraph : article.body) {
        tokens.clear();
        tokenizer.tokenize(paragraph, tokens);
        for (auto form = static_cast<std::uint32_t>(hashes.size()); form < tokenizer.forms().size(); ++form)
          hashes.push_back(hash_of(tokenizer.forms().text(form), out.forms));
        WordHashes words;
        for (const Token& token : tokens) words.push_back(hashes[token.form]);
        add_paragraph(words, text.paragraphs);
      }
      out.texts.push_back(std::move(text));
    }
  }
  return out;
}

ExactOverlap exact_overlap(const WordHashes& a, const WordHashes& b) {
  const auto left = distinct_shingles(a), right = distinct_shingles(b);
  std::vector<WordHashes> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
  const std::size_t fewer = std::min(left.size(), right.size());
  if (fewer == 0) return {};
  const auto shared = static_cast<double>(both.size());
  return {shared / static_cast<double>(fewer), shared / (static_cast<double>(left.size() + right.size()) - shared)};
}

}  // namespace dateline
