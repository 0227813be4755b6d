// Questions taken from the articles themselves, the same for every layout.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/layouts/articles.h"

namespace dateline {

enum class Kind : std::uint8_t { term, all, any, phrase2, phrase3, facet, newest };

struct Question {
  Kind kind = Kind::term;
  std::vector<std::string> words;  // lower case, ASCII letters only: every layout reads them alike
  std::string source;              // newest: only articles of this source
};

inline constexpr Kind kKinds[] = {Kind::term, Kind::all, Kind::any, Kind::phrase2, Kind::phrase3, Kind::facet, Kind::newest};
const char* name_of(Kind kind);

// `count` questions of each kind. The same articles give the same questions.
std::vector<Question> sample_questions(const Corpus& corpus, std::size_t count);

}  // namespace dateline
