// A service over an archive that is none, for tests of routes and manners.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "indexer/archive/archive.h"
#include "server/http/service.h"
#include "tests/unit/sample_answers.h"
#include "tests/unit/source_files.h"

// A service over a fake archive and a web folder of three files.
struct Bench {
  TemporaryFolder folder;
  std::atomic<int> searches{0};
  std::string revision = "0123456789abcdef";
  std::string failure;      // what searching throws
  bool archive_gone = false;
  bool partial = false;
  const std::string page_template = source_file("web/page.mustache");
  const std::string texts = source_file("web/texts.json");
  dateline::SearchAnswer found = sample_search_answer();
  dateline::ArticleAnswer shown = sample_article_answer();
  std::uint64_t list_length = 42;  // hits of a table
  dateline::SearchRequest last_request;
  std::vector<dateline::SearchRequest> requests;  // all searches
  dateline::SuggestRequest last_suggest;
  std::string last_id;
  dateline::StaticFiles files;
  dateline::Pages pages;
  dateline::AccessLog log;
  dateline::Service service;

  explicit Bench(dateline::ServiceOptions options = {})
      : files(web()), pages({page_template, texts, {"/address.js"}}), log((folder.path() / "access.log").string(), dateline::LogFormat::text),
        service(std::move(options), calls(), files, &pages, log) {}

  std::string web() {
    folder.write("web/index.html", "<!doctype html><title>Dateline</title>");
    folder.write("web/style.css", std::string(5000, 'a'));
    folder.write("web/embed/1.0.0/box.js", std::string(5000, 'b'));
    return (folder.path() / "web").string();
  }

  dateline::SearchCalls calls() {
    dateline::SearchCalls calls;
    calls.search = [this](const dateline::SearchRequest& request) {
      ++searches;
      if (!failure.empty()) throw std::runtime_error(failure);
      last_request = request;
      requests.push_back(request);
      dateline::SearchAnswer answer = found;
      answer.partial = partial;
      if (!answer.hits.empty()) answer.hits.resize(5, answer.hits.front());
      return answer;
    };
    calls.list = [this](const dateline::SearchRequest& request) {
      last_request = request;
      dateline::HitList list{sample_search_answer(), list_length, 80, {}};
      list.answer.partial = partial;
      list.next = [left = std::make_shared<std::uint64_t>(list_length), this]() -> std::optional<dateline::Hit> {
        if (*left == 0) return std::nullopt;
        if (--*left == 0 && !failure.empty()) throw std::runtime_error(failure);
        return sample_search_answer().hits.front();
      };
      return list;
    };
    calls.article = [this](const std::string& id, const std::string&, const std::string&) {
      last_id = id;
      return id == "absent" ? std::nullopt : std::optional(shown);
    };
    calls.stats = [] {
      dateline::ArchiveStats stats;
      stats.articles = 5;
      return stats;
    };
    calls.suggest = [this](const dateline::SuggestRequest& request) {
      ++searches;
      last_suggest = request;
      dateline::SuggestAnswer answer = sample_suggest_answer();
      answer.partial = partial;
      return answer;
    };
    calls.related = [this](const dateline::RelatedRequest& request) {
      last_id = request.id;
      dateline::RelatedAnswer answer = sample_related_answer();
      answer.gone = request.id == "killed";
      return request.id == "absent" ? std::nullopt : std::optional(answer);
    };
    calls.revision = [this] {
      if (archive_gone) throw dateline::ArchiveError("no archive in there");
      return revision;
    };
    return calls;
  }

  dateline::Answer ask(const std::string& method, const std::string& target, dateline::Pairs headers = {},
                       const std::string& body = "") {
    dateline::Call call;
    call.method = method;
    call.target = target;
    const std::size_t question = std::min(target.find('?'), target.size());
    call.path = target.substr(0, question);
    if (question < target.size()) call.raw_query = target.substr(question + 1);
    call.headers = std::move(headers);
    call.body = body;
    call.remote = "192.0.2.7";
    call.received = std::chrono::steady_clock::now();
    return service.handle(call);
  }

  dateline::Answer get(const std::string& target, dateline::Pairs headers = {}) {
    return ask("GET", target, std::move(headers));
  }
};

inline std::string header(const dateline::Answer& answer, const std::string& name) {
  std::string found;
  int count = 0;
  for (const auto& [key, value] : answer.headers)
    if (key == name) {
      found = value;
      ++count;
    }
  CHECK(count <= 1);
  return found;
}

inline std::string code_of(const dateline::Answer& answer) { return nlohmann::json::parse(answer.body)["code"]; }
