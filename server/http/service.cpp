#include "server/http/service.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <random>
#include <utility>

#include "indexer/archive/archive.h"
#include "server/api/escape.h"
#include "server/api/problems.h"
#include "server/http/compression.h"
#include "server/http/conditional.h"

namespace dateline {
namespace {

using std::chrono::system_clock;

// Values of relative dates change at midnight, so an answer holds for a day.
std::string today() {
  const auto days = std::chrono::floor<std::chrono::days>(system_clock::now()).time_since_epoch().count();
  return std::to_string(days);
}

bool has_header(const Answer& answer, std::string_view name) {
  return std::any_of(answer.headers.begin(), answer.headers.end(), [&](const auto& h) { return h.first == name; });
}

std::string header_of(const Answer& answer, std::string_view name) {
  for (const auto& [key, value] : answer.headers)
    if (key == name) return value;
  return {};
}

void add_absent(Answer& answer, const char* name, std::string value) {
  if (!has_header(answer, name)) answer.headers.emplace_back(name, std::move(value));
}

// An answer without a body that keeps what a cache needs.
Answer not_modified(const std::string& etag, const std::string& cache_control = {}) {
  Answer answer;
  answer.status = 304;
  answer.headers.emplace_back("ETag", etag);
  if (!cache_control.empty()) answer.headers.emplace_back("Cache-Control", cache_control);
  return answer;
}

// What other origins may learn is decided by the route; of what does not exist below /api/ they learn that.
bool crosses_origins(const RouteMatch& match, std::string_view path) {
  return match.route == nullptr ? path.starts_with("/api/") : match.route->cross_origin;
}

bool wants_page(const Call& call, const RouteMatch& match) {
  return match.route == nullptr ? call.header("accept").find("text/html") != std::string_view::npos : match.route->page;
}

// Constant text instead of the template: it is given when there is no time.
Answer busy_page(const Refused& refused) {
  const std::string title = escape_html(refused.title);
  Answer answer;
  answer.content_type = "text/html; charset=utf-8";
  answer.body = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title +
                " - Dateline</title><meta name=\"viewport\" content=\"width=device-width\"></head>\n<body><h1>" + title + "</h1>\n<p>" +
                escape_html(refused.detail) + "</p>\n<p><a href=\"\">Try again</a></p></body></html>\n";
  answer.headers = {{"Cache-Control", "no-store"}, {"Retry-After", "1"}};
  return answer;
}

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

bool is_read(const Call& call) { return call.method == "GET" || call.method == "HEAD"; }

// One Vary line out of several.
void join_vary(Answer& answer) {
  std::string all;
  for (const auto& [name, value] : answer.headers)
    if (name == "Vary" && all.find(value) == std::string::npos) all += (all.empty() ? "" : ", ") + value;
  std::erase_if(answer.headers, [](const auto& header) { return header.first == "Vary"; });
  if (!all.empty()) answer.headers.emplace_back("Vary", all);
}

// What an answer is, but for the state of the archive: the coding, and for a search by POST what was sent.
std::string cache_key(const Call& call, const std::string& asked) {
  std::string key = accepts_gzip(call.header("accept-encoding")) ? "gzip " : "";
  if (!is_read(call)) key.append(call.method).append(" ").append(call.header("content-type")).append("\n").append(call.body).append("\n");
  return key + asked;
}

// The origins of a CSP source list, and self.
std::string ancestor_words(const BrowserPolicy& policy) {
  std::string words = policy.frame_ancestors == "'none'" ? "" : policy.frame_ancestors;
  std::erase(words, '\'');
  return words;
}

// An answer that is made while it is sent. Says how it ended, when nobody holds on to it any more.
class Followed {
 public:
  using Over = std::function<void(std::size_t bytes, bool whole)>;

  Followed(BodyStream stream, Over over) : stream_(std::move(stream)), over_(std::move(over)) {}
  Followed(const Followed&) = delete;
  Followed& operator=(const Followed&) = delete;
  ~Followed() {
    try {
      over_(bytes_, whole_);
    } catch (...) {
      // There is no memory for the line in the log.
    }
  }

  bool next(std::string& piece) {
    const std::size_t before = piece.size();
    const bool more = stream_.next(piece);
    bytes_ += piece.size() - before;
    whole_ = !more;
    return more;
  }

 private:
  BodyStream stream_;
  Over over_;
  std::size_t bytes_ = 0;
  bool whole_ = false;
};

std::string setup_of(const ServiceOptions& options, const Pages* pages) {
  return etag_of({DATELINE_VERSION, pages == nullptr ? std::string_view() : pages->made_from(), options.policy.frame_ancestors, options.aliases,
                  options.address.configured});
}

double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Service::Service(ServiceOptions options, SearchCalls archive, const StaticFiles& files, const Pages* pages, const AccessLog& log)
    : options_(std::move(options)), archive_(std::move(archive)), files_(files), pages_(pages), setup_(setup_of(options_, pages)),
      ancestors_(ancestor_words(options_.policy)), log_(log), cache_(options_.cache_bytes) {
  std::random_device random;
  id_seed_ = (std::uint64_t{random()} << 32) | random();
}

std::string Service::request_id_of(const Call& call) {
  const std::string_view given = call.header("x-request-id");
  if (is_request_id(given)) return std::string(given);
  const std::uint64_t number = ++next_id_;
  char text[17];
  std::snprintf(text, sizeof text, "%016llx",
                static_cast<unsigned long long>(XXH3_64bits_withSeed(&number, sizeof number, id_seed_)));
  return text;
}

Answer Service::handle(const Call& call) noexcept {
  try {
    const Metrics::InFlight in_flight(metrics_);
    const std::string request_id = request_id_of(call);
    const RouteMatch match = route_of(call.path, call.target, files_, pages_ != nullptr);
    Answer answer = answered(call, match, request_id);
    finish(call, match, answer);
    answer.headers.emplace_back("X-Request-Id", request_id);
    const std::string_view route = match.route == nullptr ? "none" : match.route->doc.name;
    const bool head_only = call.method == "HEAD";
    if (answer.stream && !head_only) answer.stream = followed(call, route, answer.status, std::move(answer.stream), request_id);
    else record(call, route, {answer.status, head_only ? 0 : answer.body.size()}, request_id);
    return answer;
  } catch (...) {
    return Answer{500, "text/plain", "out of memory\n", {}};
  }
}

Answer Service::refuse(const Refused& refused) noexcept {
  try {
    Call call;
    if (refused.call != nullptr) call = *refused.call;
    call.remote = refused.remote;
    if (call.received == std::chrono::steady_clock::time_point{}) call.received = std::chrono::steady_clock::now();
    const std::string request_id = request_id_of(call);
    const RouteMatch match = route_of(call.path, call.target, files_, pages_ != nullptr);
    Answer answer = refusal(refused, call, match, request_id);
    answer.status = refused.status;
    if (crosses_origins(match, call.path)) add_cors_headers(options_.policy, call, answer);
    add_security_headers(options_.policy, answer);
    answer.headers.emplace_back("X-Request-Id", request_id);
    for (std::string* part : {&call.method, &call.target})
      if (part->empty()) *part = "-";
    record(call, "refused", {answer.status, call.method == "HEAD" ? 0 : answer.body.size()}, request_id);
    return answer;
  } catch (...) {
    return Answer{refused.status, "text/plain", "", {}};
  }
}

Answer Service::refusal(const Refused& refused, const Call& call, const RouteMatch& match, const std::string& request_id) const {
  if (refused.status == 503 && pages_ != nullptr && wants_page(call, match)) return busy_page(refused);
  return failed(call, match, {std::string(refused.code), "", std::string(refused.detail)}, request_id);
}

// Every failure ends here, as a problem document or a page that tells of it.
Answer Service::answered(const Call& call, const RouteMatch& match, const std::string& request_id) const {
  try {
    return routed(call, match);
  } catch (const BadRequest& wrong) {
    Answer answer = failed(call, match, wrong, request_id);
    if (answer.status == 405 && match.route != nullptr) answer.headers.emplace_back("Allow", allowed_methods(*match.route));
    return answer;
  } catch (const ArchiveError& error) {
    log_.failure(request_id, call.method, call.target, error.what());
    return failed(call, match, {"archive_unavailable", "", "The archive cannot be opened just now."}, request_id);
  } catch (const std::exception& error) {
    log_.failure(request_id, call.method, call.target, error.what());
  } catch (...) {
    log_.failure(request_id, call.method, call.target, "not a std::exception");
  }
  return failed(call, match, {"internal_error", "", "The server failed to answer this request."}, request_id);
}

// Somebody who looks at a page is told by a page.
Answer Service::failed(const Call& call, const RouteMatch& match, const BadRequest& problem, const std::string& request_id) const {
  if (pages_ == nullptr || !wants_page(call, match)) return problem_answer(problem, request_id);
  try {
    return pages_->failure({call, archive_, options_.time_limit, "", ancestors_}, problem, request_id);
  } catch (const std::exception& error) {
    log_.failure(request_id, call.method, call.target, error.what());
    return problem_answer(problem, request_id);
  }
}

Answer Service::routed(const Call& call, const RouteMatch& match) const {
  if (match.route == nullptr) throw BadRequest{"not_found", "", "The server has nothing at this path."};
  if (call.method == "OPTIONS") {
    Answer answer;
    answer.status = 204;
    answer.headers.emplace_back("Allow", allowed_methods(*match.route));
    if (match.route->cross_origin)
      add_preflight_headers(options_.policy, call, allowed_methods(*match.route), answer);
    return answer;
  }
  if (!allows(*match.route, call.method))
    throw BadRequest{"method_not_allowed", "", "This path does not take that method; the header Allow lists those it takes."};
  if (is_read(call) && match.route->freshness != Freshness::never) return fresh(call, match);
  Answer answer = match.route->freshness == Freshness::archive ? repeated(call, match, state()) : made(call, match);
  add_absent(answer, "Cache-Control", "no-store");
  return answer;
}

// The answer of the route, made for this request. One that is made while it is sent keeps its place until it is over.
Answer Service::made(const Call& call, const RouteMatch& match) const {
  if (!match.route->streamed) return match.route->answer(call, match.rest, backend());
  const auto place = metrics_.place_for_stream(options_.streams);
  if (!place) throw BadRequest{"overloaded", "", "Too many tables are being made just now."};
  Answer answer = match.route->answer(call, match.rest, backend());
  answer.stream.next = [place, next = std::move(answer.stream.next)](std::string& piece) { return next(piece); };
  return answer;
}

// The stream, whose failure, long after this answer was given, is still logged as its own, and whose record is written when it is over.
BodyStream Service::followed(const Call& call, std::string_view route, int status, BodyStream stream, const std::string& request_id) const {
  Call asked;
  asked.method = call.method;
  asked.target = call.target;
  asked.remote = call.remote;
  asked.received = call.received;
  const std::size_t bytes = stream.bytes;
  const auto kept = std::make_shared<Followed>(std::move(stream), [this, asked, route, status, request_id](std::size_t made, bool whole) {
    if (!whole) metrics_.count_broken_stream();
    record(asked, route, {status, made, !whole}, request_id);
  });
  const auto next = [this, kept, asked, request_id](std::string& piece) {
    try {
      return kept->next(piece);
    } catch (const std::exception& error) {
      log_.failure(request_id, asked.method, asked.target, error.what());
      throw;
    }
  };
  return {next, bytes};
}

// All that an answer depends on beside the request.
std::string Service::state() const { return archive_.revision() + " " + today(); }

// What is asked for: the target, behind the reader's language and the server's own address where the answer depends on them.
std::string Service::asked_of(const Call& call, const RouteMatch& match) const {
  std::string asked = match.route->page ? pages_->locale_of(call) + " " : "";
  return asked + (match.route->absolute ? public_base(call, options_.address) : "") + call.target;
}

// An answer that may have been made for another request before. Its milliseconds are those of the making.
Answer Service::repeated(const Call& call, const RouteMatch& match, const std::string& state) const {
  const auto latest = std::chrono::steady_clock::now() + options_.time_limit;
  const bool limited = call.deadline != std::chrono::steady_clock::time_point{};
  const GivenAnswer given = cache_.get({cache_key(call, asked_of(call, match)), state, limited ? std::min(call.deadline, latest) : latest}, [&] {
    MadeAnswer now{made(call, match)};
    compress(call, now.answer);
    now.lasting = now.answer.status == 200 && !has_header(now.answer, "Cache-Control") && this->state() == state;
    return now;
  });
  Answer answer = *given.answer;
  if (!given.again) return answer;
  std::erase_if(answer.headers, [](const auto& header) { return header.first == "Server-Timing"; });
  answer.headers.emplace_back("Server-Timing", "cache;desc=hit");
  return answer;
}

// An answer with its entity tag, or 304. What depends on the archive alone is compared before anything is searched.
Answer Service::fresh(const Call& call, const RouteMatch& match) const {
  const bool of_archive = match.route->freshness == Freshness::archive;
  const std::string now = of_archive ? state() : "";
  std::string etag = of_archive ? etag_of({setup_, now, asked_of(call, match)}) : "";
  if (of_archive && none_match(call, etag) == NoneMatch::tag) return not_modified(etag);
  Answer answer = of_archive && !match.route->streamed ? repeated(call, match, now) : made(call, match);
  const std::string cache_control = header_of(answer, "Cache-Control");
  if (cache_control == "no-store") return answer;
  if (etag.empty()) etag = has_header(answer, "ETag") ? header_of(answer, "ETag") : etag_of({answer.body});
  if (none_match(call, etag) != NoneMatch::absent) return not_modified(etag, cache_control);
  add_absent(answer, "ETag", etag);
  return answer;
}

void Service::finish(const Call& call, const RouteMatch& match, Answer& answer) const {
  if (crosses_origins(match, call.path)) add_cors_headers(options_.policy, call, answer);
  if (match.route != nullptr && match.route->for_everyone && answer.status < 400) add_open_headers(answer);
  if (answer.status == 304) {  // as with 200
    if (match.route != nullptr && match.route->page) answer.headers.emplace_back("Vary", "Accept-Language");
    answer.headers.emplace_back("Vary", "Accept-Encoding");
  }
  if (answer.status != 204) add_absent(answer, "Cache-Control", "no-cache");
  compress(call, answer);
  join_vary(answer);
  add_security_headers(options_.policy, answer);
}

void Service::compress(const Call& call, Answer& answer) const {
  if (has_header(answer, "Content-Encoding") || !worth_compressing(answer.content_type, answer.body.size())) return;
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  if (!accepts_gzip(call.header("accept-encoding"))) return;
  answer.body = compressor_.gzipped(answer.body);
  answer.headers.emplace_back("Content-Encoding", "gzip");
}

void Service::record(const Call& call, std::string_view route, const Told& told, const std::string& request_id) const {
  LogEntry entry;
  entry.unix_ms = std::chrono::duration_cast<std::chrono::milliseconds>(system_clock::now().time_since_epoch()).count();
  entry.remote = call.remote;
  entry.method = call.method;
  entry.target = call.target;
  entry.request_id = request_id;
  entry.status = told.status;
  entry.bytes = told.bytes;
  entry.broken = told.broken;
  entry.ms = ms_since(call.received);
  metrics_.count(route, told.status, entry.ms / 1000);
  log_.request(entry);
}

}  // namespace dateline
