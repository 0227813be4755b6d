#include "indexer/extract/identity.h"

#include <xxhash.h>

#include <algorithm>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t longest_id = 512;
constexpr std::size_t kept_of_longer = 490;

std::string hash_of(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += digits[(hash >> shift) & 15];
  return out;
}

bool counts_clicks(std::string_view parameter) {
  const std::string name = lower_case(parameter.substr(0, parameter.find('=')));
  return name.starts_with("utm_") || name == "fbclid" || name == "gclid";
}

std::string kept_query(std::string_view query) {
  std::string out;
  for (std::size_t at = 0; at <= query.size();) {
    const std::size_t end = std::min(query.find('&', at), query.size());
    const std::string_view parameter = query.substr(at, end - at);
    if (!parameter.empty() && !counts_clicks(parameter)) {
      out += out.empty() ? '?' : '&';
      out += parameter;
    }
    at = end + 1;
  }
  return out;
}

// "host:port" in lower case and without the port that the scheme implies.
std::string host_of(std::string_view authority, std::string_view scheme) {
  std::string host = lower_case(authority);
  const std::string_view port = scheme == "https" ? ":443" : ":80";
  if (host.ends_with(port)) host.resize(host.size() - port.size());
  return host;
}

}  // namespace

std::string normalised_url(std::string_view url) {
  std::string text = squeeze_spaces(repair_text(url));
  const std::size_t colon = text.find("://");
  if (colon == std::string::npos) return text;
  const std::string scheme = lower_case(std::string_view(text).substr(0, colon));
  if (scheme != "http" && scheme != "https") return text;
  std::string_view rest = std::string_view(text).substr(colon + 3);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t host_end = std::min(rest.find_first_of("/?"), rest.size());
  const std::string host = host_of(rest.substr(0, host_end), scheme);
  if (host.empty()) return text;
  rest.remove_prefix(host_end);
  const std::size_t question = std::min(rest.find('?'), rest.size());
  std::string path(rest.substr(0, question));
  if (path.empty()) path = "/";
  const std::string_view query = rest.substr(question);
  return scheme + "://" + host + path + (query.empty() ? std::string() : kept_query(query.substr(1)));
}

std::string article_id(const IdentityParts& parts) {
  std::string raw(parts.given);
  std::string id = squeeze_spaces(repair_text(parts.given));
  if (id.empty()) {
    raw = parts.url;
    id = normalised_url(parts.url);
  }
  if (id.empty()) {
    raw = parts.path;
    if (parts.line != 0) raw += ':' + std::to_string(parts.line);
    if (parts.nth > 1) raw += ':' + std::to_string(parts.nth);
    id = squeeze_spaces(repair_text(raw));
  }
  // Two paths that differ only in bytes that are not UTF-8 must not become one article.
  const bool repaired = !is_utf8(raw);
  if (id.size() <= longest_id && !repaired && !id.empty()) return id;
  return std::string(cut_bytes(id, kept_of_longer)) + '~' +
         hash_of(repaired ? std::string_view(raw) : std::string_view(id));
}

}  // namespace dateline
