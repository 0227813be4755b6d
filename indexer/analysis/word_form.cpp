#include "indexer/analysis/word_form.h"

#include <algorithm>
#include <array>

#include "indexer/analysis/aliases.h"
#include "indexer/analysis/fold.h"

namespace dateline {
namespace {

// Initialisms that are also everyday words; written in capitals or with points they get a form of their own.
constexpr std::array<std::string_view, 6> kAmbiguous = {"aids", "ft", "it", "us", "who", "un"};

bool is_ambiguous(std::string_view form) { return std::find(kAmbiguous.begin(), kAmbiguous.end(), form) != kAmbiguous.end(); }

bool is_capital(unsigned char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(unsigned char c) { return c >= 'a' && c <= 'z'; }

// True when points part the digits into thousands: "1.000.000".
bool has_pointed_thousands(std::string_view digits) {
  std::size_t point = digits.find('.');
  if (point == digits.npos || point == 0 || point > 3) return false;
  while (point < digits.size()) {
    const std::size_t next = std::min(digits.find('.', point + 1), digits.size());
    if (next - point != 4) return false;
    point = next;
  }
  return true;
}

// "1,000,000", "1.000.000" and "1 000 000" -> "1000000"; "3,83" -> "3.83"; "1.000,50" -> "1000.50". "1.000" stays: it may be either.
std::string number_form(std::string_view digits) {
  std::string form = exact_form(digits);
  std::erase(form, ' ');
  const std::size_t first = form.find(',');
  if (first == std::string::npos) {
    if (std::count(form.begin(), form.end(), '.') > 1 && has_pointed_thousands(form)) std::erase(form, '.');
    return form;
  }
  if (has_pointed_thousands(std::string_view(form).substr(0, first)) && form.find_first_of(",.", first + 1) == std::string::npos) {
    std::erase(form, '.');
    std::replace(form.begin(), form.end(), ',', '.');
    return form;
  }
  bool thousands = first <= 3 && form.find('.') >= first;
  for (std::size_t comma = first; thousands && comma < form.size();) {
    const std::size_t next = std::min(form.find_first_of(",.", comma + 1), form.size());
    thousands = next - comma == 4;
    comma = next < form.size() && form[next] == ',' ? next : form.size();
  }
  if (thousands) std::erase(form, ',');
  else std::replace(form.begin(), form.end(), ',', '.');
  return form;
}

std::string without_points(std::string_view initialism) {
  std::string letters(initialism);
  std::erase(letters, '.');
  return exact_form(letters);
}

std::string dotted(std::string_view letters) {
  std::string form;
  for (char c : letters) (form += c) += '.';
  return form;
}

std::string_view without_possessive(std::string_view spelling) {
  const std::size_t size = spelling.size();
  if (size > 2 && (spelling.back() == 's' || spelling.back() == 'S')) {
    if (spelling[size - 2] == '\'') return spelling.substr(0, size - 2);
    if (size > 4 && spelling.substr(size - 4, 3) == "\xE2\x80\x99") return spelling.substr(0, size - 4);
  }
  return spelling;
}

bool has_points(std::string_view spelling) {
  return spelling.size() >= 3 && spelling[1] == '.' && !(spelling[0] >= '0' && spelling[0] <= '9');
}

// "govern-\n  ment" -> "government".
std::string without_line_ends(std::string_view spelling) {
  std::string out;
  for (std::size_t at = 0; at < spelling.size(); ++at) {
    const std::size_t behind = spelling[at] == '-' ? spelling.find_first_not_of(" \t\r\n", at + 1) : at;
    if (behind == at) out += spelling[at];
    else at = std::min(behind, spelling.size()) - 1;
  }
  return out;
}

}  // namespace

Casing casing_of(std::string_view lang) { return lang == "tr" || lang == "az" ? Casing::turkic : Casing::usual; }

bool all_capitals(std::string_view spelling) {
  return spelling.size() >= 2 && std::all_of(spelling.begin(), spelling.end(), [](unsigned char c) { return is_capital(c); });
}

std::string form_of_spelling(std::string_view spelling) {
  if (spelling.find('\n') != std::string_view::npos) return form_of_spelling(without_line_ends(spelling));
  const unsigned char first = static_cast<unsigned char>(spelling.front());
  const std::string_view word = without_possessive(spelling);
  if (has_points(word)) {
    std::string letters = without_points(word);
    return is_ambiguous(letters) ? dotted(letters) : letters;
  }
  if ((first >= '0' && first <= '9') || spelling.find(',') != std::string_view::npos) return number_form(spelling);
  std::string form = exact_form(word);
  return all_capitals(word) && is_ambiguous(form) ? dotted(form) : form;
}

std::string turkic_spelling(std::string_view spelling) {
  std::string out;
  if (has_points(spelling)) return std::string(spelling);
  for (std::size_t at = 0; at < spelling.size(); ++at) {
    if (spelling[at] == 'I') out += "\u0131";
    else if (spelling.substr(at, 2) == "\u0130") out += 'i', ++at;
    else out += spelling[at];
  }
  return out;
}

std::vector<std::size_t> camel_parts(std::string_view spelling) {
  std::vector<std::size_t> parts;
  std::size_t begin = 0;
  bool plain = true;
  for (std::size_t at = 0; at < spelling.size(); ++at) {
    const auto c = static_cast<unsigned char>(spelling[at]);
    if (!is_capital(c) && !is_small(c)) return {};
    const bool next_is_small = at + 1 < spelling.size() && is_small(static_cast<unsigned char>(spelling[at + 1]));
    const bool hump = at > begin && is_capital(c) && (is_small(static_cast<unsigned char>(spelling[at - 1])) || next_is_small);
    if (!hump) continue;
    parts.push_back(at - begin);
    begin = at;
  }
  if (parts.empty()) return {};
  parts.push_back(spelling.size() - begin);
  begin = 0;
  for (const std::size_t size : parts) {
    plain = plain && size >= 3 && !is_function_word(exact_form(spelling.substr(begin, size)));
    begin += size;
  }
  const bool enough = parts.size() >= 3 && *std::min_element(parts.begin(), parts.end()) >= 2;
  return plain || enough ? parts : std::vector<std::size_t>{};
}

}  // namespace dateline
