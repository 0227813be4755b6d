#include "indexer/extract/html_meta.h"

#include <algorithm>

#include "indexer/extract/meta_parts.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t most_tags = 200;

struct Said {
  std::string text;
  std::string where;
};

// The first that is not empty.
void take_first(std::string_view field, std::vector<Said> said, std::string& to, PageMeta& meta) {
  for (Said& one : said) {
    if (one.text.empty()) continue;
    to = std::move(one.text);
    meta.found_in.push_back({std::string(field), std::move(one.where)});
    return;
  }
}

Said said_by(const MetaScan& scan, std::initializer_list<std::string_view> names) {
  const MetaTag* tag = first_tag(scan, names);
  return tag == nullptr ? Said() : Said{tag->value, "meta " + tag->name};
}

// The name of a publication: no address or handle, and nothing behind " | ".
Said named(Said said) {
  if (said.text.starts_with("http") || said.text.starts_with("www.") || said.text.starts_with('@')) said.text.clear();
  said.text = squeeze_spaces(std::string_view(said.text).substr(0, said.text.find(" | ")));
  return said;
}

bool is_web_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

// `url` as a whole address, from the page's own where it is relative; empty when it is none or only names the site.
std::string whole_address(std::string_view url, std::string_view page) {
  if (url.starts_with("//")) return "https:" + std::string(url);
  if (is_web_address(url)) return std::string(url);
  const std::size_t host = page.find("//");
  if (!url.starts_with('/') || host == std::string_view::npos) return {};
  return std::string(page.substr(0, page.find('/', host + 2))) + std::string(url);
}

bool is_front_page(std::string_view url) {
  const std::size_t host = url.find("//");
  const std::size_t path = host == std::string_view::npos ? 0 : url.find('/', host + 2);
  return path == std::string_view::npos || url.substr(path) == "/";
}

void find_url(const MetaClues& clues, PageMeta& meta) {
  const MetaTag* og = first_tag(clues.scan, {"og:url"});
  const std::vector<Said> said = {{clues.scan.canonical, "link[rel=canonical]"},
                                  {og == nullptr ? std::string() : og->value, "meta og:url"},
                                  {clues.linked.url, "JSON-LD url"},
                                  {std::string(clues.address), "address"}};
  for (const Said& one : said) {
    const std::string url = whole_address(one.text, clues.address);
    if (url.empty() || (is_front_page(url) && !is_front_page(clues.address) && !clues.address.empty())) continue;
    meta.url = url;
    meta.found_in.push_back({"url", one.where});
    return;
  }
}

// "en-GB", "en_US" and "EN" as "en"; empty for what is no language code.
std::string primary_subtag(std::string_view text) {
  std::string lower = lower_case(squeeze_spaces(text));
  lower.resize(std::min(lower.find_first_of("-_,; "), lower.size()));
  const bool letters = lower.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
  return letters && (lower.size() == 2 || lower.size() == 3) ? lower : std::string();
}

void find_language(const MetaClues& clues, PageMeta& meta) {
  std::vector<Said> said = {{clues.scan.lang, "html[lang]"},
                            {clues.linked.language, "JSON-LD inLanguage"},
                            said_by(clues.scan, {"og:locale"}),
                            said_by(clues.scan, {"content-language"}),
                            said_by(clues.scan, {"inlanguage", "dc.language", "dcterms.language", "language"})};
  for (Said& one : said) one.text = primary_subtag(one.text);
  const auto votes = [&](std::string_view lang) {
    return std::count_if(said.begin(), said.end(), [&](const Said& one) { return one.text == lang; });
  };
  // Templates say "en" of any page: two others that agree outvote the first.
  for (const Said& one : said)
    if (!one.text.empty() && !said.front().text.empty() && votes(said.front().text) == 1 && votes(one.text) > 1) said.front().text.clear();
  take_first("lang", std::move(said), meta.lang, meta);
}

void add_split(std::string_view text, std::vector<std::string>& out) {
  const char separator = text.find(';') != std::string_view::npos ? ';' : ',';
  for (std::size_t at = 0; at < text.size() && out.size() < most_tags;) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    std::string tag = squeeze_spaces(text.substr(at, end - at));
    if (!tag.empty() && std::find(out.begin(), out.end(), tag) == out.end()) out.push_back(std::move(tag));
    at = end + 1;
  }
}

void find_tags(const MetaClues& clues, PageMeta& meta) {
  const auto from_meta = [&](std::string_view name) {
    for (const MetaTag& tag : clues.scan.tags)
      if (tag.name == name && meta.tags.size() < most_tags) add_split(tag.value, meta.tags);
    if (!meta.tags.empty()) meta.found_in.push_back({"tags", "meta " + std::string(name)});
    return !meta.tags.empty();
  };
  if (from_meta("article:tag")) return;
  for (const std::string& tag : clues.linked.tags) add_split(tag, meta.tags);
  if (!meta.tags.empty()) return meta.found_in.push_back({"tags", "JSON-LD keywords"});
  for (const std::string_view name :
       {"news_keywords", "parsely-tags", "sailthru.tags", "keywords", "cxenseparse:keywords", "dc.subject", "dcterms.subject"})
    if (from_meta(name)) return;
  for (const PlacedNode& link : clues.scan.links)
    if (meta.tags.size() < most_tags) add_split(visible_text(*link.node, 200), meta.tags);
  if (!meta.tags.empty()) meta.found_in.push_back({"tags", "rel=tag"});
}

void find_the_rest(const MetaClues& clues, PageMeta& meta) {
  const MetaScan& scan = clues.scan;
  take_first("source",
             {named(said_by(scan, {"og:site_name"})), named({clues.linked.publisher, "JSON-LD publisher"}),
              named(said_by(scan, {"dc.publisher", "dcterms.publisher", "publisher", "article_publication_name"})),
              named(said_by(scan, {"application-name", "apple-mobile-web-app-title"}))},
             meta.source, meta);
  take_first("section",
             {said_by(scan, {"article:section", "og:article:section"}),
              {clues.linked.section, "JSON-LD articleSection"},
              said_by(scan, {"articlesection", "parsely-section", "article.section", "sailthru.section", "bt:section", "lp.article:section",
                             "section", "cxenseparse:section", "category"})},
             meta.section, meta);
  take_first(
      "copyright",
      {{clues.linked.copyright, "JSON-LD copyrightHolder"}, said_by(scan, {"copyright", "dc.rights", "dcterms.rights", "rights", "dc.rightsholder"})},
      meta.copyright, meta);
  const MetaTag* description = first_tag(scan, {"og:description", "description", "twitter:description", "dc.description"});
  meta.description = description == nullptr ? clues.linked.description : description->value;
  if (!scan.amp.empty()) meta.dropped.push_back({"metadata", 0, "link[rel=amphtml]: " + scan.amp});
}

// As scan_meta counts them.
std::size_t words_before(const Node& headline, const MetaScan& scan) {
  std::size_t words = 0;
  for (const Node* node = scan.root; node != nullptr && node != &headline;) {
    if (node->is_text()) words += count_page_words(node->text);
    node = next_in_order(node, scan.root, !node->is_text() && is_unread(*node));
  }
  return words;
}

}  // namespace

PageMeta read_page_meta(const MetaScan& scan, const LinkedData& linked, std::string_view address) {
  PageMeta meta;
  MetaClues clues = {scan, linked, address, site_names_of(scan, linked, address)};
  find_url(clues, meta);
  find_language(clues, meta);
  clues.lang = meta.lang;
  find_headline(clues, meta);
  if (meta.headline_node != nullptr) {
    clues.headline_words = words_before(*meta.headline_node, scan);
    clues.near = lines_near(*meta.headline_node, clues.headline_words);
  }
  find_dates(clues, meta);
  find_byline(clues, meta);
  find_tags(clues, meta);
  find_the_rest(clues, meta);
  return meta;
}

}  // namespace dateline
