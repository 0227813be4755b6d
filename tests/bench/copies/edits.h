// What newsrooms do to a text before they publish it again, and what only looks like that; each made from real articles by a seeded
// generator.
#pragma once

#include <random>
#include <span>
#include <string>
#include <vector>

#include "tests/bench/copies/texts.h"

namespace dateline {

enum class Expected { copy, grey, other };  // grey: reported, but neither answer is wrong

struct TextPair {
  WordHashes first, second;
};

// What a pair is made of: an article, and others that have nothing to do with it.
struct EditMaterial {
  const HashedText& article;
  const HashedText& other;
  const HashedText& third;
  std::span<const std::uint64_t> vocabulary;  // words of the corpus as frequent as they are there
  std::mt19937_64& random;
  WordForms& forms;  // gets the words that an edit brings in
};

struct EditKind {
  std::string name;
  Expected expected;
  TextPair (*make)(const EditMaterial&);
};

const std::vector<EditKind>& edit_kinds();

}  // namespace dateline
