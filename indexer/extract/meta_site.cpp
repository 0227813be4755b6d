// What the site of a page goes by, and titles without it.
#include <algorithm>
#include <array>

#include "indexer/extract/headline.h"
#include "indexer/extract/meta_parts.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_heading = 400;  // bytes

constexpr std::array<std::string_view, 12> separators = {" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " • ", " / ", " ~ ", "｜", " : "};

SplitAt first_separator(std::string_view title) {
  SplitAt first;
  for (const std::string_view separator : separators) {
    const std::size_t at = title.find(separator);
    if (at != std::string_view::npos && (first.at == std::string_view::npos || at < first.at)) first = {at, separator.size()};
  }
  const std::size_t colon = title.find(": ");
  if (colon != std::string_view::npos && (first.at == std::string_view::npos || colon < first.at)) first = {colon, 2};
  return first;
}

// Whether a piece at the end of a title names the site.
bool names_site(std::string_view piece, const std::vector<std::string>& sites) {
  const std::string key = letters_key(piece);
  if (key.size() < 2 || count_words(piece) > 7) return false;
  return std::any_of(sites.begin(), sites.end(), [&](const std::string& site) {
    if (key == site) return true;
    const bool holds = key.size() >= 3 && site.find(key) != std::string::npos;
    return holds || (site.size() >= 4 && key.find(site) != std::string::npos);
  });
}

// The labels of a host that may stand for the site's name: "www.latimes.com" says "latimes" and "latimescom".
void add_host(std::string_view url, std::vector<std::string>& names) {
  const std::size_t scheme = url.find("//");
  if (scheme == std::string_view::npos) return;
  std::string_view host = url.substr(scheme + 2);
  host = host.substr(0, host.find_first_of("/:?#"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  const std::string key = letters_key(host);
  if (key.size() >= 4) names.push_back(key);
  for (std::size_t at = 0; at < host.size();) {
    const std::size_t end = std::min(host.find('.', at), host.size());
    const bool last = end == host.size();
    if (!last && end - at >= 4) names.push_back(letters_key(host.substr(at, end - at)));
    at = end + 1;
  }
}

// What stands behind the last separator of <title> where a heading of the page says the rest.
std::string_view tail_behind_heading(const MetaScan& scan) {
  constexpr std::size_t most_words = 4, most_looked_at = 20;
  const SplitAt tail = last_separator(scan.title);
  if (tail.at == std::string_view::npos) return {};
  const std::string_view title = scan.title;
  const std::string head = letters_key(title.substr(0, tail.at));
  std::size_t looked_at = 0;
  for (const PlacedNode& heading : scan.headings) {
    if (++looked_at > most_looked_at) break;
    if (letters_key(visible_text(*heading.node, longest_heading)) == head && count_words(title.substr(tail.at + tail.size)) <= most_words)
      return title.substr(tail.at + tail.size);
  }
  return {};
}

}  // namespace

SplitAt last_separator(std::string_view title) {
  SplitAt last;
  for (const std::string_view separator : separators) {
    const std::size_t at = title.rfind(separator);
    if (at != std::string_view::npos && (last.at == std::string_view::npos || at > last.at)) last = {at, separator.size()};
  }
  return last;
}

std::vector<std::string> site_names_of(const MetaScan& scan, const LinkedData& linked, std::string_view address) {
  std::vector<std::string> names;
  const auto add = [&](std::string_view text) {
    std::string key = letters_key(text);
    if (key.size() >= 2 && count_words(text) <= 8) names.push_back(std::move(key));
    // "Le Monde.fr" goes by "Le Monde" as well.
    const std::size_t dot = text.rfind('.');
    if (dot != std::string_view::npos && dot > 3 && text.size() - dot <= 4) names.push_back(letters_key(text.substr(0, dot)));
  };
  for (const std::string_view name :
       {"og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "apple-mobile-web-app-title", "twitter:site"}) {
    if (const MetaTag* tag = first_tag(scan, {name})) add(tag->value);
  }
  add(linked.publisher);
  add(tail_behind_heading(scan));
  add_host(address, names);
  add_host(scan.canonical, names);
  if (const MetaTag* tag = first_tag(scan, {"og:url"})) add_host(tag->value, names);
  std::vector<std::string> distinct;
  for (std::string& name : names)
    if (std::find(distinct.begin(), distinct.end(), name) == distinct.end()) distinct.push_back(std::move(name));
  return distinct;
}

std::string without_site(std::string_view title, const MetaClues& clues) {
  // "Headline - Site - Section": the cut is where the site's name begins.
  for (SplitAt cut = last_separator(title); cut.at != std::string_view::npos && cut.at > 0; cut = last_separator(title.substr(0, cut.at))) {
    const std::string_view behind = title.substr(cut.at + cut.size);
    if (names_site(behind.substr(0, std::min(first_separator(behind).at, behind.size())), clues.site_names)) title = title.substr(0, cut.at);
  }
  const SplitAt front = first_separator(title);
  if (front.at != std::string_view::npos && count_words(title.substr(front.at + front.size)) >= 3 &&
      names_this_site(title.substr(0, front.at), clues)) {
    title = title.substr(front.at + front.size);
  }
  return squeeze_spaces(split_site(title).title);
}

}  // namespace dateline
