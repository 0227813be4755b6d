#include "indexer/readers/feed_document.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/extract/text.h"
#include "indexer/readers/feed_cutter.h"
#include "indexer/readers/finish.h"

namespace dateline {
namespace {

constexpr std::size_t longest_opening = 16u << 10;  // every entry is read within the tags around it, so they cost as often

// What the parser says of a piece, with the line that it names counted from the beginning of the file. `above` lines lie before the piece.
std::string in_the_file(std::string what, std::uint32_t above) {
  constexpr std::string_view words = " line ";
  const std::size_t found = what.find(words);
  if (found == std::string::npos) return what;
  const std::size_t start = found + words.size();
  const std::size_t end = std::min(what.find_first_not_of("0123456789", start), what.size());
  constexpr std::size_t most_digits = 9;
  if (end == start || end - start > most_digits) return what;
  return what.replace(start, end - start, std::to_string(std::stoul(what.substr(start, end - start)) + above));
}

// Reads the entries of one feed and counts them.
class FeedRun {
 public:
  FeedRun(const FeedKind& kind, const ReadingJob& job) : kind_(kind), job_(job), now_(seconds_now()) {}

  void run(std::string_view xml) {
    FeedShell shell = FeedCutter(xml, kind_.entries).shell();
    const bool nested = shell.incomplete && shell.balanced;
    if (nested) shell = FeedCutter(xml, kind_.entries, nested).shell();
    if (shell.text.empty() && shell.entries == 0) return reject(0, "has no document element", job_);
    if (shell.entries > most_entries) return reject(0, "has more than 1,000,000 entries; split it", job_);
    if (shell.longest_opening > longest_opening) return reject(shell.line, "has more than 16 KiB of attributes in its document element", job_);
    read_shell(shell);
    FeedCutter cutter(xml, kind_.entries, nested);
    bool last_complete = true;
    for (FeedSlice slice; cutter.next(slice);) {
      last_complete = slice.complete;
      read_entry(slice);
    }
    if (!cutter.closed() && last_complete) {
      const FilePosition end = cutter.end();
      return reject(end.line, "breaks off at " + end.text() + ": <" + std::string(cutter.root().name) + "> is never closed; entries may be missing", job_);
    }
    if (shell.entries == 0) skip(0, "is a feed without entries", job_);
  }

 private:
  void read_shell(const FeedShell& shell) {
    head_.base = job_.input.url;
    if (shell.alone) return;
    const Tree tree = Tree::of_xml(shell.text);
    if (tree.root() != nullptr) head_ = kind_.head(*tree.root());
    if (!job_.input.url.empty()) head_.base = job_.input.url;
    const TreeFault& fault = tree.fault();
    if (!shell.cut && !fault.what.empty()) {
      const std::uint32_t line = shell.line + std::max(fault.line, 1u) - 1;
      notes_.push_back({"repaired", line, "what the feed says of itself, line " + std::to_string(line) + ": " + in_the_file(fault.what, shell.line - 1)});
    }
  }

  void read_entry(const FeedSlice& slice) {
    if (!slice.complete)
      return reject(slice.start.line, "is an entry at " + slice.start.text() + " that is not closed before the next one or the end", job_);
    if (slice.text.size() > largest_entry_bytes) return reject(slice.start.line, "is an entry at " + slice.start.text() + " of more than 8 MiB", job_);
    const Tree tree = Tree::of_xml(slice.opening + std::string(slice.text) + slice.closing);
    const TreeFault& fault = tree.fault();
    FilePosition at = slice.start;
    at.line += std::max(fault.line, 1u) - 1;
    if (fault.line > 1) at.column = fault.column;
    else at.column += fault.column > slice.opening.size() ? fault.column - static_cast<std::uint32_t>(slice.opening.size()) - 1 : 0;
    const std::string what = in_the_file(fault.what, slice.start.line - 1);
    const Node* const node = entry_in(tree);
    if (node == nullptr || fault.structural)
      return reject(at.line, "is an entry that is not well-formed at " + at.text() + ": " + what, job_);
    FeedEntry entry = {*node, head_, slice.start.line, now_};
    kind_.entry(entry);
    if (!entry.passed_over.empty()) return skip(slice.start.line, std::move(entry.passed_over), job_);
    auto& dropped = entry.article.dropped;
    dropped.insert(dropped.begin(), notes_.begin(), notes_.end());
    if (!fault.what.empty()) dropped.insert(dropped.begin(), {"repaired", at.line, at.text() + ": " + what});
    finish_article(std::move(entry.article), {slice.start.line, slice.nth}, job_);
  }

  const Node* entry_in(const Tree& tree) const {
    for (const Node* node = tree.root(); node != nullptr; node = next_in_order(node, tree.root()))
      if (std::find(kind_.entries.begin(), kind_.entries.end(), node->name.substr(node->name.find(':') + 1)) != kind_.entries.end()) return node;
    return nullptr;
  }

  const FeedKind& kind_;
  const ReadingJob& job_;
  std::int64_t now_;
  FeedHead head_;
  std::vector<Dropped> notes_;
};

}  // namespace

void read_feed(const Input& input, const ReadOptions& options, ArticleSink& sink, const FeedKind& kind) {
  ReadingJob job = {input, options, sink, {}};
  if (input.bytes.size() > largest_feed_bytes) return reject(0, "is a feed larger than 256 MiB; split it", job);
  const Decoding decoded = decode_markup(input.bytes, input.charset);
  if (!decoded.failure.empty()) return reject(0, decoded.failure, job);
  job.note = decoded.note;
  FeedRun(kind, job).run(decoded.text);
}

std::string markup_head(std::string_view head) {
  constexpr std::size_t most = 4096, widest = 4;
  head = head.substr(0, most);
  if (wide_charset(head).empty()) return std::string(head);
  return decode_markup(head.substr(0, head.size() / widest * widest), {}).text;
}

bool recognises_other_xml(std::string_view head) {
  const std::string start = markup_head(head);
  const StartTag root = root_tag(start);
  if (root.text.empty() || lower_case(root.local()) == "html") return false;
  const bool declared = start.starts_with("<?xml") || start.starts_with("\xEF\xBB\xBF<?xml");
  return declared || root.text.find("xmlns") != std::string_view::npos;
}

void pass_over_xml(const Input& input, const ReadOptions& options, ArticleSink& sink) {
  const std::string start = markup_head(input.bytes);
  const StartTag root = root_tag(start);
  const ReadingJob job = {input, options, sink, {}};
  if (root.text.empty()) return reject(0, start.find_first_not_of(" \t\r\n") == std::string::npos ? "is empty" : "is no XML: it has no document element", job);
  const std::string_view space = declared_space(root);
  std::string what = "is XML of a kind that is not read: <" + repair_text(cut_bytes(root.name, 100)) + ">";
  if (!space.empty()) what += " of " + repair_text(cut_bytes(space, 200));
  skip(0, std::move(what), job);
}

}  // namespace dateline
