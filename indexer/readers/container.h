// What the readers of containers share: the bounds of unpacking, handing on what lies inside, and the one note about what was left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

constexpr std::size_t largest_entry_bytes = 256u << 20;  // one file inside an archive, unpacked
constexpr std::uint64_t largest_unpacking_bytes = std::uint64_t{64} << 30;  // all that one file unpacks to, containers inside it included
constexpr std::uint64_t largest_unpacking_ratio = 1000;  // the same, as a multiple of the outermost file's size ...
constexpr std::uint64_t free_unpacking_bytes = 16u << 20;  // ... which does not count below this
constexpr std::uint32_t most_entries = 1'000'000;  // files and records in one file, containers inside it included

// What the containers of one file may unpack to, at any depth: small files that unpack to millions of bytes, and again inside those, are
// stopped by the size of the outermost.
struct UnpackBudget {
  std::uint64_t packed = 0;  // bytes of the outermost file
  std::uint64_t unpacked = 0;
  std::uint32_t entries = 0;

  void take(std::uint64_t bytes) { unpacked += bytes; }
  // Why nothing more may be unpacked, one sentence without a full stop; empty: go on.
  std::string_view exhausted() const;
};

// One container while it is read. References live as long as it does.
class Container {
 public:
  Container(const Input& input, const ReadOptions& options, ArticleSink& sink);

  UnpackBudget& budget() { return *budget_; }

  // What lies in the container under `name` (a relative path of any bytes; made safe here).
  struct Inside {
    std::string_view name;
    std::string_view bytes;
    std::string_view url = {};      // Input::url
    std::string_view charset = {};  // Input::charset
    std::uint32_t lines_before = 0;  // Input::lines_before
    const Format* format = nullptr;  // to read it in, whatever it looks like; nullptr: as its content and name tell
    std::string_view kind = {};     // what to call it when it is left out: "image/png"; empty: by its extension
  };
  // The format that it is in; nullptr: none.
  const Format* format_inside(const Inside& inside) const;
  // Hands on to the reader of the format that it is in, or counts it as left out.
  void read(const Inside& inside);

  // Counts something that is left out without a fault: "link", "revisit record".
  void leave_out(std::string_view kind);
  // Rejects something inside, and the container itself when `name` is empty.
  void reject(std::string_view name, std::string reason, std::uint32_t line = 0);
  // Tells once of all that was left out. Called at the end.
  void tell_left_out();

 private:
  std::string path_inside(const std::string& outer, std::string_view name) const;
  Input input_of(const Inside& inside) const;

  const Input& input_;
  ReadOptions options_;
  ArticleSink& sink_;
  UnpackBudget own_;
  UnpackBudget* budget_;
  std::map<std::string, std::uint64_t, std::less<>> left_out_;
};

}  // namespace dateline
