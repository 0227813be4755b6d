#include "server/search/query_words.h"

#include <algorithm>

#include "server/search/query.h"
#include "server/search/query_fields.h"
#include "server/search/query_lexer.h"

namespace dateline {
namespace {

bool is_capital_letter(char c) { return c >= 'A' && c <= 'Z'; }

// What the brackets around an item say of it, as far as words are concerned.
struct Surroundings {
  bool left_alone = false;
  std::string field;
};

class WordFinder {
 public:
  WordFinder(const std::string& q, Tokenizer& tokenizer) : q_(q), tokenizer_(tokenizer), clean_(clean_text(q, QueryLimits{}.bytes)), lexer_(clean_) {}

  std::vector<QueryWord> run() {
    for (QueryToken token = lexer_.next(); token.kind != QueryTokenKind::end;) {
      QueryToken next = lexer_.next();
      take(token, next.position);
      token = std::move(next);
    }
    return std::move(words_);
  }

 private:
  void take(const QueryToken& token, std::uint32_t end) {
    const bool negated = token.negated || negation_;
    negation_ = token.kind == QueryTokenKind::negation;
    if (token.kind == QueryTokenKind::open) {
      Surroundings inner = around_.back();
      inner.left_alone = inner.left_alone || negated || token.exact;
      if (!token.field.empty()) inner.field = token.field;
      if (around_.size() < kDeepest) around_.push_back(std::move(inner));
    } else if (token.kind == QueryTokenKind::close) {
      if (around_.size() > 1) around_.pop_back();
    } else if (token.kind == QueryTokenKind::item && !negated && !token.exact && !around_.back().left_alone) {
      take_item(token, end);
      return;
    }
    break_ = true;
  }

  void take_item(const QueryToken& token, std::uint32_t end) {
    const std::string& field = token.field.empty() ? around_.back().field : token.field;
    const auto kind = query_field(field);
    const bool text = (field.empty() || (kind && kind->kind == QueryFieldKind::text)) && token.strange_field.empty();
    const std::size_t at = text ? std::string_view(q_).substr(token.position, end - token.position).rfind(token.text) : std::string::npos;
    if (token.text.empty() || at == std::string::npos || token.text.find('*') != std::string::npos || token.text.find('?') != std::string::npos) {
      break_ = true;
      return;
    }
    add(token, token.position + static_cast<std::uint32_t>(at), field);
  }

  void add(const QueryToken& token, std::uint32_t begin, const std::string& field) {
    std::vector<Token> tokens;
    tokenizer_.tokenize(token.text, tokens);
    if (!break_ && !token.quoted && field == field_ && tokens.size() == 1 && !words_.empty() && !words_.back().quoted) words_.back().beside = true;
    for (const Token& one : tokens)
      words_.push_back({std::string(tokenizer_.forms().text(one.form)), begin + one.begin, begin + one.end, token.quoted, is_capital_letter(token.text[one.begin]), false});
    field_ = field;
    break_ = tokens.size() != 1;
  }

  static constexpr std::size_t kDeepest = 64;

  const std::string& q_;
  Tokenizer& tokenizer_;
  CleanText clean_;
  QueryLexer lexer_;
  std::vector<Surroundings> around_ = {{}};
  std::vector<QueryWord> words_;
  std::string field_;      // of the last word
  bool negation_ = false;  // NOT stands right before
  bool break_ = true;      // something other than a word was last
};

}  // namespace

std::vector<QueryWord> words_of_query(const std::string& q, Tokenizer& tokenizer) { return WordFinder(q, tokenizer).run(); }

}  // namespace dateline
