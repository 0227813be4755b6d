// Texts numbered from 0 in order of first sight: the hash table under the forms and the spellings of a tokenizer.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline {

// Keeps its own copies. Views of them stay valid while the object lives, also when it is moved. One thread.
class TextIds {
 public:
  // The number of `text`, and whether it is new.
  std::pair<std::uint32_t, bool> intern(std::string_view text);

  std::string_view text(std::uint32_t id) const { return texts_[id]; }
  std::size_t size() const { return texts_.size(); }

 private:
  // Open addressing: the low half of the hash decides the place, the high half saves nearly all comparisons of texts.
  struct Slot {
    std::uint32_t mark = 0;  // high half of the hash
    std::uint32_t next = 0;  // id + 1; 0: free
  };

  std::string_view keep(std::string_view text);
  void grow();

  std::vector<Slot> slots_;
  std::vector<std::string_view> texts_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;  // bytes behind `free_` in the last block
};

}  // namespace dateline
