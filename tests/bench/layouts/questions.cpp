#include "tests/bench/layouts/questions.h"

#include <algorithm>
#include <optional>
#include <random>

#include "indexer/analysis/tokenizer.h"

namespace dateline {
namespace {

constexpr std::size_t kShortest = 4;  // letters of a word asked for

bool is_plain(std::string_view form) {
  return form.size() >= kShortest && std::all_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::size_t words_in(Kind kind) {
  switch (kind) {
    case Kind::all:
    case Kind::phrase2: return 2;
    case Kind::any:
    case Kind::phrase3: return 3;
    default: return 1;
  }
}

class Sampler {
 public:
  explicit Sampler(const Corpus& corpus) : corpus_(corpus) {}

  std::optional<Question> sample(Kind kind) {
    const Article& article = corpus_.articles[pick(corpus_.articles.size())];
    if (article.body.empty()) return std::nullopt;
    std::vector<Token> tokens;
    tokenizer_.tokenize(article.body[pick(article.body.size())], tokens);
    const std::size_t wanted = words_in(kind);
    const bool together = kind == Kind::phrase2 || kind == Kind::phrase3;
    if (tokens.size() < wanted + 1) return std::nullopt;
    Question out{kind, {}, kind == Kind::newest ? article.source : std::string()};
    const std::size_t first = pick(tokens.size() - wanted);
    for (std::size_t at = 0; at < wanted; ++at) {
      const std::string_view form = tokenizer_.forms().text(tokens[together ? first + at : pick(tokens.size())].form);
      if (!is_plain(form)) return std::nullopt;
      out.words.emplace_back(form);
    }
    return out;
  }

 private:
  std::size_t pick(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }

  const Corpus& corpus_;
  Tokenizer tokenizer_;
  std::mt19937 random_{7};
};

}  // namespace

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::term: return "term";
    case Kind::all: return "and";
    case Kind::any: return "or";
    case Kind::phrase2: return "phrase of 2";
    case Kind::phrase3: return "phrase of 3";
    case Kind::facet: return "facet";
    case Kind::newest: return "newest";
  }
  return "";
}

std::vector<Question> sample_questions(const Corpus& corpus, std::size_t count) {
  constexpr std::size_t kTries = 10'000;
  Sampler sampler(corpus);
  std::vector<Question> out;
  for (const Kind kind : kKinds) {
    std::size_t found = 0;
    for (std::size_t tries = 0; found < count && tries < kTries; ++tries) {
      auto question = sampler.sample(kind);
      if (!question) continue;
      out.push_back(std::move(*question));
      ++found;
    }
  }
  return out;
}

}  // namespace dateline
