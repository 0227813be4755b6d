// Whole searches over a small archive of awkward texts, held to what no query may break. For the libFuzzer target and for the replay of its seeds.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace dateline {

class SearchChecks {
 public:
  // Writes the archive into a temporary folder, which goes away with the object.
  SearchChecks();
  ~SearchChecks();
  SearchChecks(const SearchChecks&) = delete;
  SearchChecks& operator=(const SearchChecks&) = delete;

  // Asks `q` (any bytes) in one of many ways, which one depends on q alone: searches, opens the first hits, writes both as JSON. What is wrong with an
  // answer, in words; empty: nothing.
  std::string fault_of(std::string_view q) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
