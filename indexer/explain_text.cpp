#include <algorithm>
#include <iterator>
#include <map>
#include <ostream>
#include <vector>

#include "indexer/explain.h"
#include "indexer/extract/text.h"
#include "indexer/moments.h"
#include "indexer/reading.h"
#include "indexer/terminal.h"

namespace dateline {
namespace {

constexpr std::size_t kLabel = 12;          // columns of a field's name
constexpr std::size_t kShownOfReason = 12;  // entries of the ledger with one reason

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& item : list) (out += out.empty() ? "" : "; ") += item;
  return out;
}

std::string plural(std::uint64_t count, const std::string& one) { return with_commas(count) + " " + one + (count == 1 ? "" : "s"); }

class PeopleExplanation : public Explanation {
 public:
  PeopleExplanation(std::ostream& out, std::size_t columns, bool full) : out_(out), columns_(columns), full_(full) {}

  void file(const ExplainedFile& file) override {
    file_ = file;
    if (std::exchange(any_, true)) out_ << "\n";
    out_ << for_terminal(file.path) << "\n";
    if (file.format.empty()) return;
    out_ << "  " << (file.packing.empty() ? file.format : file.format + " or a single file, packed with " + file.packing) << ", " << file.how << "; " << plural(file.bytes, "byte")
         << (file.encoding.empty() ? "" : "; " + file.encoding) << "\n";
  }

  void article(const Article& article, std::uint64_t number, bool declared) override {
    out_ << "\n  Article " << number;
    if (article.origin.path != file_.path) out_ << ", " << for_terminal(article.origin.path);
    if (article.origin.line > 0) out_ << ", line " << article.origin.line;
    out_ << "\n";
    fields(article, declared);
    body(article);
    ledger(article);
  }

  void rejected(const BadArticle& bad) override { piece("rejected", bad); }
  void skipped(const BadArticle& what) override { piece("skipped", what); }

  void end(const ExplainedCounts& counts) override {
    out_ << "\n  " << plural(counts.articles, "article") << ", " << with_commas(counts.rejected) << " rejected, " << with_commas(counts.skipped)
         << " skipped";
    if (counts.articles > counts.shown) out_ << "; " << with_commas(counts.articles - counts.shown) << " not shown (--most N shows N)";
    out_ << "\n";
  }

 private:
  void piece(const std::string& what, const BadArticle& bad) {
    std::string text = what;
    if (bad.path != file_.path) text += ", " + for_terminal(bad.path);
    if (bad.line > 0) text += ", line " + std::to_string(bad.line);
    out_ << "\n";
    lines("  ", "    ", text + ": " + for_terminal(bad.reason));
  }

  void lines(const std::string& first, const std::string& others, std::string_view text) {
    const std::vector<std::string> all = wrapped(text, columns_ - others.size());
    for (std::size_t at = 0; at < all.size(); ++at) out_ << (at == 0 ? first : others) << all[at] << "\n";
  }

  // A field, and behind it where it was found.
  void field(const Article& article, const std::string& label, const std::string& member, std::string text, std::string where = {}) {
    if (text.empty()) {
      nothing_.push_back(label);
      return;
    }
    for (const FoundIn& found : article.found_in)
      if (found.field == member) (where += where.empty() ? "" : ", ") += found.where;
    text = for_terminal(text);
    if (!where.empty()) text += "  [" + for_terminal(where) + "]";
    std::string start = "    " + label;
    start.resize(4 + kLabel, ' ');
    lines(start, std::string(4 + kLabel, ' '), text);
  }

  std::string given(const std::string& value, const std::string& option, const char* name, const Article& article) const {
    const bool found = std::any_of(article.found_in.begin(), article.found_in.end(), [&](const FoundIn& each) { return each.field == name; });
    return !found && !option.empty() && value == option ? std::string("--") + name : std::string();
  }

  void fields(const Article& article, bool declared) {
    nothing_.clear();
    const PathReading& reading = file_.reading;
    field(article, "title", "title", article.title, article.title_derived ? "made of the first sentence" : "");
    field(article, "byline", "byline", joined(article.byline));
    field(article, "source", "source", article.source, given(article.source, reading.source, "source", article));
    field(article, "section", "section", article.section, given(article.section, reading.section, "section", article));
    field(article, "published", "published", moment_in_words(article.published));
    field(article, "updated", "updated", moment_in_words(article.updated));
    const std::string declared_by = given(article.lang, reading.lang, "lang", article);
    field(article, "language", "lang", article.lang, !declared ? "found out from the text" : declared_by.empty() ? "declared" : declared_by);
    field(article, "tags", "tags", joined(article.tags));
    field(article, "persons", "persons", joined(article.persons));
    field(article, "orgs", "orgs", joined(article.orgs));
    field(article, "places", "places", joined(article.places));
    field(article, "url", "url", article.url);
    field(article, "id", "id", article.id, article.id_from_path ? "made of the path" : "");
    field(article, "version", "version", article.version);
    field(article, "continues", "evolved_from", article.evolved_from);
    field(article, "copyright", "copyright", article.copyright);
    const std::string note = article.status_note.empty() ? "" : ": " + article.status_note;
    field(article, "status", "status", status_in_words(article.status) + note);
    field(article, "visible", "visible_from", visibility_in_words(article));
    if (!nothing_.empty()) lines("    not found   ", std::string(4 + kLabel, ' '), joined(nothing_));
  }

  void body(const Article& article) {
    std::size_t words = 0;
    for (const std::string& paragraph : article.body) words += count_words(paragraph);
    out_ << "\n    kept: " << plural(article.body.size(), "paragraph") << ", " << plural(words, "word") << "\n";
    for (std::size_t at = 0; at < article.body.size(); ++at) numbered(at + 1, article.body[at]);
  }

  void numbered(std::uint64_t number, const std::string& text) {
    std::string start = std::to_string(number);
    start.insert(0, start.size() < 6 ? 6 - start.size() : 0, ' ');
    const std::string others(start.size() + 2, ' ');
    if (full_) return lines(start + "  ", others, for_terminal(text));
    out_ << start << "  " << shortened(for_terminal(cut_bytes(text, 1000)), columns_ - others.size()) << "\n";
  }

  void ledger(const Article& article) {
    std::vector<std::string> order;
    std::map<std::string, std::vector<const Dropped*>> groups;
    std::uint64_t lost = 0;
    for (const Dropped& dropped : article.dropped) {
      if (!is_loss(dropped.reason)) continue;
      ++lost;
      auto& group = groups[dropped.reason];
      if (group.empty()) order.push_back(dropped.reason);
      group.push_back(&dropped);
    }
    out_ << "\n    left out: " << (lost == 0 ? "nothing" : plural(lost, "piece")) << "\n";
    for (const std::string& reason : order) reason_group(reason, groups[reason]);
    for (const Dropped& dropped : article.dropped)
      if (!is_loss(dropped.reason)) lines("    note: ", "      ", for_terminal(dropped.reason + ": " + dropped.text));
  }

  void reason_group(const std::string& reason, const std::vector<const Dropped*>& entries) {
    out_ << "      " << for_terminal(reason) << " (" << with_commas(entries.size()) << ")\n";
    const std::size_t most = full_ ? entries.size() : std::min(entries.size(), kShownOfReason);
    for (std::size_t at = 0; at < most; ++at) {
      std::string start = entries[at]->line > 0 ? "line " + std::to_string(entries[at]->line) : "";
      start.resize(std::max<std::size_t>(start.size() + 1, 11), ' ');
      start.insert(0, 8, ' ');
      const std::string text = for_terminal(entries[at]->text);
      if (full_) lines(start, std::string(start.size(), ' '), text.empty() ? " " : text);
      else out_ << start << shortened(text, columns_ - start.size()) << "\n";
    }
    if (most < entries.size()) out_ << "        ... and " << with_commas(entries.size() - most) << " more (--full shows them)\n";
  }

  std::ostream& out_;
  std::size_t columns_;
  bool full_, any_ = false;
  ExplainedFile file_;
  std::vector<std::string> nothing_;  // fields of this article that say nothing
};

}  // namespace

std::unique_ptr<Explanation> explain_to_people(std::ostream& out, std::size_t columns, bool full) {
  return std::make_unique<PeopleExplanation>(out, columns, full);
}

}  // namespace dateline
