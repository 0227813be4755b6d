// Small archives made in code, and answers as short texts, for the tests of archives and of search.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "indexer/archive/writer.h"
#include "server/search/search.h"
#include "tests/unit/source_files.h"

namespace dateline {

// 2020-02-14T00:00:00Z.
inline constexpr std::int64_t kValentine = 1581638400;
inline constexpr std::int64_t kDay = 86400;

// An English article whose body is one paragraph.
inline Article an_article(const std::string& id, const std::string& title, const std::string& body) {
  Article out;
  out.id = id;
  out.title = title;
  if (!body.empty()) out.body = {body};
  out.lang = "en";
  out.origin.path = "/news/" + id;
  return out;
}

inline Moment on_day(std::int64_t days_after_valentine) { return {kValentine + days_after_valentine * kDay, Precision::day, 0, false}; }

// An archive in a folder of its own that goes away with it.
class SmallArchive {
 public:
  SmallArchive() = default;
  explicit SmallArchive(const std::vector<Article>& articles) { run(articles); }

  const std::string& path() const { return path_; }
  const TemporaryFolder& folder() const { return folder_; }

  // One run of the writer over `articles`.
  void run(const std::vector<Article>& articles, const WriterOptions& options = {}) {
    ArchiveWriter writer(path_, options);
    WriterHand hand;
    for (const Article& article : articles) writer.add(article, hand);
    writer.publish("{}");
  }

  SearchAnswer search(const SearchRequest& request) const { return searcher().search(request); }

  SearchAnswer search(const std::string& q) const {
    SearchRequest request;
    request.q = q;
    request.per_page = 100;
    request.time_limit = std::chrono::minutes(5);
    return search(request);
  }

  const Searcher& searcher() const {
    if (!searcher_) searcher_ = std::make_unique<Searcher>(path_);
    return *searcher_;
  }

 private:
  TemporaryFolder folder_;
  std::string path_ = (folder_.path() / "archive").string();
  mutable std::unique_ptr<Searcher> searcher_;
};

// The ids of the hits in their order, separated by blanks.
inline std::string ids_of(const SearchAnswer& answer) {
  std::string out;
  for (const Hit& hit : answer.hits) (out += out.empty() ? "" : " ") += hit.article.id;
  return out;
}

// The same in the order of the ids.
inline std::string sorted_ids_of(SearchAnswer answer) {
  std::sort(answer.hits.begin(), answer.hits.end(), [](const Hit& a, const Hit& b) { return a.article.id < b.article.id; });
  return ids_of(answer);
}

// The text with what is marked between square brackets.
inline std::string bracketed(const MarkedText& marked) {
  std::string out = marked.text;
  for (auto mark = marked.marks.rbegin(); mark != marked.marks.rend(); ++mark) {
    out.insert(mark->end, "]");
    out.insert(mark->begin, "[");
  }
  return out;
}

// "value:count" of each value in its order, then "+other" when there are others.
inline std::string counts_of(const Facet& facet) {
  std::string out;
  for (const FacetValue& value : facet.values) (out += out.empty() ? "" : " ") += value.value + ":" + std::to_string(value.count);
  if (facet.other > 0) out += " +" + std::to_string(facet.other);
  return out;
}

}  // namespace dateline
