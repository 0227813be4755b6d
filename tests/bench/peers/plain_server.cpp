// bench_plain_server FOLDER: the least search server that cpp-httplib and Xapian make together, with Xapian's own snippets at their cheapest flags.
//
// GET /search?kind=N&words=a+b&source=S&from=YEAR; prints its port. What Dateline's server would cost if it did nothing for anybody.
#include <httplib.h>

#include <csignal>
#include <cstdio>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "tests/bench/peers/plain_xapian.h"

namespace dateline {
namespace {

// A database belongs to one thread at a time.
class Databases {
 public:
  explicit Databases(std::string folder) : folder_(std::move(folder)) {}

  Xapian::Database take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return Xapian::Database(folder_);
    Xapian::Database out = free_.back();
    free_.pop_back();
    return out;
  }

  void give_back(const Xapian::Database& database) {
    const std::lock_guard lock(mutex_);
    free_.push_back(database);
  }

 private:
  std::string folder_;
  std::mutex mutex_;
  std::vector<Xapian::Database> free_;
};

LoggedQuery query_of(const httplib::Request& request) {
  LoggedQuery out;
  out.kind = static_cast<QueryClass>(std::atoi(request.get_param_value("kind").c_str()));
  std::istringstream words(request.get_param_value("words"));
  for (std::string word; words >> word;) out.words.push_back(word);
  out.source = request.get_param_value("source");
  out.from_year = std::atoi(request.get_param_value("from").c_str());
  return out;
}

nlohmann::json values_of(const Xapian::ValueCountMatchSpy& spy) {
  nlohmann::json out = nlohmann::json::object();
  for (auto value = spy.top_values_begin(10); value != spy.top_values_end(10); ++value)
    out[*value] = value.get_termfreq();
  return out;
}

nlohmann::json hits_of(const Xapian::MSet& found) {
  constexpr std::size_t kLength = 240;
  const Xapian::Stem stem("english");
  nlohmann::json out = nlohmann::json::array();
  for (auto hit = found.begin(); hit != found.end(); ++hit) {
    const std::string data = hit.get_document().get_data();
    const std::size_t title = data.find('\n') + 1, body = data.find('\n', title) + 1;
    out.push_back(
        {{"id", data.substr(0, title - 1)},
         {"title", found.snippet(data.substr(title, body - title - 1), kLength, stem, 0, "<mark>", "</mark>", "...")},
         {"body", found.snippet(data.substr(body), kLength, stem, 0, "<mark>", "</mark>", "...")},
         {"score", hit.get_weight()}});
  }
  return out;
}

std::string answer(const LoggedQuery& query, Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query(PlainQueries().of(query));
  if (query.kind == QueryClass::newest) enquire.set_sort_by_value(kDateSlot, true);
  Xapian::ValueCountMatchSpy sources(kSourceSlot), years(kYearSlot);
  const bool facets = query.kind == QueryClass::facets;
  if (facets) {
    enquire.add_matchspy(&sources);
    enquire.add_matchspy(&years);
  }
  const Xapian::MSet found = enquire.get_mset(0, 10, facets ? database.get_doccount() : 0);
  nlohmann::json out{{"total", found.get_matches_estimated()}, {"hits", hits_of(found)}};
  if (facets) out["facets"] = {{"source", values_of(sources)}, {"year", values_of(years)}};
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

int serve(const std::string& folder) {
  Databases databases(folder);
  httplib::Server server;
  server.set_tcp_nodelay(true);
  server.Get("/search", [&](const httplib::Request& request, httplib::Response& response) {
    Xapian::Database database = databases.take();
    response.set_content(answer(query_of(request), database), "application/json");
    databases.give_back(database);
  });
  const int port = server.bind_to_any_port("127.0.0.1");
  std::printf("%d\n", port);
  std::fflush(stdout);
  return server.listen_after_bind() ? 0 : 1;
}

}  // namespace
}  // namespace dateline

int main(int count, char** arguments) { return count == 2 ? dateline::serve(arguments[1]) : 64; }
