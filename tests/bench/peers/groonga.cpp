// Groonga as its own HTTP server: words by TokenBigram, stems where the token filter is installed, snippet_html and highlight_html.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/bench/peers/peer.h"
#include "tests/bench/peers/plain_articles.h"

namespace dateline {
namespace {

bool has_stems() { return std::filesystem::exists("/usr/lib/x86_64-linux-gnu/groonga/plugins/token_filters/stem.so"); }

// The articles first and the index over them at the end, which is Groonga's faster way.
void write_commands(const std::string& articles, const std::string& to) {
  std::ofstream out(to);
  if (has_stems()) out << "plugin_register token_filters/stem\n";
  out << "table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto"
      << (has_stems() ? " --token_filters TokenFilterStem\n" : "\n")
      << "table_create Sources TABLE_HASH_KEY ShortText\n"
         "table_create Articles TABLE_NO_KEY\n"
         "column_create Articles id COLUMN_SCALAR ShortText\n"
         "column_create Articles title COLUMN_SCALAR Text\n"
         "column_create Articles body COLUMN_SCALAR Text\n"
         "column_create Articles source COLUMN_SCALAR Sources\n"
         "column_create Articles published COLUMN_SCALAR UInt32\n"
         "column_create Articles year COLUMN_SCALAR UInt16\n"
         "load --table Articles\n[\n";
  bool first = true;
  for_each_article(articles, [&](const PlainArticle& article) {
    const nlohmann::json row{{"id", article.id},         {"title", article.title},     {"body", article.body},
                             {"source", article.source}, {"published", article.day()}, {"year", article.year()}};
    out << (first ? "" : ",\n") << row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    first = false;
  });
  out << "\n]\n"
         "column_create Terms of_title COLUMN_INDEX|WITH_POSITION Articles title\n"
         "column_create Terms of_body COLUMN_INDEX|WITH_POSITION Articles body\n"
         "column_create Sources of_source COLUMN_INDEX Articles source\n";
}

std::string words_of(const LoggedQuery& query) {
  std::string out;
  for (const std::string& word : query.words) {
    if (!out.empty()) out += query.kind == QueryClass::any ? " OR " : " ";
    out += word;
  }
  if (query.kind == QueryClass::phrase) return '"' + out + '"';
  return query.last_is_prefix() ? out + "*" : out;
}

std::optional<std::string> target_of(const LoggedQuery& query) {
  if (query.kind == QueryClass::completions) return std::nullopt;
  std::string out = "/d/select?table=Articles&limit=10&match_columns=" + url_encoded("title*3||body") +
                    "&output_columns=" + url_encoded("id,source,published,highlight_html(title),snippet_html(body)") +
                    "&query=" + url_encoded(words_of(query)) +
                    (query.kind == QueryClass::newest ? "&sort_keys=-published" : "&sort_keys=-_score");
  std::string filter;
  if (!query.source.empty()) filter = "source==" + nlohmann::json(query.source).dump();
  if (query.from_year > 0)
    filter += (filter.empty() ? "" : "&&") + ("published>=" + std::to_string(query.from_year * 10'000));
  if (!filter.empty()) out += "&filter=" + url_encoded(filter);
  if (query.kind == QueryClass::facets)
    out += "&drilldown=source,year&drilldown_sort_keys=-_nsubrecs&drilldown_limit=10";
  return out;
}

// [[status, begin, elapsed], [[[total], ...
PeerAnswer read_answer(const AnswerView& answer) {
  const std::size_t at = answer.body.find("[[[");
  const std::size_t total = at == std::string_view::npos ? 0 : std::strtoul(answer.body.data() + at + 3, nullptr, 10);
  return {.hits = std::min<std::size_t>(10, total)};
}

PeerServer serve(const std::string& folder) {
  PeerServer out;
  out.port = free_port();
  out.program = std::make_unique<RunningProgram>(
      std::vector<std::string>{"groonga", "--protocol", "http", "--bind-address", "127.0.0.1", "--port",
                               std::to_string(out.port), "-s", folder + "/articles"});
  out.target = target_of;
  out.read = read_answer;
  return out;
}

}  // namespace

std::vector<Peer> groonga_peers() {
  Peer out;
  out.name = has_stems() ? "Groonga" : "Groonga without stems";
  out.asked = out.name + " over HTTP";
  out.key = "groonga";
  out.version = version_of_program("groonga");
  out.version = out.version.substr(0, out.version.find(" [")).substr(out.version.find(' ') + 1);
  out.prepare = write_commands;
  out.build = [](const std::string& input, const std::string& folder) {
    become({"groonga", "-n", folder + "/articles"}, input);
  };
  out.serve = serve;
  return {out};
}

}  // namespace dateline
