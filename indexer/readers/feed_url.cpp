#include "indexer/readers/feed_url.h"

#include <algorithm>
#include <vector>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

// The length of "scheme:" at the front of `text`; 0: none.
std::size_t scheme_length(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (text.empty() || !letter(text.front())) return 0;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return 0;
  const bool word = std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
  return word ? colon + 1 : 0;
}

// "/a/b/../c/./d" as "/a/c/d"
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> segments;
  const bool folder = path.ends_with('/') || path.ends_with("/.") || path.ends_with("/..");
  for (std::size_t at = 1; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view segment = path.substr(at, end - at);
    if (segment == ".." && !segments.empty()) segments.pop_back();
    if (segment != "." && segment != ".." && (!segment.empty() || end < path.size())) segments.push_back(segment);
    at = end + 1;
  }
  std::string out;
  for (const std::string_view segment : segments) (out += '/') += segment;
  if (folder || out.empty()) out += '/';
  return out;
}

}  // namespace

bool is_web_address(std::string_view text) {
  const std::string head = lower_case(text.substr(0, 8));
  return text.find_first_of(" \t\r\n") == std::string_view::npos && (head.starts_with("http://") || head.starts_with("https://"));
}

std::string resolve_url(std::string_view base, std::string_view reference) {
  const std::string wanted = squeeze_spaces(reference);
  const std::size_t scheme = scheme_length(base);
  if (wanted.empty() || scheme_length(wanted) > 0 || !base.substr(scheme).starts_with("//")) return wanted;
  if (wanted.starts_with("//")) return std::string(base.substr(0, scheme)) + wanted;
  const std::size_t host_end = std::min(base.find_first_of("/?#", scheme + 2), base.size());
  const std::string root(base.substr(0, host_end));
  std::string_view path = base.substr(host_end);
  path = path.substr(0, path.find('#'));
  if (wanted.starts_with('#')) return root + std::string(path) + wanted;
  path = path.substr(0, path.find('?'));
  if (wanted.starts_with('?')) return root + std::string(path.empty() ? "/" : path) + wanted;
  const std::size_t tail = std::min(wanted.find_first_of("?#"), wanted.size());
  const std::string_view folder = path.substr(0, path.rfind('/') + 1);
  const std::string whole = wanted.starts_with('/') ? wanted.substr(0, tail) : std::string(folder.empty() ? "/" : folder) + wanted.substr(0, tail);
  return root + without_dots(whole) + wanted.substr(tail);
}

std::string base_around(const Node& node, std::string_view outer) {
  std::vector<std::string_view> bases;
  for (const Node* at = &node; at != nullptr; at = at->parent)
    if (at->has_attribute("base")) bases.push_back(at->attribute("base"));
  std::string out(outer);
  for (auto base = bases.rbegin(); base != bases.rend(); ++base) out = resolve_url(out, *base);
  return out;
}

}  // namespace dateline
