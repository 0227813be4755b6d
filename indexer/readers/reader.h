// The readers' one public header: bytes in, Articles out.
//
// A format is one file in this folder and one row in the table that `formats()` gives. Readers know nothing of Xapian,
// of threads or of where articles go. A reader never throws for bad input: it reports through the sink and goes on with
// the next article of the file, if the format lets it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/article.h"

namespace dateline {

// What ends one article. `line` is 1-based; 0 when the whole file is at fault.
struct BadArticle {
  std::string path;
  std::uint32_t line = 0;
  std::string reason;  // one sentence, what is wrong and what to do; no trailing full stop, no path in it
};

// Receives what a reader finds. Implemented by the indexer; called from one thread at a time.
class ArticleSink {
 public:
  virtual ~ArticleSink() = default;
  virtual void article(Article&& article) = 0;
  virtual void reject(BadArticle&& bad) = 0;
  // Something that is no article and no fault either (a package of links, a picture in an archive): told in the report, exit code 0.
  virtual void skip(BadArticle&& what) = 0;
};

// One file as it lies on disk.
struct Input {
  std::string path;  // for messages and for Article::origin
  std::string_view bytes;  // the whole content; may be a memory map; valid for the duration of the call
  std::string name =
      {};  // what ids of articles without id and url are made of: the path below the folder that was given; empty: `path`
  std::string url = {};      // where the bytes were fetched from, as a container says (WARC-Target-URI); empty: not known
  std::string charset = {};  // what the transport said (Content-Type); empty: nothing
  std::uint32_t lines_before = 0;  // in pieces of the same JSON Lines file that were read before
};

struct UnpackBudget;

struct ReadOptions {
  std::string source;  // Article::source when the input names none
  std::string section;  // the same for section
  std::string lang;  // the same for language
  // Articles with longer bodies are cut at a paragraph border and say so in `dropped` (bytes of UTF-8).
  std::size_t max_article_bytes = 8u << 20;
  // --map: a field's name here (title, body, byline, ...) and the name that the input has for it. Goes before the names of docs/formats.md.
  std::vector<std::pair<std::string, std::string>> map = {};
  std::uint32_t depth = 0;  // containers around the input; see deepest_container in finish.h
  UnpackBudget* budget = nullptr;  // what these may unpack to; set by the outermost, see container.h
};

struct Format {
  std::string_view name;  // "text", "markdown", "json", "jsonl": the word for --format
  std::string_view extensions;  // space separated, lower case, without dots
  bool (*recognises)(std::string_view head);  // looks at up to the first 4 KiB; nullptr: by name only
  void (*read)(const Input&, const ReadOptions&, ArticleSink&);
  bool binary = false;  // asked of data that is no text as well
};

// All formats, in the order in which they are asked. Static storage; safe from any thread.
std::span<const Format> formats();

// The row named `name`, or nullptr.
const Format* format_named(std::string_view name);

// The row for a file: content first, then name. nullptr when nothing fits (binary data, for example).
const Format* format_of(const Input& input);

// Reads one file of a container (its path is "outer.zip/inner/name.xml") in whatever format it has, or passes it over. Containers in containers are
// followed for a few levels. Called by the readers of containers.
void read_inner(const Input& inner, const ReadOptions& options, ArticleSink& sink);

}  // namespace dateline
