// plain_xapian: the floor that Dateline is measured against: one Xapian database by one writer, as the library's own example makes it (stems, words as
// they are, positions), from JSON Lines; and the same queries without anything around them. See tests/bench/growth.py.
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr Xapian::valueno kDate = 0;
constexpr Xapian::doccount kHits = 10;

double milliseconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

void index_lines(const std::string& folder) {
  Xapian::WritableDatabase database(folder, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("english"));
  for (std::string line; std::getline(std::cin, line);) {
    const auto article = nlohmann::json::parse(line);
    Xapian::Document document;
    generator.set_document(document);
    const std::string published = article.value("published", "");
    generator.index_text(article.value("title", ""), 3);
    generator.increase_termpos();
    generator.index_text(article.value("body", ""));
    document.add_value(kDate, published);
    document.add_boolean_term("XO" + article.value("source", "").substr(0, 200));
    document.set_data(line);
    database.add_document(document);
  }
  database.commit();
}

// Prints, for each query of standard input, the class that stands before a tab, and milliseconds.
void ask(const std::string& folder) {
  const Xapian::Database database(folder);
  Xapian::QueryParser parser;
  parser.set_database(database);
  parser.set_stemmer(Xapian::Stem("english"));
  parser.set_default_op(Xapian::Query::OP_AND);
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t tab = line.find('\t');
    const double start = milliseconds(CLOCK_MONOTONIC), cpu = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    Xapian::Enquire enquire(database);
    enquire.set_query(parser.parse_query(line.substr(tab + 1), Xapian::QueryParser::FLAG_DEFAULT | Xapian::QueryParser::FLAG_WILDCARD));
    const Xapian::MSet hits = enquire.get_mset(0, kHits);
    const double wall = milliseconds(CLOCK_MONOTONIC) - start, used = milliseconds(CLOCK_THREAD_CPUTIME_ID) - cpu;
    std::printf("%s\t%.4f\t%.4f\t%u\n", line.substr(0, tab).c_str(), wall, used, hits.get_matches_estimated());
  }
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view task = count == 3 ? arguments[1] : "";
  try {
    if (task == "index") index_lines(arguments[2]);
    else if (task == "ask") ask(arguments[2]);
    else return std::fputs("plain_xapian index|ask FOLDER\n", stderr), 64;
  } catch (const Xapian::Error& error) {
    return std::fprintf(stderr, "plain_xapian: %s\n", error.get_description().c_str()), 1;
  } catch (const std::exception& error) {
    return std::fprintf(stderr, "plain_xapian: %s\n", error.what()), 1;
  }
  return 0;
}
