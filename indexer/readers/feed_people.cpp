#include "indexer/readers/feed_people.h"

#include <algorithm>

#include "indexer/extract/byline.h"
#include "indexer/extract/text.h"
#include "indexer/readers/feed_url.h"
#include "indexer/readers/finish.h"

namespace dateline {
namespace {

constexpr std::string_view marks = "()<>[]{}";

// Whether the word is an e-mail or web address.
bool is_address(std::string_view word) {
  return word.find('@') != std::string_view::npos || word.starts_with("mailto:") || is_web_address(word);
}

// "Editor" is no name of its own accord, but the feed calls it one.
std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names = read_byline(text);
  if (names.empty() && !text.empty()) names.emplace_back(text);
  return names;
}

}  // namespace

std::vector<std::string> people_of(std::string_view text) {
  std::string plain = squeeze_spaces(text);
  if (plain.find('@') == std::string::npos && plain.find("://") == std::string::npos) return names_in(plain);
  std::replace_if(plain.begin(), plain.end(), [](char c) { return marks.find(c) != std::string_view::npos; }, ' ');
  std::string names;
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t end = std::min(plain.find(' ', at), plain.size());
    const std::string_view word = std::string_view(plain).substr(at, end - at);
    const bool comma = word.ends_with(',') || word.ends_with(';');
    if (!is_address(word)) (names += ' ') += word;
    else if (comma) names += " ,";
    at = end + 1;
  }
  names = squeeze_spaces(names);
  const std::size_t first = names.find_first_not_of(" ,;:-");
  return first == std::string::npos ? std::vector<std::string>() : names_in(std::string_view(names).substr(first));
}

void add_people(std::vector<std::string> more, std::vector<std::string>& names) {
  for (std::string& name : more)
    if (names.size() < most_items && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

}  // namespace dateline
