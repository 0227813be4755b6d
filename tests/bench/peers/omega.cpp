// Xapian Omega as it is deployed: scriptindex, and one CGI process a query with $snippet and $highlight.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "tests/bench/peers/peer.h"
#include "tests/bench/peers/plain_articles.h"

namespace dateline {
namespace {

constexpr const char* kCgi = "/usr/lib/cgi-bin/omega/omega";

void write_field(std::ofstream& out, const char* name, std::string value) {
  for (std::size_t at = 0; (at = value.find('\n', at)) != std::string::npos; at += 2) value.insert(at + 1, "=");
  out << name << '=' << value << '\n';
}

void write_records(const std::string& articles, const std::string& to) {
  std::ofstream out(to);
  for_each_article(articles, [&](const PlainArticle& article) {
    write_field(out, "id", article.id);
    write_field(out, "title", article.title);
    write_field(out, "body", article.body);
    if (!article.source.empty()) write_field(out, "source", article.source);
    if (article.day() > 0) write_field(out, "published", std::to_string(article.day()));
    out << '\n';
  });
}

void build(const std::string& input, const std::string& folder) {
  std::filesystem::create_directories(folder + "/data");
  std::ofstream(folder + "/script") << "id : boolean=Q unique=Q field\n"
                                       "title : index=S index field\n"
                                       "body : index field\n"
                                       "source : boolean=XS field\n"
                                       "published : value=0 field\n";
  std::ofstream(folder + "/query")
      << "$httpheader{Content-Type,text/html}$set{flag_wildcard,true}$msize\n"
         "$hitlist{<h2>$highlight{$field{title},$terms}</h2><p>$snippet{$field{body},240}</p>"
         "<p>$html{$field{id}} $html{$field{source}} $field{published}</p>}\n";
  std::ofstream(folder + "/omega.conf") << "database_dir " << folder << "/data\ntemplate_dir " << folder << "\nlog_dir "
                                        << folder << "\ncdb_dir " << folder << "\n";
  become({"scriptindex", folder + "/data/default", folder + "/script", input});
}

std::string query_string(const LoggedQuery& query) {
  std::string words;
  for (const std::string& word : query.words) words += (words.empty() ? "" : " ") + word;
  if (query.kind == QueryClass::phrase) words = '"' + words + '"';
  if (query.last_is_prefix()) words += '*';
  std::string out = "DB=default&FMT=query&HITSPERPAGE=10&P=" + url_encoded(words) +
                    "&DEFAULTOP=" + (query.kind == QueryClass::any ? "or" : "and");
  // A term behind a prefix has a colon between when it begins with a capital letter.
  if (!query.source.empty())
    out += "&B=" + url_encoded((query.source[0] >= 'A' && query.source[0] <= 'Z' ? "XS:" : "XS") + query.source);
  if (query.kind == QueryClass::newest) out += "&SORT=-0";
  if (query.from_year > 0) out += "&START.0=" + std::to_string(query.from_year) + "0101";
  return out;
}

class OmegaAsker : public PeerAsker {
 public:
  explicit OmegaAsker(const std::string& folder) : config_("OMEGA_CONFIG_FILE=" + folder + "/omega.conf") {}

  std::optional<PeerAnswer> ask(const LoggedQuery& query) override {
    if (query.kind == QueryClass::facets || query.kind == QueryClass::completions) return std::nullopt;
    const std::string output = run(query_string(query));
    const std::size_t body = output.find("\n\n");
    const std::size_t other = output.find("\r\n\r\n");
    if (body == std::string::npos && other == std::string::npos) throw std::runtime_error("Omega gave no answer");
    const std::size_t total =
        std::strtoul(output.c_str() + (other == std::string::npos ? body + 2 : other + 4), nullptr, 10);
    return PeerAnswer{.hits = std::min<std::size_t>(10, total)};
  }

  double cpu_seconds() override { return spent_; }

 private:
  std::string run(const std::string& query) {
    std::string question = "QUERY_STRING=" + query, method = "REQUEST_METHOD=GET", program = kCgi;
    char* const environment[] = {config_.data(), question.data(), method.data(), nullptr};
    char* const arguments[] = {program.data(), nullptr};
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    pid_t child = 0;
    const int failed = posix_spawn(&child, kCgi, &actions, nullptr, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (failed != 0) throw std::runtime_error("Omega cannot be started");
    std::string out;
    char buffer[65536];
    for (ssize_t got = 0; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;)
      out.append(buffer, static_cast<std::size_t>(got));
    ::close(ends[0]);
    rusage used{};
    ::wait4(child, nullptr, 0, &used);
    spent_ += static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
              static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
    return out;
  }

  std::string config_;
  double spent_ = 0;
};

}  // namespace

std::vector<Peer> omega_peers() {
  Peer out;
  out.name = "Xapian Omega";
  out.asked = "Xapian Omega, a CGI process a query";
  out.key = "omega";
  if (std::filesystem::exists(kCgi)) out.version = version_of_program("scriptindex");
  out.version = out.version.substr(out.version.rfind(' ') + 1);
  out.prepare = write_records;
  out.build = build;
  out.open = [](const std::string& folder) { return std::make_unique<OmegaAsker>(folder); };
  return {out};
}

}  // namespace dateline
