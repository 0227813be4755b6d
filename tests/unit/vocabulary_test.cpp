// Vocabularies as those walk them who look for words that are spelled alike.
#include "indexer/archive/vocabulary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "server/search/spelling_walk.h"
#include "tests/unit/source_files.h"

using namespace dateline;

namespace {

struct MadeVocabulary {
  TemporaryFolder folder;
  std::vector<std::string> forms;
  std::vector<std::uint32_t> articles;

  // 3,000 words of the letters a to d, most of them in few articles.
  MadeVocabulary() {
    std::uint32_t random = 3;
    const auto next = [&] { return (random = random * 1664525u + 1013904223u) >> 16; };
    std::set<std::string> all;
    while (all.size() < 3000) {
      std::string form;
      for (std::size_t length = 3 + next() % 8; form.size() < length;) form += static_cast<char>('a' + next() % 4);
      all.insert(form);
    }
    forms.assign(all.begin(), all.end());
    for (std::size_t at = 0; at < forms.size(); ++at) articles.push_back(next() % 100 == 0 ? 5000 : 1 + next() % 3);
  }

  std::string write() const {
    std::vector<VocabularyEntry> entries;
    for (std::size_t at = 0; at < forms.size(); ++at) entries.push_back({forms[at], articles[at], {}});
    std::stable_sort(entries.begin(), entries.end(), [](const VocabularyEntry& a, const VocabularyEntry& b) { return a.articles > b.articles; });
    const std::string path = (folder.path() / "words").string();
    SectionWriter file(path);
    write_vocabulary(file, entries, {});
    file.finish();
    return path;
  }
};

}  // namespace

TEST_CASE("Prefixes end where they end, and no form of a stretch is in more articles than is said") {
  const MadeVocabulary made;
  const SectionFile file(made.write());
  const Vocabulary vocabulary(file);
  for (std::size_t place = 0; place < made.forms.size(); place += 7) {
    REQUIRE(vocabulary.form_in_order(place) == made.forms[place]);
    for (std::size_t size = 1; size <= made.forms[place].size(); ++size) {
      const std::string prefix = made.forms[place].substr(0, size);
      std::size_t end = place;
      std::uint32_t most = 0;
      for (; end < made.forms.size() && made.forms[end].starts_with(prefix); ++end) most = std::max(most, made.articles[end]);
      CHECK(vocabulary.end_of_prefix(prefix, place) == end);
      CHECK(vocabulary.most_articles(place, end) >= most);
    }
  }
  CHECK(vocabulary.most_articles(5, 5) == 0);
}

TEST_CASE("Of the forms one slip away the walk leaves out none that is frequent") {
  const MadeVocabulary made;
  const SectionFile file(made.write());
  const Vocabulary vocabulary(file);
  const Deadline never(Deadline::Clock::time_point::max());
  std::size_t tried = 0;
  for (std::size_t place = 0; place < made.forms.size(); ++place) {
    if (made.articles[place] < 5000 || made.forms[place].size() < 6) continue;
    std::string typed = made.forms[place];
    typed.insert(3, "x");
    ++tried;
    const auto found = walk_vocabulary(vocabulary, typed, {}, never);
    const bool there = std::any_of(found.begin(), found.end(), [&](const NearForm& form) { return form.form == made.forms[place]; });
    CAPTURE(typed);
    CHECK(there);
  }
  CHECK(tried > 5);
}
