// A feed cut into its entries before it is parsed, so that a broken entry costs no other one and a long feed little memory. The cutter knows tags,
// comments and CDATA sections; whether what lies between them is well-formed is for the parser.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/file_position.h"

namespace dateline {

// A start tag as it is written.
struct StartTag {
  std::string_view text;  // from "<" to ">"; empty: there is none
  std::string_view name;  // with its prefix
  std::string_view local() const { return name.substr(name.find(':') + 1); }
  std::string_view prefix() const { return name.substr(0, name.size() - local().size()); }  // with its colon
  bool closed() const { return text.ends_with("/>"); }
};

// The document element's start tag, behind declarations, comments and a document type. `xml` may be the head of a document: a tag that is cut off there
// counts, without its end.
StartTag root_tag(std::string_view xml);

// The namespace of a start tag with what the tag itself declares; empty: it declares none for its prefix.
std::string_view declared_space(const StartTag& tag);

struct FeedSlice {
  std::string_view text;  // from the entry's start tag to the end of its end tag
  FilePosition start;
  FilePosition end;     // of the first byte behind it
  std::uint32_t nth = 1;  // among the entries that start on that line
  bool complete = true;   // false: another entry begins, or the feed ends, before this one is closed
  std::string opening, closing;  // the tags around it, on one line
};

constexpr std::size_t longest_shell = 1u << 20;

// The document element without its entries, line ends kept: what the feed says of itself.
struct FeedShell {
  std::string text;         // at most `longest_shell` bytes
  bool cut = false;         // there was more
  std::uint32_t line = 1;  // of its first byte
  std::size_t entries = 0;
  std::size_t longest_opening = 0;  // bytes of the tags around an entry
  bool alone = false;       // the document element is an entry itself, and the text says nothing
  bool incomplete = false;  // an entry was not closed before another one, or the end
  bool balanced = true;     // as many entries are closed as are opened
};

// Cuts from front to back, in linear time.
class FeedCutter {
 public:
  // `xml` outlives the cutter. `entries` are the local names of entries. With `nested`, an entry may hold others, which are then parts of it.
  FeedCutter(std::string_view xml, std::vector<std::string_view> entries, bool nested = false);

  // The next entry. False: there is none any more.
  bool next(FeedSlice& slice);

  // Behind the last entry: whether the document element was closed, and where the document ends.
  bool closed() const { return closed_; }
  FilePosition end();

  // Moves to the end.
  FeedShell shell();

  const StartTag& root() const { return root_; }

 private:
  bool step();
  bool skip_section(std::string_view start, std::string_view end, std::size_t& known_end);
  bool swallows_entries(std::size_t from, std::size_t end);
  void start_tag();
  void start_entry(const StartTag& tag);
  void end_tag();
  bool is_entry(const StartTag& tag) const;
  std::size_t start_of_root() const;
  void finish(std::size_t end, bool complete);

  std::string_view xml_;
  std::vector<std::string_view> entries_;
  std::vector<std::string> foreign_;  // prefixes of other vocabularies, with their colons
  StartTag root_, channel_;
  std::size_t at_ = 0;
  PositionCounter positions_;
  std::uint32_t last_entry_line_ = 0, nth_ = 0;
  std::string_view entry_name_;
  std::size_t entry_start_ = 0, opened_ = 0, closed_entries_ = 0, depth_ = 0;
  bool nested_ = false, inside_ = false, ready_ = false, channel_open_ = false, closed_ = false;
  std::size_t swallowed_ = 0;  // where the entry ends whose CDATA section does not
  std::size_t comment_end_ = 0, cdata_end_ = 0, instruction_end_ = 0;  // the next ends, where they were looked for; npos: there is none
  FeedSlice slice_;
};

}  // namespace dateline
