#include "indexer/extract/subject.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::string_view common_words =
    " that this with from have will been were they their there which would about after said more than when what also "
    "could"
    " into over some such only other then them these those your just like most much many very because where while being"
    " does says year years people before between through during against under first last made make"
    " dass nicht eine einer eines einem einen sich auch werden wird wurde wurden sind haben hatte nach über oder aber"
    " noch beim durch gegen ihre ihren seine seiner mehr sowie diese dieser dieses kann können sein schon"
    " dans pour avec cette sont mais plus elle elles nous vous leur leurs comme être avoir fait aussi entre après"
    " para como pero este esta estos estas más sobre entre cuando desde hasta también porque donde ";

std::unordered_set<std::string_view> split_words(std::string_view list) {
  std::unordered_set<std::string_view> words;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(' ', at), list.size());
    if (end > at) words.insert(list.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool is_common(std::string_view word) {
  static const std::unordered_set<std::string_view> words = split_words(common_words);
  return words.count(word) != 0;
}

bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }

bool stands_alone(char32_t c) {
  return (c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xA000) || (c >= 0x0E00 && c < 0x0E80);
}

}  // namespace

std::vector<std::string> subject_words(std::string_view text) {
  constexpr std::size_t shortest = 4;
  std::vector<std::string> out;
  std::string word, neighbour;
  std::size_t letters = 0;
  const auto finish = [&] {
    if (letters >= shortest && !is_common(word)) out.push_back(word);
    word.clear();
    letters = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (is_small_letter(text[at])) {
      neighbour.clear();
      word += text[at++];
      ++letters;
      continue;
    }
    const auto c = static_cast<char32_t>(u_tolower(static_cast<UChar32>(code_point_at(text, at))));
    if (stands_alone(c)) {
      finish();
      std::string letter;
      append_code_point(letter, c);
      if (!neighbour.empty()) out.push_back(neighbour + letter);
      neighbour = letter;
      continue;
    }
    neighbour.clear();
    if (!u_isalnum(static_cast<UChar32>(c))) {
      finish();
      continue;
    }
    append_code_point(word, c);
    ++letters;
  }
  finish();
  return out;
}

double shared_subject(const std::vector<std::string>& words, const std::unordered_set<std::string>& known) {
  if (words.empty()) return 1;
  std::size_t shared = 0;
  for (const std::string& word : words) shared += known.count(word);
  return static_cast<double>(shared) / static_cast<double>(words.size());
}

}  // namespace dateline
