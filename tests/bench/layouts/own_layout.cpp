#include <xapian.h>

#include <algorithm>

#include "indexer/analysis/terms.h"
#include "indexer/archive/archive.h"
#include "indexer/archive/writer.h"
#include "server/search/search.h"
#include "tests/bench/layouts/check_source.h"
#include "tests/bench/layouts/subjects.h"

namespace dateline {
namespace {

void build(const Corpus& corpus, const std::string& folder) {
  ArchiveWriter writer(folder + "/archive", {.rebuild = true, .threads = 1});
  WriterHand hand;
  for (const Article& article : corpus.articles) writer.add(article, hand);
  writer.publish("{}");
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

// The whole search as the server runs it, without passages.
class SearchAsker : public Asker {
 public:
  explicit SearchAsker(const std::string& folder) : searcher_(folder + "/archive") {}

  std::optional<std::uint64_t> ask(const Question& question) override {
    SearchRequest request;
    request.snippets = 0;
    request.spelling = Spelling::off;
    request.q = joined(question.words, question.kind == Kind::any ? " OR " : " ");
    if (question.kind == Kind::phrase2 || question.kind == Kind::phrase3) request.q = "exact:\"" + request.q + "\"";
    if (question.kind == Kind::facet) request.facets = {"source"};
    if (question.kind == Kind::newest) {
      request.sort = Sort::newest;
      request.filters = {{"source", {question.source}, {}}};
    }
    return searcher_.search(request).total;
  }

 private:
  Searcher searcher_;
};

// The postings of the archive's one segment, and its word sequences for phrases.
class PostingsAsker : public Asker {
 public:
  explicit PostingsAsker(const std::string& folder) : archive_(Archive::open(folder + "/archive")), database_(segment().postings_path()) {}

  std::optional<std::uint64_t> ask(const Question& question) override {
    if (question.kind == Kind::facet || question.kind == Kind::newest) return std::nullopt;
    std::vector<Xapian::Query> words;
    for (const std::string& form : question.words) words.emplace_back(stemmer_.term(form, "en"));
    Xapian::Query query(question.kind == Kind::any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND, words.begin(), words.end());
    if (question.kind == Kind::phrase2 || question.kind == Kind::phrase3) query = with_phrase(query, question.words);
    Xapian::Enquire enquire(database_);
    enquire.set_query(query);
    const Xapian::MSet hits = enquire.get_mset(0, 10, database_.get_doccount());
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) fetched_ += segment().articles().card(*hit - 1).title.size();
    return hits.get_matches_estimated();
  }

 private:
  const Segment& segment() const { return *archive_->segments().front().segment; }

  Xapian::Query with_phrase(const Xapian::Query& words, const std::vector<std::string>& forms) {
    std::vector<std::uint32_t> codes;
    for (const std::string& form : forms) codes.push_back(segment().vocabulary().rank_of(form).value_or(0xffffffff));
    const auto has_phrase = [this, codes](Xapian::docid document) {
      segment().words(document - 1, words_);
      for (std::uint32_t unit = 0; unit < words_.units(); ++unit)
        if (!std::ranges::search(words_.unit(unit), codes).empty()) return true;
      return false;
    };
    return Xapian::Query(Xapian::Query::OP_FILTER, words, Xapian::Query((new CheckSource(database_.get_doccount(), has_phrase))->release()));
  }

  std::shared_ptr<const Archive> archive_;
  Xapian::Database database_;
  Stemmer stemmer_;
  WordSequence words_;
  std::size_t fetched_ = 0;
};

}  // namespace

std::vector<Layout> own_layouts() {
  return {{"(e) Dateline, whole search", build, [](const std::string& folder) { return std::make_unique<SearchAsker>(folder); }},
          {"(e) Dateline, postings alone", nullptr, [](const std::string& folder) { return std::make_unique<PostingsAsker>(folder); }}};
}

}  // namespace dateline
