// WARC and ARC: what web crawlers store. Each page is handed to the reader of its own format.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/extract/text.h"
#include "indexer/readers/captured_page.h"
#include "indexer/readers/container.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/record_stream.h"

namespace dateline {
namespace {

constexpr std::size_t largest_record_head = 1u << 20;
constexpr std::size_t head_of_answer = 64u << 10;  // enough to see what a record holds
constexpr std::size_t resync_step = 32u << 10;

struct MediaType {
  std::string_view type;
  std::string_view extension;
};

constexpr std::array media_types = {
    MediaType{"text/html", "html"},         MediaType{"application/xhtml+xml", "html"},  MediaType{"text/plain", "txt"},
    MediaType{"text/markdown", "md"},       MediaType{"text/x-markdown", "md"},          MediaType{"text/xml", "xml"},
    MediaType{"application/xml", "xml"},    MediaType{"application/feed+json", "json"},  MediaType{"application/json", "json"},
    MediaType{"text/csv", "csv"},           MediaType{"text/tab-separated-values", "tsv"}, MediaType{"application/x-ndjson", "jsonl"},
    MediaType{"message/rfc822", "eml"},     MediaType{"application/mbox", "mbox"},
};

// Files for robots that lie on every web server as plain text.
constexpr std::array<std::string_view, 6> files_for_robots = {"/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt", "/llms.txt"};

struct CrawlRecord {
  std::string type;   // of the record: "response", "resource"
  std::string uri;
  std::string media;  // Content-Type of the block
  std::string truncated;
  std::string segment;
  std::uint64_t length = 0;
  std::uint64_t at = 0;  // where it starts, unpacked
};

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(number) : std::nullopt;
}

std::string extension_for(std::string_view type) {
  const auto* found = std::find_if(media_types.begin(), media_types.end(), [&](const MediaType& row) { return row.type == type; });
  if (found != media_types.end()) return std::string(found->extension);
  if (type.ends_with("+xml") && !type.starts_with("image/")) return "xml";
  return {};
}

// As an address must be: without brackets around it and with no spaces in it.
std::string clean_uri(std::string_view uri) {
  if (uri.starts_with('<') && uri.ends_with('>')) uri = uri.substr(1, uri.size() - 2);
  std::string out;
  for (const char c : uri) {
    if (c == ' ') out += "%20";
    else out += c;
  }
  return out;
}

bool is_for_robots(std::string_view uri) {
  const std::string_view path = uri.substr(0, uri.find_first_of("?#"));
  return path.find("/.well-known/") != std::string_view::npos ||
         std::any_of(files_for_robots.begin(), files_for_robots.end(), [&](std::string_view file) { return path.ends_with(file); });
}

class CrawlReader {
 public:
  CrawlReader(const Input& input, const ReadOptions& options, ArticleSink& sink)
      : container_(input, options, sink), stream_(input.bytes, container_.budget()) {}

  void read() {
    const bool arc = stream_.peek(11).starts_with("filedesc://");
    while (container_.budget().exhausted().empty()) {
      ++container_.budget().entries;
      std::optional<CrawlRecord> record = arc ? next_arc() : next_warc();
      if (!record && !resume()) break;
      if (!record) continue;
      ++number_;
      handle(*record);
    }
    if (!container_.budget().exhausted().empty()) container_.reject("", std::string(container_.budget().exhausted()));
    else if (number_ == 0 && !lost_) container_.reject("", "holds no records");
    container_.tell_left_out();
  }

 private:
  std::optional<CrawlRecord> next_warc();
  std::optional<CrawlRecord> next_arc();
  std::optional<std::string> next_start(bool (*starts)(std::string_view));
  void lose(std::uint64_t at, std::string_view why);
  bool resume();
  void handle(const CrawlRecord& record);
  std::string kind_to_leave_out(const CrawlRecord& record, const CapturedPage& page) const;
  void hand_on(const CrawlRecord& record, std::string_view block);
  std::string name(std::string_view extension) const {
    return "record-" + std::to_string(number_) + (extension.empty() ? "" : ".") + std::string(extension);
  }

  Container container_;
  RecordStream stream_;
  std::uint64_t number_ = 0;
  std::uint64_t start_ = 0;  // of the record at hand
  bool lost_ = false;  // and told so
};

// What stands where a record should start is told once, and reading goes on at the next that can be found.
void CrawlReader::lose(std::uint64_t at, std::string_view why) {
  if (!lost_ && stream_.fault().empty()) container_.reject("", "has no record that can be read at byte " + std::to_string(at) + " (" + std::string(why) + ")");
  lost_ = true;
}

// Tells of damage in the packed data, and goes on behind it if a record can be found there.
bool CrawlReader::resume() {
  if (stream_.fault().empty() || !container_.budget().exhausted().empty()) return false;
  container_.reject("", stream_.fault());
  lost_ = true;
  return stream_.resume();
}

// The first line of the next record.
std::optional<std::string> CrawlReader::next_start(bool (*starts)(std::string_view)) {
  while (!stream_.at_end()) {
    const std::uint64_t at = stream_.at();
    const auto line = stream_.line();
    if (line && line->empty()) continue;
    if (line && starts(*line)) {
      start_ = at;
      lost_ = false;
      return std::string(*line);
    }
    lose(at, "something else stands there");
    if (!line) stream_.skip(resync_step);
  }
  return std::nullopt;
}

std::optional<CrawlRecord> CrawlReader::next_warc() {
  while (next_start([](std::string_view line) { return line.starts_with("WARC/"); })) {
    CrawlRecord record;
    record.at = start_;
    std::string head;
    bool ends = false;
    while (!ends && head.size() <= largest_record_head) {
      const auto line = stream_.line();
      if (!line) break;
      ends = line->empty();
      (head += *line) += '\n';
    }
    const auto length = number_of(header_value(head, "content-length"));
    if (!ends || !length) {
      lose(record.at, ends ? "it does not say how long it is" : "its head does not end");
      continue;
    }
    record.length = *length;
    record.type = lower_case(header_value(head, "warc-type"));
    record.uri = clean_uri(header_value(head, "warc-target-uri"));
    record.media = header_value(head, "content-type");
    record.truncated = header_value(head, "warc-truncated");
    record.segment = header_value(head, "warc-segment-number");
    return record;
  }
  return std::nullopt;
}

// "URL IP-address Archive-date Content-type Archive-length"; version 2 has five more fields before the length. The address may have spaces in it.
std::optional<CrawlRecord> record_of_arc_line(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    words.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  const auto is_date = [](std::string_view word) { return word.size() == 14 && number_of(word); };
  const auto date = std::find_if(words.begin(), words.end(), is_date);
  if (words.size() < 5 || date == words.end() || date - words.begin() < 2 || words.end() - date < 3 || !number_of(words.back())) return std::nullopt;
  CrawlRecord record;
  record.uri = clean_uri(line.substr(0, static_cast<std::size_t>((date - 1)->data() - line.data()) - 1));
  record.media = date[1];
  record.length = *number_of(words.back());
  record.type = record.uri.starts_with("filedesc:") ? "warcinfo" : "response";
  return record;
}

std::optional<CrawlRecord> CrawlReader::next_arc() {
  const auto line = next_start([](std::string_view start) { return record_of_arc_line(start).has_value(); });
  if (!line) return std::nullopt;
  auto record = record_of_arc_line(*line);
  record->at = start_;
  return record;
}

// What to call the record in the note about what was left out; empty: it is to be read.
std::string CrawlReader::kind_to_leave_out(const CrawlRecord& record, const CapturedPage& page) const {
  const bool response = record.type == "response";
  if (record.type == "revisit") return "revisit (the page is in another record)";
  if (!response && record.type != "resource" && record.type != "conversion") return record.type.empty() ? "record of no type" : record.type;
  if (record.uri.starts_with("dns:")) return "dns";
  if (record.uri.starts_with("metadata:")) return "crawler's own notes";
  if (page.status != 0 && page.status / 100 != 2) return "HTTP status " + std::to_string(page.status);
  if (is_for_robots(record.uri)) return "file for robots";
  // What scripts of a page fetch is JSON as well, and no article.
  if (response && (page.type == "application/json" || (!page.type.empty() && extension_for(page.type).empty()))) return page.type;
  return !page.type.empty() && extension_for(page.type).empty() ? page.type : std::string();
}

// The type of a block that is no HTTP answer.
void take_block_type(const CrawlRecord& record, CapturedPage& page) {
  take_content_type(record.media, page);
  if (page.type.starts_with("application/http")) page.type.clear();
}

// The page of a block: an HTTP answer, or the block itself.
void take_page(const CrawlRecord& record, std::string_view block, UnpackBudget& budget, CapturedPage& page) {
  if (record.type == "response") read_captured_page(block, largest_article_bytes, budget, page);
  if (page.status != 0) return;
  take_block_type(record, page);
  page.body = block;
}

void CrawlReader::hand_on(const CrawlRecord& record, std::string_view block) {
  CapturedPage page;
  take_page(record, block, container_.budget(), page);
  std::string extension = extension_for(page.type);
  if (extension.empty()) extension = "html";
  if (!page.fault.empty()) return container_.reject(name(extension), page.fault + ", in the record at byte " + std::to_string(record.at));
  if (page.body.empty()) return container_.leave_out("empty page");
  if (page.body.size() > largest_article_bytes) return container_.reject(name(extension), "is larger than 64 MiB");
  container_.read({.name = name(extension), .bytes = page.body, .url = record.uri, .charset = page.charset, .kind = page.type});
}

void CrawlReader::handle(const CrawlRecord& record) {
  const std::string_view start = stream_.peek(static_cast<std::size_t>(std::min<std::uint64_t>(record.length, head_of_answer)));
  CapturedPage head;
  if (record.type == "response") read_captured_head(start, head);
  if (head.status == 0) take_block_type(record, head);
  std::string kind = kind_to_leave_out(record, head);
  if (kind.empty() && !record.segment.empty()) kind = "part of a page in several records";
  if (!kind.empty() || record.length > largest_article_bytes) {
    const bool whole = stream_.skip(record.length) == record.length;
    if (kind.empty()) return container_.reject(name({}), "is larger than 64 MiB");
    container_.leave_out(kind);
    if (!whole && stream_.fault().empty()) container_.reject("", "breaks off in the record at byte " + std::to_string(record.at));
    return;
  }
  const std::string_view block = stream_.take(record.length);
  if (block.size() < record.length) {
    if (stream_.fault().empty()) container_.reject(name({}), "breaks off: the record at byte " + std::to_string(record.at) + " is not whole");
    return;
  }
  if (!record.truncated.empty()) return container_.reject(name({}), "was cut off by the crawler (" + record.truncated + ")");
  hand_on(record, block);
}

}  // namespace

bool recognises_warc(std::string_view head) {
  const std::string start = starts_as_gzip(head) ? start_of_gzip(head, 16) : std::string(head.substr(0, 16));
  return start.starts_with("WARC/1.") || start.starts_with("WARC/0.") || start.starts_with("filedesc://");
}

void read_warc_file(const Input& input, const ReadOptions& options, ArticleSink& sink) { CrawlReader(input, options, sink).read(); }

}  // namespace dateline
