// Plain Xapian: built by one writer, or in parts that are merged; asked in this process without snippets, which is the floor.
#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "tests/bench/layouts/measure.h"
#include "tests/bench/peers/peer.h"
#include "tests/bench/peers/plain_articles.h"
#include "tests/bench/peers/plain_xapian.h"

namespace dateline {
namespace {

constexpr std::size_t kPart = 500;  // articles

Xapian::Document document_of(const PlainArticle& article, Xapian::TermGenerator& generator) {
  Xapian::Document out;
  generator.set_document(out);
  generator.set_termpos(0);
  generator.index_text(article.title);
  generator.increase_termpos();
  generator.index_text(article.body);
  out.add_boolean_term("Q" + article.id.substr(0, 200));
  if (!article.source.empty()) out.add_boolean_term("XS" + article.source.substr(0, 200));
  out.add_value(kDateSlot, std::to_string(article.day()));
  out.add_value(kSourceSlot, article.source);
  out.add_value(kYearSlot, std::to_string(article.year()));
  out.set_data(article.id + "\n" + article.title + "\n" + article.body);
  return out;
}

void write(const std::vector<PlainArticle>& articles, const std::string& folder) {
  Xapian::WritableDatabase database(folder, Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("english"));
  for (const PlainArticle& article : articles) database.add_document(document_of(article, generator));
  database.commit();
}

void build_in_one(const std::string& input, const std::string& folder) {
  Xapian::WritableDatabase database(folder, Xapian::DB_CREATE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("english"));
  for_each_article(input, [&](const PlainArticle& article) { database.add_document(document_of(article, generator)); });
  database.commit();
}

// Two parts at a time; the file is read by one hand.
class PartsBuilder {
 public:
  explicit PartsBuilder(std::string folder) : folder_(std::move(folder)) {}

  void add(const PlainArticle& article) {
    part_.push_back(article);
    if (part_.size() == kPart) flush();
  }

  void finish() {
    flush();
    for (auto& thread : threads_)
      if (thread.joinable()) thread.join();
    Xapian::Database all;
    for (const std::string& part : parts_) all.add_database(Xapian::Database(part));
    all.compact(folder_ + "/all");
    for (const std::string& part : parts_) std::filesystem::remove_all(part);
  }

 private:
  void flush() {
    if (part_.empty()) return;
    std::thread& thread = threads_[parts_.size() % 2];
    if (thread.joinable()) thread.join();
    parts_.push_back(folder_ + "/part-" + std::to_string(parts_.size()));
    thread = std::thread([articles = std::move(part_), to = parts_.back()] { write(articles, to); });
    part_.clear();
  }

  std::string folder_;
  std::vector<PlainArticle> part_;
  std::vector<std::string> parts_;
  std::thread threads_[2];
};

void build_in_parts(const std::string& input, const std::string& folder) {
  PartsBuilder builder(folder);
  for_each_article(input, [&](const PlainArticle& article) { builder.add(article); });
  builder.finish();
}

class Floor : public PeerAsker {
 public:
  explicit Floor(const std::string& folder) : database_(folder) {}

  std::optional<PeerAnswer> ask(const LoggedQuery& query) override {
    if (query.kind == QueryClass::completions) return std::nullopt;
    const double begin = thread_cpu();
    Xapian::Enquire enquire(database_);
    enquire.set_query(queries_.of(query));
    if (query.kind == QueryClass::newest) enquire.set_sort_by_value(kDateSlot, true);
    Xapian::ValueCountMatchSpy sources(kSourceSlot), years(kYearSlot);
    const bool facets = query.kind == QueryClass::facets;
    if (facets) {
      enquire.add_matchspy(&sources);
      enquire.add_matchspy(&years);
    }
    const Xapian::MSet hits = enquire.get_mset(0, 10, facets ? database_.get_doccount() : 0);
    spent_ += thread_cpu() - begin;
    return PeerAnswer{.hits = hits.size()};
  }

  double cpu_seconds() override { return spent_; }

 private:
  Xapian::Database database_;
  PlainQueries queries_;
  double spent_ = 0;
};

}  // namespace

std::vector<Peer> xapian_peers() {
  Peer one;
  one.name = "Xapian, one writer";
  one.key = "xapian";
  one.version = Xapian::version_string();
  one.build = build_in_one;
  Peer parts = one;
  parts.name = "Xapian, parts of 500 on 2 threads, compacted";
  parts.asked = "the floor: Xapian in process, no snippets";
  parts.key = kFloorKey;
  parts.build = build_in_parts;
  parts.open = [](const std::string& folder) { return std::make_unique<Floor>(folder + "/all"); };
  return {parts, one};
}

}  // namespace dateline
