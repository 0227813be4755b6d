// The headlines of a segment by their words.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "indexer/archive/segment.h"
#include "server/search/range_order.h"

namespace dateline {

// About 60 bytes an article, and about a microsecond to build. Forms are given by their places (vocabulary.h); articles come newest first, as they
// are numbered. Immutable; any number of threads may ask.
class TitleIndex {
 public:
  // Reads the headline of every article. Gives up when `stop` says so, and is then of no use. Throws ArchiveCorrupt.
  TitleIndex(const Segment& segment, std::stop_token stop);
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
    Walk(const std::vector<std::uint32_t>& articles, RangeOrder::Walk walk) : articles_(&articles), walk_(std::move(walk)) {}
    const std::vector<std::uint32_t>* articles_;
    RangeOrder::Walk walk_;
  };
  // Articles that have one of the forms in their headline; one that has several comes several times. Function words are not met.
  Walk having(std::size_t begin, std::size_t end) const;
  // Articles whose headline begins with one of the forms.
  Walk starting(std::size_t begin, std::size_t end) const;

 private:
  struct Entries {
    std::vector<std::uint32_t> places, first, articles;  // ascending places; where the articles of each begin, and one more; articles
    RangeOrder order;

    void fill(std::vector<std::uint64_t>& pairs);
    std::span<const std::uint32_t> of(std::uint32_t place) const;
    RangeOrder::Range range(std::size_t begin, std::size_t end) const;
  };

  Entries words_, starts_;
};

}  // namespace dateline
