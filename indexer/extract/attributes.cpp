#include "indexer/extract/attributes.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool starts_with_word(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) { return a == (b | 0x20); });
}

class TagScan {
 public:
  TagScan(std::string_view markup, MarkupKind kind, std::string& storage) : markup_(markup), kind_(kind), out_(storage) {}

  std::string_view run() {
    while ((at_ = markup_.find('<', at_)) != npos) {
      const std::string_view rest = markup_.substr(at_ + 1);
      if (rest.starts_with("!--")) comment();
      else if (!rest.empty() && is_letter(rest[0])) tag();
      else ++at_;
    }
    if (copied_ == 0) return markup_;
    out_ += markup_.substr(copied_);
    return out_;
  }

 private:
  void comment() {
    at_ = markup_.find("--", at_ + 4);
    if (at_ == npos) at_ = markup_.size();
  }

  void tag() {
    const std::size_t name = at_ + 1;
    at_ = std::min(markup_.find_first_of(" \t\n\r\f/>", name), markup_.size());
    const std::size_t name_end = at_;
    std::size_t count = 0, cut = npos;
    while (next_attribute()) {
      if (++count > most_attributes && cut == npos) cut = at_;
      attribute();
    }
    if (cut != npos) leave_out(cut);
    if (kind_ == MarkupKind::xml || markup_[at_ - 1] == '/') return;
    const std::string_view element = markup_.substr(name, name_end - name);
    for (const std::string_view raw : {"script", "style"})
      if (element.size() == raw.size() && starts_with_word(element, raw)) raw_text(raw);
  }

  // Moves to the next attribute of the tag; false: the tag ends here.
  bool next_attribute() {
    while (at_ < markup_.size() && (is_space(markup_[at_]) || markup_[at_] == '/')) ++at_;
    return at_ < markup_.size() && markup_[at_] != '>' && markup_[at_] != '<';
  }

  void attribute() {
    const auto space = [&] {
      while (at_ < markup_.size() && is_space(markup_[at_])) ++at_;
    };
    at_ = std::min(markup_.find_first_of(" \t\n\r\f/>=<", at_ + 1), markup_.size());
    const std::size_t end = at_;
    space();
    if (at_ >= markup_.size() || markup_[at_] != '=') {
      at_ = end;
      return;
    }
    ++at_;
    space();
    if (at_ >= markup_.size()) return;
    const char quote = markup_[at_];
    if (quote == '"' || quote == '\'') {
      at_ = markup_.find(quote, at_ + 1);
      at_ = at_ == npos ? markup_.size() : at_ + 1;
    } else {
      at_ = std::min(markup_.find_first_of(" \t\n\r\f>", at_), markup_.size());
    }
  }

  // What stands between `cut` and here, but for line ends.
  void leave_out(std::size_t cut) {
    out_ += markup_.substr(copied_, cut - copied_);
    out_.append(static_cast<std::size_t>(std::count(markup_.begin() + static_cast<std::ptrdiff_t>(cut), markup_.begin() + static_cast<std::ptrdiff_t>(at_), '\n')), '\n');
    copied_ = markup_[at_ - 1] == '/' ? at_ - 1 : at_;  // an empty element stays one
  }

  void raw_text(std::string_view name) {
    while ((at_ = markup_.find("</", at_)) != npos) {
      at_ += 2;
      if (starts_with_word(markup_.substr(at_), name)) return;
    }
    at_ = markup_.size();
  }

  std::string_view markup_;
  MarkupKind kind_;
  std::string& out_;
  std::size_t at_ = 0;
  std::size_t copied_ = 0;  // bytes of markup_ that are in out_ or left out
};

}  // namespace

std::string_view cut_attributes(std::string_view markup, MarkupKind kind, std::string& storage) { return TagScan(markup, kind, storage).run(); }

}  // namespace dateline
