// Reading the comma-separated lists that header values are made of.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// Without spaces and tabs at both ends.
inline std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// ASCII letters in lower case, everything else as it is.
inline std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

// Calls see(element) for every element between commas, trimmed, the empty ones left out. A comma within double quotes does
// not separate.
template <typename See>
void each_element(std::string_view list, See see) {
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= list.size(); ++at) {
    if (at < list.size() && list[at] == '"') quoted = !quoted;
    if (at < list.size() && (list[at] != ',' || quoted)) continue;
    const std::string_view element = trimmed(list.substr(begin, at - begin));
    if (!element.empty()) see(element);
    begin = at + 1;
  }
}

}  // namespace dateline
