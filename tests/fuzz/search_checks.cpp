#include "tests/fuzz/search_checks.h"

#include <algorithm>
#include <chrono>
#include <exception>

#include "server/api/search_json.h"
#include "server/search/query.h"
#include "server/search/search.h"
#include "tests/fuzz/awkward_articles.h"
#include "tests/fuzz/html_checks.h"
#include "tests/fuzz/word_checks.h"
#include "tests/unit/small_archive.h"

namespace dateline {
namespace {

constexpr std::size_t kOpened = 3;  // hits whose articles are opened
constexpr const char* kFacets[] = {"section", "byline", "published:year", "published:day", "lang"};

// Numbers that depend on the query alone.
class Choices {
 public:
  explicit Choices(std::string_view q) {
    for (const char c : q) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  std::uint32_t below(std::uint32_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state_ >> 33) % limit;
  }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

SearchCall call_for(std::string_view q) {
  Choices choices(q);
  SearchCall call = read_search_query("", 0);
  SearchRequest& request = call.search;
  request.q = q;
  request.time_limit = std::chrono::minutes(5);
  constexpr Sort kSorts[] = {Sort::relevance, Sort::newest, Sort::oldest};
  if (const auto sort = choices.below(4); sort < 3) request.sort = kSorts[sort];
  request.per_page = 1 + choices.below(20);
  request.page = 1 + (choices.below(8) == 0);
  request.snippets = choices.below(4);
  request.snippet_length = 40 + choices.below(200);
  constexpr Spelling kSpellings[] = {Spelling::suggest, Spelling::automatic, Spelling::off};
  request.spelling = kSpellings[choices.below(3)];
  request.group_copies = choices.below(4) == 0;
  request.explain = choices.below(8) == 0;
  request.body = choices.below(8) == 0;
  if (choices.below(4) == 0) request.facets = {kFacets[choices.below(5)], "source"};
  if (choices.below(16) == 0) request.filters = {{"lang", {"en"}, {}}};
  return call;
}

// Whether one condition on words is all that the query says: then every hit shows where it is met.
bool is_one_leaf(const QueryNode& root) {
  return root.kind == NodeKind::word || root.kind == NodeKind::phrase || root.kind == NodeKind::prefix ||
         root.kind == NodeKind::wildcard || root.kind == NodeKind::near;
}

std::string first_fault(const std::vector<MarkedText>& texts) {
  for (const MarkedText& text : texts)
    if (std::string fault = fault_of_marks(text); !fault.empty()) return fault;
  return {};
}

std::string fault_of_hit(const Hit& hit, const SearchRequest& request) {
  std::vector<MarkedText> texts = hit.byline;
  texts.push_back(hit.title);
  for (const Passage& passage : hit.body) texts.push_back(passage.marked);
  if (std::string fault = first_fault(texts); !fault.empty()) return fault;
  if (hit.body.size() > request.snippets) return "more passages than asked for";
  return hit.title.text == hit.article.title ? "" : "another headline: " + hit.title.text;
}

}  // namespace

struct SearchChecks::State {
  SmallArchive archive{awkward_articles()};
  WordChecks words;

  std::string fault_of_answer(const SearchAnswer& answer, const SearchCall& call) const {
    if (answer.partial) return "out of time";
    if (answer.hits.size() > call.search.per_page || answer.hits.size() > answer.total)
      return "more hits than there are";
    for (const Warning& warning : answer.warnings)
      if (warning.position > call.search.q.size()) return "a warning points behind the query: " + warning.code;
    for (const Hit& hit : answer.hits)
      if (std::string fault = fault_of_hit(hit, call.search); !fault.empty()) return fault;
    return fault_of_json(search_json(answer, call));
  }

  std::string fault_of_article(const std::string& id, const std::string& q, const QueryNode& root, bool corrected) {
    const auto answer = archive.searcher().article(id, q);
    if (!answer) return "a hit that is no article: " + id;
    std::vector<MarkedText> texts = answer->byline;
    texts.push_back(answer->title);
    texts.insert(texts.end(), answer->body.begin(), answer->body.end());
    if (std::string fault = first_fault(texts); !fault.empty()) return fault;
    const auto is_marked = [](const MarkedText& text) { return !text.marks.empty(); };
    if (!corrected && is_one_leaf(root) && std::none_of(texts.begin(), texts.end(), is_marked))
      return "a hit without a mark: " + id;
    if (!corrected)
      for (const MarkedText& text : texts)
        if (std::string fault = fault_of_words(root, text); !fault.empty()) return fault;
    return fault_of_json(article_json(*answer, {q, {}, {"id", "title", "body", "highlights"}}));
  }

  std::string fault_of_words(const QueryNode& root, const MarkedText& text) {
    if (root.kind == NodeKind::word && !root.exact && words.is_plain_word(root.text))
      return words.fault_of(root.text, text);
    const bool phrase = root.kind == NodeKind::word || root.kind == NodeKind::phrase;
    return phrase && root.exact && root.distance == 0 ? words.fault_of_exact(root.text, text) : "";
  }

  // What `interpreted` says finds what the query found.
  std::string fault_of_reading(const std::string& q) const {
    SearchRequest request;
    request.q = q;
    request.per_page = 100;
    request.snippets = 0;
    request.sort = Sort::newest;
    request.spelling = Spelling::off;
    request.time_limit = std::chrono::minutes(5);
    const SearchAnswer typed = archive.search(request);
    if (typed.interpreted.size() > QueryLimits{}.bytes) return {};
    request.q = typed.interpreted;
    const SearchAnswer read = archive.search(request);
    if (sorted_ids_of(typed) == sorted_ids_of(read)) return {};
    return "'" + typed.interpreted + "' finds " + sorted_ids_of(read) + " and not " + sorted_ids_of(typed);
  }

  std::string fault_of(const std::string& q) {
    const SearchCall call = call_for(q);
    const SearchAnswer answer = archive.search(call.search);
    if (std::string fault = fault_of_answer(answer, call); !fault.empty()) return fault;
    const QueryNode root = parse_query(q, 0).root;
    for (std::size_t at = 0; at < std::min(kOpened, answer.hits.size()); ++at)
      if (std::string fault = fault_of_article(answer.hits[at].article.id, q, root, answer.suggestion_used);
          !fault.empty())
        return fault;
    return Choices(q).below(4) == 0 ? fault_of_reading(q) : "";
  }
};

SearchChecks::SearchChecks() : state_(std::make_unique<State>()) {}
SearchChecks::~SearchChecks() = default;

std::string SearchChecks::fault_of(std::string_view q) const {
  try {
    return state_->fault_of(std::string(q));
  } catch (const std::exception& error) {
    return std::string("thrown: ") + error.what();
  } catch (const BadRequest& refusal) {
    return "refused: " + refusal.detail;
  }
}

}  // namespace dateline
