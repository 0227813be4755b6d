#include <xapian.h>
#include <xxhash.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <unordered_map>

#include "indexer/analysis/terms.h"
#include "indexer/analysis/tokenizer.h"
#include "indexer/archive/prepare.h"
#include "tests/bench/layouts/check_source.h"
#include "tests/bench/layouts/subjects.h"

namespace dateline {
namespace {

constexpr Xapian::valueno kDate = 0, kSource = 1, kBlob = 2;
constexpr std::size_t kPart = 500;
constexpr std::uint32_t kTitleWeight = 3;

struct Shape {
  bool generator = false;  // stems, raw words and positions, as Xapian::TermGenerator makes them
  bool stems = false;      // else raw words; without a meaning when `generator`
  bool blob = false;       // the word sequence in a value slot
  bool parts = false;      // in parts, merged by compact
};

std::uint16_t word_hash(std::string_view form) { return static_cast<std::uint16_t>(XXH3_64bits(form.data(), form.size()) | 1u); }

// Makes the documents of one shape.
class DocumentMaker {
 public:
  explicit DocumentMaker(Shape shape) : shape_(shape) { generator_.set_stemmer(Xapian::Stem("english")); }

  Xapian::Document make(const Article& article) {
    Xapian::Document document;
    if (shape_.generator) generate(article, document);
    else count(article, document);
    const ArticleRecord record = encode_article(article);
    document.set_data(record.card + record.rest);
    document.add_value(kDate, Xapian::sortable_serialise(static_cast<double>(article.published.seconds)));
    document.add_value(kSource, article.source);
    document.add_boolean_term("XO" + article.source);
    return document;
  }

 private:
  void generate(const Article& article, Xapian::Document& document) {
    generator_.set_document(document);
    generator_.index_text(article.title, kTitleWeight);
    for (const std::string& paragraph : article.body) {
      generator_.increase_termpos();
      generator_.index_text(paragraph);
    }
    document = generator_.get_document();
  }

  void count(const Article& article, Xapian::Document& document) {
    std::map<std::string_view, std::uint32_t> counts;
    std::string blob;
    add_unit(article.title, kTitleWeight, counts, blob);
    for (const std::string& paragraph : article.body) add_unit(paragraph, 1, counts, blob);
    for (const auto& [term, sum] : counts) document.add_term(std::string(term), sum);
    if (shape_.blob) document.add_value(kBlob, blob);
  }

  void add_unit(std::string_view text, std::uint32_t weight, std::map<std::string_view, std::uint32_t>& counts, std::string& blob) {
    std::vector<Token> tokens;
    tokenizer_.tokenize(text, tokens);
    for (const Token& token : tokens) {
      counts[term_of(token.form)] += weight;
      if (shape_.blob) put_fixed(blob, word_hash(tokenizer_.forms().text(token.form)));
    }
    if (shape_.blob) put_fixed(blob, std::uint16_t{0});
  }

  std::string_view term_of(std::uint32_t form) {
    if (!shape_.stems) return tokenizer_.forms().text(form);
    const auto [found, fresh] = stems_.try_emplace(form);
    if (fresh) found->second = stemmer_.term(tokenizer_.forms().text(form), "en");
    return found->second;
  }

  Shape shape_;
  Xapian::TermGenerator generator_;
  Tokenizer tokenizer_;
  Stemmer stemmer_;
  std::unordered_map<std::uint32_t, std::string> stems_;
};

void build(const Corpus& corpus, const std::string& folder, Shape shape) {
  DocumentMaker maker(shape);
  if (!shape.parts) {
    Xapian::WritableDatabase database(folder + "/db", Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
    for (const Article& article : corpus.articles) database.add_document(maker.make(article));
    database.commit();
    return;
  }
  Xapian::Database all;
  for (std::size_t begin = 0; begin < corpus.articles.size(); begin += kPart) {
    const std::string path = folder + "/part-" + std::to_string(begin);
    Xapian::WritableDatabase part(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_DANGEROUS | Xapian::DB_NO_SYNC);
    for (std::size_t at = begin; at < std::min(begin + kPart, corpus.articles.size()); ++at) part.add_document(maker.make(corpus.articles[at]));
    part.commit();
    part.close();
    all.add_database(Xapian::Database(path));
  }
  all.compact(folder + "/db", Xapian::Compactor::FULL);
  for (std::size_t begin = 0; begin < corpus.articles.size(); begin += kPart) std::filesystem::remove_all(folder + "/part-" + std::to_string(begin));
}

class XapianAsker : public Asker {
 public:
  XapianAsker(const std::string& folder, Shape shape) : shape_(shape), database_(folder + "/db") {
    if (shape.generator || shape.stems) return;
    for (auto term = database_.allterms_begin(); term != database_.allterms_end(); ++term) forms_[stemmer_.term(*term, "en")].push_back(*term);
  }

  std::optional<std::uint64_t> ask(const Question& question) override {
    const auto query = query_of(question);
    if (!query) return std::nullopt;
    Xapian::Enquire enquire(database_);
    Xapian::ValueCountMatchSpy sources(kSource);
    enquire.set_query(*query);
    if (question.kind == Kind::facet) enquire.add_matchspy(&sources);
    if (question.kind == Kind::newest) enquire.set_sort_by_value(kDate, true);
    const bool exact = question.kind != Kind::newest;
    const Xapian::MSet hits = enquire.get_mset(0, 10, exact ? database_.get_doccount() : 0);
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) fetched_ += hit.get_document().get_data().size();
    return hits.get_matches_estimated();
  }

 private:
  Xapian::Query word(const std::string& form) {
    const std::string stem = stemmer_.term(form, "en");
    if (shape_.generator) return Xapian::Query("Z" + stem);
    if (shape_.stems) return Xapian::Query(stem);
    const auto& forms = forms_[stem];
    return Xapian::Query(Xapian::Query::OP_SYNONYM, forms.begin(), forms.end());
  }

  std::optional<Xapian::Query> phrase(const std::vector<std::string>& words) {
    if (shape_.generator) return Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end(), static_cast<Xapian::termcount>(words.size()));
    if (!shape_.blob) return std::nullopt;
    std::vector<Xapian::Query> all;
    std::string wanted;
    for (const std::string& form : words) {
      all.push_back(word(form));
      put_fixed(wanted, word_hash(form));
    }
    const auto has_phrase = [this, wanted](Xapian::docid document) {
      const std::string blob = database_.get_document(document).get_value(kBlob);
      for (std::size_t at = blob.find(wanted); at != std::string::npos; at = blob.find(wanted, at + 1))
        if (at % sizeof(std::uint16_t) == 0) return true;
      return false;
    };
    const Xapian::Query source((new CheckSource(database_.get_doccount(), has_phrase))->release());
    return Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(Xapian::Query::OP_AND, all.begin(), all.end()), source);
  }

  std::optional<Xapian::Query> query_of(const Question& question) {
    if (question.kind == Kind::phrase2 || question.kind == Kind::phrase3) return phrase(question.words);
    std::vector<Xapian::Query> words;
    for (const std::string& form : question.words) words.push_back(word(form));
    const Xapian::Query text(question.kind == Kind::any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND, words.begin(), words.end());
    if (question.source.empty()) return text;
    return Xapian::Query(Xapian::Query::OP_FILTER, text, Xapian::Query("XO" + question.source));
  }

  Shape shape_;
  Xapian::Database database_;
  Stemmer stemmer_;
  std::map<std::string, std::vector<std::string>> forms_;
  std::size_t fetched_ = 0;
};

Layout in_shape(const char* name, Shape shape) {
  Layout out;
  out.name = name;
  out.build = [shape](const Corpus& corpus, const std::string& folder) { build(corpus, folder, shape); };
  out.open = [shape](const std::string& folder) { return std::make_unique<XapianAsker>(folder, shape); };
  return out;
}

}  // namespace

std::vector<Layout> xapian_layouts() {
  return {in_shape("(a) stems, raw words, positions, one writer", {.generator = true}),
          in_shape("(b) the same in parts of 500", {.generator = true, .parts = true}),
          in_shape("(c) stems, blob in a value, parts", {.stems = true, .blob = true, .parts = true}),
          in_shape("(d) raw words only, parts", {.parts = true})};
}

}  // namespace dateline
