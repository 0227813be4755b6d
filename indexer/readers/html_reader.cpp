// Web pages: one article a file.
#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/extract/embargo_line.h"
#include "indexer/extract/html_body.h"
#include "indexer/extract/html_meta.h"
#include "indexer/extract/text.h"
#include "indexer/extract/tree.h"
#include "indexer/readers/embargo.h"
#include "indexer/readers/finish.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/json_ld.h"

namespace dateline {
namespace {

// `head` behind a byte order mark, white space, comments and an XML declaration.
std::string_view behind_prolog(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (true) {
    head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n\f"), head.size()));
    std::string_view end;
    if (head.starts_with("<!--"))
      end = "-->";
    else if (head.starts_with("<?"))
      end = "?>";
    else
      return head;
    const std::size_t at = head.find(end);
    if (at == std::string_view::npos) return {};
    head.remove_prefix(at + end.size());
  }
}

bool starts_with_tag(std::string_view lower, std::string_view name) {
  return lower.starts_with(name) && (lower.size() == name.size() || std::string_view(" \t\r\n>/").find(lower[name.size()]) != std::string_view::npos);
}

void add_found(std::string_view field, std::string where, Article& article) { article.found_in.push_back({std::string(field), std::move(where)}); }

std::vector<LinkedBlock> blocks_of(const MetaScan& scan) {
  std::vector<LinkedBlock> blocks;
  for (const Node* script : scan.linked_data) blocks.push_back({text_content(*script), script->line});
  return blocks;
}

// What the page calls itself, for telling which JSON-LD is about it.
LinkedPage page_of(const MetaScan& scan, std::string_view address) {
  const MetaTag* title = first_tag(scan, {"og:title", "twitter:title"});
  return {title == nullptr ? std::string_view(scan.title) : std::string_view(title->value),
          scan.canonical.empty() ? address : std::string_view(scan.canonical)};
}

void take_linked(LinkedData& linked, Article& article) {
  article.persons = std::move(linked.persons);
  article.orgs = std::move(linked.orgs);
  article.places = std::move(linked.places);
  if (!article.persons.empty()) add_found("persons", "JSON-LD about, mentions", article);
  if (!article.orgs.empty()) add_found("orgs", "JSON-LD about, mentions", article);
  if (!article.places.empty()) add_found("places", "JSON-LD about, mentions", article);
  if (linked.for_subscribers)
    article.dropped.push_back({"paywall", linked.line, "the page says that its article is for subscribers; the text may be cut short"});
  for (Dropped& entry : linked.dropped) article.dropped.push_back(std::move(entry));
}

void take_meta(PageMeta& meta, Article& article) {
  article.title = std::move(meta.headline);
  article.byline = std::move(meta.byline);
  article.source = std::move(meta.source);
  article.section = std::move(meta.section);
  article.lang = std::move(meta.lang);
  article.url = std::move(meta.url);
  article.copyright = std::move(meta.copyright);
  article.published = meta.published;
  article.updated = meta.updated;
  article.tags = std::move(meta.tags);
  article.found_in = std::move(meta.found_in);
  article.dropped = std::move(meta.dropped);
}

// What the text was left without may be the line that holds it: one beside the headline is taken for a date or a notice.
void take_left_out(std::vector<Dropped>& dropped, Article& article) {
  const auto may_hold = [](const Dropped& entry) { return entry.reason == "metadata" || entry.reason == "boilerplate"; };
  std::vector<std::string_view> texts;
  for (const Dropped& entry : dropped) texts.push_back(may_hold(entry) ? std::string_view(entry.text) : "-");
  for (std::size_t i = 0; i < dropped.size(); ++i) {
    const auto found = embargo_at(texts, i);
    if (!found) continue;
    hold_until(found->until, "page", dropped[i].line, article);
    dropped[i].reason = dropped[found->last].reason = "embargo";
    i = found->last;
  }
  for (Dropped& entry : dropped) article.dropped.push_back(std::move(entry));
}

}  // namespace

bool recognises_html(std::string_view head) {
  std::string narrow;  // of UTF-16, where tags are letters with a zero each
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    std::copy_if(head.begin() + 2, head.end(), std::back_inserter(narrow), [](char c) { return c != '\0'; });
    head = narrow;
  }
  const std::string start = lower_case(behind_prolog(head).substr(0, 200));
  if (start.starts_with("<!doctype")) return start.find("html", 9) == start.find_first_not_of(" \t\r\n", 9);
  for (const std::string_view tag : {"<html", "<head", "<body"})
    if (starts_with_tag(start, tag)) return true;
  return false;
}

void read_html_page(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  ReadingJob job = {input, options, sink, {}};
  if (input.bytes.size() > largest_article_bytes) return reject(0, "is larger than 64 MiB, which no article is", job);
  const Decoding decoded = decode_markup(input.bytes, input.charset);
  if (!decoded.failure.empty()) return reject(0, decoded.failure, job);
  job.note = decoded.note;
  const Tree page = Tree::of_html(decoded.text);
  if (page.root() == nullptr) return reject(page.fault().line, page.fault().what.empty() ? "is an empty page" : page.fault().what, job);
  const MetaScan scan = scan_meta(page);
  LinkedData linked = read_linked_data(blocks_of(scan), page_of(scan, input.url));
  PageMeta meta = read_page_meta(scan, linked, input.url);
  HtmlBody body = extract_html_body(page, {meta.headline, linked.body, meta.description});
  Article article;
  take_meta(meta, article);
  if (article.title.empty() && body.headline != nullptr) {
    article.title = visible_text(*body.headline);
    add_found("title", std::string(body.headline->name), article);
  }
  take_linked(linked, article);
  if (!page.fault().what.empty())
    article.dropped.push_back({"markup", page.fault().line, page.fault().what + "; they were flattened, nothing but tags is lost"});
  article.body = std::move(body.paragraphs);
  take_left_out(body.dropped, article);
  if (!article.body.empty()) add_found("body", body.container == nullptr ? "page" : std::string(body.container->name), article);
  if (article.title.empty() && article.body.empty()) return reject(0, "holds neither a headline nor the text of an article", job);
  finish_article(std::move(article), {}, job);
}

}  // namespace dateline
