#include <xapian.h>

#include <algorithm>
#include <numeric>

#include "tests/bench/layouts/check_source.h"
#include "tests/bench/layouts/subjects.h"
#include "tests/bench/layouts/term_lists.h"

namespace dateline {
namespace {

constexpr Xapian::valueno kDate = 0;
constexpr std::size_t kPart = 500;
constexpr int kRounds = 5;
constexpr std::size_t kQuestions = 60;
// Sparse numbers leave this much room for each article, as numbers made from the time do.
constexpr Xapian::docid kRoom = 400;

enum class Order { newest_first, newest_first_sparse, arrival };

const char* name_of(Order order) {
  switch (order) {
    case Order::newest_first: return "newest first";
    case Order::newest_first_sparse: return "newest first, numbers from the time";
    case Order::arrival: return "as they came, dates in a value slot";
  }
  return "";
}

std::vector<std::size_t> newest_first(const Corpus& corpus) {
  std::vector<std::size_t> out(corpus.articles.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    return corpus.articles[a].published.seconds > corpus.articles[b].published.seconds;
  });
  return out;
}

std::uint64_t write(const Corpus& corpus, const TermLists& terms, Order order, const std::string& folder) {
  std::vector<std::size_t> articles = newest_first(corpus);
  if (order == Order::arrival) std::iota(articles.begin(), articles.end(), std::size_t{0});
  Xapian::Database all;
  for (std::size_t begin = 0; begin < articles.size(); begin += kPart) {
    const std::string path = folder + "/part-" + std::to_string(begin);
    Xapian::WritableDatabase part(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_DANGEROUS | Xapian::DB_NO_SYNC |
                                            Xapian::DB_NO_TERMLIST);
    for (std::size_t at = begin; at < std::min(begin + kPart, articles.size()); ++at) {
      const Article& article = corpus.articles[articles[at]];
      Xapian::Document document;
      for (const auto& [term, count] : terms.lists[articles[at]]) document.add_term(std::string(term), count);
      document.add_boolean_term("XO" + article.source);
      if (order == Order::arrival) document.add_value(kDate, Xapian::sortable_serialise(static_cast<double>(article.published.seconds)));
      if (order == Order::newest_first_sparse) part.replace_document(static_cast<Xapian::docid>(at * kRoom + 1 + at % kRoom), document);
      else part.add_document(document);
    }
    part.commit();
    part.close();
    all.add_database(Xapian::Database(path));
  }
  unsigned flags = Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL;
  if (order == Order::newest_first_sparse) flags |= Xapian::DBCOMPACT_NO_RENUMBER;
  all.compact(folder + "/all", flags);
  return total_size(folder + "/all");
}

// Articles with the words that were published between two of the corpus's dates; the ten newest.
class NewestAsker {
 public:
  NewestAsker(const std::string& folder, Order order, const std::vector<std::int64_t>& dates)
      : order_(order), database_(folder + "/all"), size_(static_cast<Xapian::docid>(dates.size())) {
    const double from = static_cast<double>(dates[dates.size() * 6 / 10]), until = static_cast<double>(dates[dates.size() * 4 / 10]);
    values_ = Xapian::Query(Xapian::Query::OP_VALUE_RANGE, kDate, Xapian::sortable_serialise(from), Xapian::sortable_serialise(until));
  }

  double ask(const Question& question) {
    std::vector<Xapian::Query> parts;
    for (const std::string& form : question.words) parts.emplace_back(stemmer_.term(form, "en"));
    const Xapian::docid scale = order_ == Order::newest_first_sparse ? kRoom : 1;
    const Xapian::docid begin = size_ * 4 / 10 * scale, end = size_ * 6 / 10 * scale;
    if (order_ == Order::arrival) parts.push_back(values_);
    else parts.push_back(Xapian::Query((new CheckSource(size_ * scale, [=](Xapian::docid at) { return at > begin && at <= end; }))->release()));
    const double start = thread_cpu();
    Xapian::Enquire enquire(database_);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, parts.begin(), parts.end()));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    if (order_ == Order::arrival) enquire.set_sort_by_value(kDate, true);
    found_ += enquire.get_mset(0, 10).size();
    return (thread_cpu() - start) * 1e3;
  }

 private:
  Order order_;
  Xapian::Database database_;
  Xapian::docid size_;
  Xapian::Query values_;
  Stemmer stemmer_;
  std::size_t found_ = 0;
};

}  // namespace

Table compare_orders(const Corpus& corpus, const std::string& scratch) {
  const TermLists terms(corpus);
  std::vector<std::int64_t> dates;
  for (const std::size_t at : newest_first(corpus)) dates.push_back(corpus.articles[at].published.seconds);
  std::vector<Question> questions = sample_questions(corpus, kQuestions);
  std::erase_if(questions, [](const Question& question) { return question.kind != Kind::term && question.kind != Kind::all; });
  Table out{"Order of documents: a word or two words, a fifth of the time, the ten newest", {}};
  for (const Order order : {Order::newest_first, Order::newest_first_sparse, Order::arrival}) {
    const std::string folder = fresh_folder(scratch, "order");
    const Cells built = in_child([&] { return Cells{{"bytes", write(corpus, terms, order, folder)}}; });
    NewestAsker asker(folder, order, dates);
    std::vector<double> times;
    for (const Question& question : questions) {
      std::vector<double> rounds;
      for (int round = 0; round < kRounds; ++round) rounds.push_back(asker.ask(question));
      times.push_back(median(rounds));
    }
    out.rows.push_back({{"order", name_of(order)},
                        {"build CPU s", built.at("cpu_s")},
                        {"bytes / text", rounded(built.at("bytes").get<double>() / static_cast<double>(corpus.text_bytes))},
                        {"ms mean", rounded(mean(times), 4)},
                        {"ms p95", rounded(p95(times), 4)}});
  }
  return out;
}

}  // namespace dateline
