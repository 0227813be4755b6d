#include "indexer/archive/title_index.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/analysis/aliases.h"
#include "indexer/archive/read_once.h"
#include "indexer/archive/word_sequence.h"

namespace dateline {
namespace {

// Function words of a vocabulary are among its most frequent forms.
constexpr std::uint32_t kRanksOfFunctionWords = 20'000;

std::vector<bool> function_words(const Vocabulary& vocabulary) {
  std::vector<bool> out(std::min<std::size_t>(vocabulary.size(), kRanksOfFunctionWords));
  for (std::uint32_t rank = 0; rank < out.size(); ++rank) out[rank] = is_function_word(vocabulary.form(rank));
  return out;
}

// The headlines of a segment, read again and again.
class Headlines {
 public:
  Headlines(const SectionFile& words, const Vocabulary& vocabulary)
      : vocabulary_(vocabulary), common_(function_words(vocabulary)), blobs_(words.bytes("words")), first_(words.array<std::uint64_t>("words.first")) {}

  using Each = std::function<void(std::uint32_t article, std::span<const std::uint32_t> places)>;
  // Calls `each` with the different words of every headline but for function words, or with its first word alone.
  void read(bool only_first, const Each& each) const {
    WordReader reader;
    WordSequence title;
    std::vector<std::uint32_t> places;
    ReadOnce done(blobs_);
    for (std::uint32_t article = 0; article + 1 < first_.size(); ++article) {
      reader.start(blobs_.substr(first_[article], first_[article + 1] - first_[article]));
      reader.read(reader.size_to(kTitleUnit), title);
      places.clear();
      for (const std::uint32_t code : title.codes) {
        if (code >= vocabulary_.size()) throw ArchiveCorrupt("an article has a word that its segment does not know");
        if (only_first || code >= common_.size() || !common_[code]) places.push_back(vocabulary_.place(code));
        if (only_first) break;
      }
      std::sort(places.begin(), places.end());
      places.erase(std::unique(places.begin(), places.end()), places.end());
      each(article, places);
      done.up_to(first_[article + 1]);
    }
  }

  std::size_t forms() const { return vocabulary_.size(); }

 private:
  const Vocabulary& vocabulary_;
  std::vector<bool> common_;
  std::string_view blobs_;
  std::span<const std::uint64_t> first_;
};

// The entries of one kind, sorted by place and article, `at_once` of them after the other.
void write_entries(SectionWriter& file, const std::string& name, const Headlines& headlines, bool only_first, std::size_t at_once) {
  std::vector<std::uint32_t> counts(headlines.forms());
  headlines.read(only_first, [&](std::uint32_t, std::span<const std::uint32_t> places) {
    for (const std::uint32_t place : places) ++counts[place];
  });
  std::vector<std::uint32_t> places, first = {0};
  for (std::uint32_t place = 0; place < counts.size(); ++place) {
    if (counts[place] == 0) continue;
    places.push_back(place);
    first.push_back(first.back() + counts[place]);
  }
  file.section(name + ".places", places);
  file.section(name + ".first", first);
  file.begin(name + ".articles");
  RangeMinima minima;
  std::vector<std::uint32_t> articles;
  for (std::size_t begin = 0, end = 0; begin < places.size(); begin = end) {
    while (end < places.size() && (end == begin || first[end + 1] - first[begin] <= at_once)) ++end;
    articles.resize(first[end] - first[begin]);
    std::uint32_t next = 0;
    for (std::size_t at = begin; at < end; ++at) next += std::exchange(counts[places[at]], next);  // from here on where the next entry goes
    const std::uint32_t low = places[begin], high = places[end - 1];
    headlines.read(only_first, [&](std::uint32_t article, std::span<const std::uint32_t> all) {
      for (const std::uint32_t place : all)
        if (place >= low && place <= high) articles[counts[place]++] = article;
    });
    for (const std::uint32_t article : articles) minima.add(article);
    file.write({reinterpret_cast<const char*>(articles.data()), articles.size() * sizeof(std::uint32_t)});
  }
  file.section(name + ".minima", minima.finish());
}

}  // namespace

void write_title_index(SectionWriter& file, const SectionFile& words, const Vocabulary& vocabulary, std::size_t at_once) {
  const Headlines headlines(words, vocabulary);
  write_entries(file, "titles.words", headlines, false, at_once);
  write_entries(file, "titles.starts", headlines, true, at_once);
}

TitleIndex::TitleIndex(const SectionFile& file) : words_(file, "titles.words"), starts_(file, "titles.starts") {}

TitleIndex::Entries::Entries(const SectionFile& file, const std::string& name)
    : places(file.array<std::uint32_t>(name + ".places")),
      first(file.array<std::uint32_t>(name + ".first")),
      articles(file.array<std::uint32_t>(name + ".articles")),
      order(articles, file.array<std::uint32_t>(name + ".minima")) {
  if (first.size() != places.size() + 1 || first.back() != articles.size()) throw ArchiveCorrupt("the sections of the headlines do not fit each other");
}

RangeOrder::Range TitleIndex::Entries::range(std::size_t begin, std::size_t end) const {
  if (places.empty()) return {0, 0};
  const auto entry = [&](std::size_t place) { return first[static_cast<std::size_t>(std::lower_bound(places.begin(), places.end(), place) - places.begin())]; };
  return {entry(begin), entry(end)};
}

std::span<const std::uint32_t> TitleIndex::Entries::of(std::uint32_t place) const {
  const auto [begin, end] = range(place, std::size_t{place} + 1);
  return articles.subspan(begin, end - begin);
}

std::span<const std::uint32_t> TitleIndex::with(std::uint32_t place) const { return words_.of(place); }

std::span<const std::uint32_t> TitleIndex::starting_with(std::uint32_t place) const { return starts_.of(place); }

std::size_t TitleIndex::uses(std::size_t begin, std::size_t end) const {
  const auto part = words_.range(begin, end);
  return part.second - part.first;
}

std::optional<std::uint32_t> TitleIndex::Walk::next() {
  const auto at = walk_.next();
  if (!at) return std::nullopt;
  return articles_[*at];
}

TitleIndex::Walk TitleIndex::having(std::size_t begin, std::size_t end) const {
  const auto part = words_.range(begin, end);
  return {words_.articles, RangeOrder::Walk(words_.order, part.first, part.second)};
}

TitleIndex::Walk TitleIndex::starting(std::size_t begin, std::size_t end) const {
  const auto part = starts_.range(begin, end);
  return {starts_.articles, RangeOrder::Walk(starts_.order, part.first, part.second)};
}

}  // namespace dateline
