// `dateline-index explain`: the whole reading of a file, before anything is indexed.
#pragma once

#include <atomic>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>

#include "indexer/inputs.h"
#include "indexer/options.h"
#include "indexer/readers/reader.h"

namespace dateline {

// What is known of a file before it is read.
struct ExplainedFile {
  std::string path;
  std::string format;      // empty: of none that is read
  std::string packing;     // "bzip2": what the whole file is packed with, if it is
  std::string how;         // the format was found out
  std::string encoding;    // empty: it is no text, or the first article tells
  std::uint64_t bytes = 0;
  PathReading reading;
};

// What became of it in the end.
struct ExplainedCounts {
  std::uint64_t articles = 0, shown = 0, rejected = 0, skipped = 0;
};

// Receives a reading piece by piece and shows it. For each file: `file`, then any number of pieces in the order in which they were read, then `end`.
class Explanation {
 public:
  virtual ~Explanation() = default;
  virtual void file(const ExplainedFile& file) = 0;
  // `declared`: the language was, and not found out.
  virtual void article(const Article& article, std::uint64_t number, bool declared) = 0;
  virtual void rejected(const BadArticle& bad) = 0;
  virtual void skipped(const BadArticle& what) = 0;
  virtual void end(const ExplainedCounts& counts) = 0;
};

// For people, at most so many columns wide; `full`: nothing is shortened. `out` must outlive it.
std::unique_ptr<Explanation> explain_to_people(std::ostream& out, std::size_t columns, bool full);
// For programs, one JSON object a line; docs/operations.md lists the members.
std::unique_ptr<Explanation> explain_as_json(std::ostream& out);

// Reads everything that `inputs` names and shows it on `out`. Returns true when something was rejected. Throws FileGone (a given path is not there),
// Stopped.
bool explain(const IndexOptions& options, const Inputs& inputs, std::ostream& out, const std::atomic<bool>& stop);

}  // namespace dateline
