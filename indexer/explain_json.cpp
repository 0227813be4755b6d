#include <cstdio>
#include <nlohmann/json.hpp>
#include <ostream>

#include "indexer/explain.h"
#include "indexer/extract/text.h"
#include "indexer/moments.h"
#include "indexer/terminal.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

// What a terminal would obey and JSON lets through: as escapes. It stands inside strings only.
std::string harmless(const std::string& json) {
  std::string out;
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t begin = at;
    const char32_t c = code_point_at(json, at);
    if (steers_terminal(c)) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      out += escape;
    } else {
      out.append(json, begin, at - begin);
    }
  }
  return out;
}

Json moment_json(const Moment& moment) { return moment.known() ? Json(moment_as_written(moment)) : Json(nullptr); }

Json visible_json(std::int64_t from) {
  if (from == kAlwaysVisible) return "always";
  if (from == kNeverVisible) return "never";
  return utc_in_words(from);
}

Json article_json(const Article& article) {
  Json out = {{"kind", "article"},
              {"path", article.origin.path},
              {"line", article.origin.line},
              {"id", article.id},
              {"id_from_path", article.id_from_path},
              {"url", article.url},
              {"title", article.title},
              {"title_derived", article.title_derived},
              {"byline", article.byline},
              {"source", article.source},
              {"section", article.section},
              {"published", moment_json(article.published)},
              {"published_zone_known", article.published.zone_known},
              {"updated", moment_json(article.updated)},
              {"updated_zone_known", article.updated.zone_known},
              {"lang", article.lang},
              {"tags", article.tags},
              {"persons", article.persons},
              {"orgs", article.orgs},
              {"places", article.places},
              {"status", status_in_words(article.status)},
              {"status_note", article.status_note},
              {"visible_from", visible_json(article.visible_from)},
              {"version", article.version},
              {"evolved_from", article.evolved_from},
              {"copyright", article.copyright},
              {"body", article.body},
              {"dropped", Json::array()},
              {"found_in", Json::array()}};
  for (const Dropped& dropped : article.dropped) out["dropped"].push_back({{"reason", dropped.reason}, {"line", dropped.line}, {"text", dropped.text}});
  for (const FoundIn& found : article.found_in) out["found_in"].push_back({{"field", found.field}, {"where", found.where}});
  return out;
}

class JsonExplanation : public Explanation {
 public:
  explicit JsonExplanation(std::ostream& out) : out_(out) {}

  void file(const ExplainedFile& file) override {
    path_ = file.path;
    print({{"kind", "file"},
           {"path", file.path},
           {"format", file.format.empty() ? Json(nullptr) : Json(file.format)},
           {"format_found", file.how},
           {"encoding", file.encoding},
           {"bytes", file.bytes}});
  }

  void article(const Article& article, std::uint64_t number, bool declared) override {
    Json out = article_json(article);
    out["number"] = number;
    out["lang_declared"] = declared;
    print(out);
  }

  void rejected(const BadArticle& bad) override { piece("rejected", bad); }
  void skipped(const BadArticle& what) override { piece("skipped", what); }

  void end(const ExplainedCounts& counts) override {
    print({{"kind", "end"}, {"path", path_}, {"articles", counts.articles}, {"rejected", counts.rejected}, {"skipped", counts.skipped}});
  }

 private:
  void piece(const char* kind, const BadArticle& bad) {
    print({{"kind", kind}, {"path", bad.path}, {"line", bad.line}, {"reason", bad.reason}});
  }
  void print(const Json& object) { out_ << harmless(object.dump(-1, ' ', false, Json::error_handler_t::replace)) << "\n"; }

  std::ostream& out_;
  std::string path_;
};

}  // namespace

std::unique_ptr<Explanation> explain_as_json(std::ostream& out) { return std::make_unique<JsonExplanation>(out); }

}  // namespace dateline
