// The headlines of a segment by their words.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "indexer/archive/range_order.h"
#include "indexer/archive/section_file.h"
#include "indexer/archive/vocabulary.h"

namespace dateline {

// Writes the sections: about 60 bytes an article, and some microseconds. `words` is the file of the articles' words. Holds 4 bytes a form and, where no form
// has more, 4 bytes for `at_once` words of headlines; reads all headlines again for so many. Throws ArchiveCorrupt.
void write_title_index(SectionWriter& file, const SectionFile& words, const Vocabulary& vocabulary, std::size_t at_once = 8u << 20);

// Views into a mapped section file, which must outlive it. Forms are given by their places (vocabulary.h); articles come newest first, as they are
// numbered. Immutable; any number of threads may ask.
class TitleIndex {
 public:
  // Throws ArchiveCorrupt when the sections do not fit each other.
  explicit TitleIndex(const SectionFile& file);
  TitleIndex(const TitleIndex&) = delete;
  TitleIndex& operator=(const TitleIndex&) = delete;

  // Articles, ascending, whose headline has the form. Function words are not listed.
  std::span<const std::uint32_t> with(std::uint32_t place) const;
  // Articles whose headline begins with the form, ascending.
  std::span<const std::uint32_t> starting_with(std::uint32_t place) const;

  // How many words of headlines are forms of the places [begin, end); function words are not counted.
  std::size_t uses(std::size_t begin, std::size_t end) const;

  // Articles one by one, the newest first.
  class Walk {
   public:
    std::optional<std::uint32_t> next();

   private:
    friend class TitleIndex;
    Walk(std::span<const std::uint32_t> articles, RangeOrder::Walk walk) : articles_(articles), walk_(std::move(walk)) {}
    std::span<const std::uint32_t> articles_;
    RangeOrder::Walk walk_;
  };
  // Articles that have one of the forms in their headline; one that has several comes several times. Function words are not met.
  Walk having(std::size_t begin, std::size_t end) const;
  // Articles whose headline begins with one of the forms.
  Walk starting(std::size_t begin, std::size_t end) const;

 private:
  struct Entries {
    std::span<const std::uint32_t> places, first, articles;  // ascending places; where the articles of each begin, and one more; articles
    RangeOrder order;

    Entries(const SectionFile& file, const std::string& name);
    std::span<const std::uint32_t> of(std::uint32_t place) const;
    RangeOrder::Range range(std::size_t begin, std::size_t end) const;
  };

  Entries words_, starts_;
};

}  // namespace dateline
