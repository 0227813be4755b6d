// Did you mean: a query that finds more, made of the words that the archive has.
#pragma once

#include <chrono>
#include <functional>

#include "server/search/search.h"
#include "server/search/snapshot.h"

namespace dateline {

// Another search over the same snapshot. May throw what a search may.
using RunSearch = std::function<SearchAnswer(const SearchRequest&)>;

// A request that has been answered, and the means to ask others about it. What it names must outlive the call.
struct AnsweredRequest {
  const SearchRequest& request;
  const Snapshot& snapshot;
  std::chrono::steady_clock::time_point until;  // when the answer has to be there
  const RunSearch& run;
  const AliasTable& aliases;
};

// Articles that the answer has with all that was asked for: none where it had to do with less.
std::uint64_t found_as_asked(const SearchAnswer& answer);

// `request` without what only its page needs, for counting what `q` finds until `until`.
SearchRequest counting_request(const AnsweredRequest& asked, const std::string& q);

// Near words are looked for so long.
inline constexpr std::chrono::milliseconds kLookingForNearWords{300};

// The answer with SearchAnswer::suggestion set, where the archive has words that were meant by those typed and the query made of them is found more
// often; with spelling=auto, and nothing found, the answer of that query. Words that the archive does not have are replaced, and rare ones that look like
// a slip of a far more frequent one; neighbours are joined, one word is cut in two. The rest of `q` stays byte for byte. Every suggestion has been
// searched for. Bounded in words and searches; gives up when the time is over.
SearchAnswer with_correction(const AnsweredRequest& asked, SearchAnswer answer);

}  // namespace dateline
