#include "indexer/readers/markdown_body.h"

#include <md4c.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

// Turns the parser's events into paragraphs.
class Collector {
 public:
  Collector(std::string_view source, std::uint32_t first_line, MarkdownBody& out)
      : source_(source), first_line_(first_line), out_(out) {}

  void enter_block(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) {
      if (!text_.empty()) text_ += " | ";
      return;
    }
    flush();
    html_ = type == MD_BLOCK_HTML;
  }

  void leave_block(MD_BLOCKTYPE type, void* detail) {
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) return;
    const bool top = type == MD_BLOCK_H && static_cast<MD_BLOCK_H_DETAIL*>(detail)->level == 1;
    if (top && out_.title.empty() && out_.paragraphs.empty()) {
      out_.title = squeeze_spaces(std::exchange(text_, {}));
      out_.title_line = line_;
    }
    flush();
    html_ = false;
  }

  void enter_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_IMG && images_++ == 0) alt_.clear();
  }

  void leave_span(MD_SPANTYPE type) {
    if (type != MD_SPAN_IMG || --images_ > 0) return;
    std::string alt = squeeze_spaces(alt_);
    if (!alt.empty()) out_.dropped.push_back({"caption", line_, std::move(alt)});
  }

  void text(MD_TEXTTYPE type, std::string_view piece) {
    note_line(piece);
    std::string& target = images_ > 0 ? alt_ : text_;
    switch (type) {
      case MD_TEXT_NULLCHAR: return;
      case MD_TEXT_BR:
      case MD_TEXT_SOFTBR: target += ' '; return;
      case MD_TEXT_ENTITY: target += decode_entities(piece); return;
      case MD_TEXT_HTML:
        if (html_) target += piece;
        if (!html_ && piece.starts_with("<br")) target += ' ';
        return;
      default: target += piece;
    }
  }

  void flush() {
    const std::string text = std::exchange(text_, {});
    if (html_) {
      for (std::string& paragraph : split_paragraphs(text_of_markup(text)))
        out_.paragraphs.push_back(std::move(paragraph));
      return;
    }
    std::string paragraph = squeeze_spaces(text);
    if (!paragraph.empty()) out_.paragraphs.push_back(std::move(paragraph));
  }

 private:
  // Pieces of text point into the source, mostly; others keep the line of the piece before.
  void note_line(std::string_view piece) {
    const std::less<const char*> before;
    if (before(piece.data(), source_.data()) || !before(piece.data(), source_.data() + source_.size())) return;
    const auto at = static_cast<std::size_t>(piece.data() - source_.data());
    if (at < seen_) return;
    lines_ += static_cast<std::uint32_t>(std::count(source_.begin() + static_cast<std::ptrdiff_t>(seen_),
                                                    source_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    seen_ = at;
    line_ = first_line_ + lines_;
  }

  std::string_view source_;
  std::uint32_t first_line_, line_ = 0, lines_ = 0;
  MarkdownBody& out_;
  std::string text_, alt_;
  std::size_t seen_ = 0;
  int images_ = 0;
  bool html_ = false;
};

Collector& collector(void* user) { return *static_cast<Collector*>(user); }

int on_enter_block(MD_BLOCKTYPE type, void*, void* user) { return collector(user).enter_block(type), 0; }
int on_leave_block(MD_BLOCKTYPE type, void* detail, void* user) { return collector(user).leave_block(type, detail), 0; }
int on_enter_span(MD_SPANTYPE type, void*, void* user) { return collector(user).enter_span(type), 0; }
int on_leave_span(MD_SPANTYPE type, void*, void* user) { return collector(user).leave_span(type), 0; }
int on_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
  return collector(user).text(type, {text, size}), 0;
}

struct Shortcode {
  std::string_view start, end;
};
constexpr std::array<Shortcode, 5> shortcodes = {
    {{"{{<", ">}}"}, {"{{%", "%}}"}, {"{%", "%}"}, {"{{", "}}"}, {"{:", "}"}}};
constexpr std::size_t longest_shortcode = 2000;  // bytes

std::size_t shortcode_end(std::string_view text, std::size_t at) {
  for (const Shortcode& code : shortcodes) {
    if (!text.substr(at).starts_with(code.start)) continue;
    const std::size_t end = text.substr(at, longest_shortcode).find(code.end, code.start.size());
    return end == std::string_view::npos ? at : at + end + code.end.size();
  }
  return at;
}

// "[^1]" and, where the note itself stands, "[^1]:".
std::size_t footnote_end(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("[^")) return at;
  const std::size_t close = text.substr(at, 40).find(']');
  if (close == std::string_view::npos || close < 3) return at;
  const std::size_t end = at + close + 1;
  const bool note = (at == 0 || text[at - 1] == '\n') && text.substr(end).starts_with(':');
  return note ? end + 1 : end;
}

// Line ends inside a shortcode stay, so that lines keep their numbers.
std::string without_shortcodes(std::string_view markdown, std::uint32_t first_line, std::vector<Dropped>& dropped) {
  std::string text;
  text.reserve(markdown.size());
  std::uint32_t line = first_line;
  for (std::size_t at = 0; at < markdown.size();) {
    const char c = markdown[at];
    const std::size_t code = c == '{' ? shortcode_end(markdown, at) : at;
    const std::size_t end = c == '[' ? footnote_end(markdown, at) : code;
    if (end == at) {
      text += c;
      ++at;
      if (c == '\n') ++line;
      continue;
    }
    const std::string_view taken = markdown.substr(at, end - at);
    if (code != at) dropped.push_back({"shortcode", line, std::string(taken)});
    const auto ends = static_cast<std::uint32_t>(std::count(taken.begin(), taken.end(), '\n'));
    text.append(ends, '\n');
    line += ends;
    at = end;
  }
  return text;
}

// What the brackets between two empty lines (or list items) would cost the parser.
class BracketCount {
 public:
  void line(std::string_view text) {
    ++lines_;
    for (const char c : text) {
      if (c == '[') {
        ++all_;
        deepest_ = std::max(deepest_, ++open_);
      } else if (c == ']' && open_ > 0) {
        --open_;
      } else if (c == ']') {
        ++unopened_;
      }
    }
  }
  bool too_many() const { return deepest_ > most_unmatched || unopened_ > most_unmatched || all_ * lines_ > most_brackets_times_lines; }

 private:
  static constexpr std::uint64_t most_unmatched = 1000, most_brackets_times_lines = 100'000'000;
  std::uint64_t lines_ = 0, all_ = 0, open_ = 0, deepest_ = 0, unopened_ = 0;
};

bool starts_block(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return line.empty() || line == "\r" || line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ");
}

void append_escaped(std::string_view block, std::string& out) {
  for (const char c : block) {
    if (c == '[' || c == ']') out += '\\';
    out += c;
  }
}

// Where brackets stand in the thousands and find no partners, they are read as they stand: pairing them takes time that grows with their square.
std::string without_bracket_heaps(std::string text, std::uint32_t first_line, std::vector<Dropped>& dropped) {
  std::string out;
  std::uint32_t line = first_line;
  std::size_t kept = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const std::uint32_t start_line = text[start] == '\n' ? line + 1 : line;
    BracketCount count;
    do {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      count.line(std::string_view(text).substr(at, end - at));
      at = end + 1;
      ++line;
    } while (at < text.size() && !starts_block(std::string_view(text).substr(at, std::min(text.find('\n', at), text.size()) - at)));
    at = std::min(at, text.size());
    if (!count.too_many()) continue;
    out.append(text, kept, start - kept);
    append_escaped(std::string_view(text).substr(start, at - start), out);
    kept = at;
    dropped.push_back({"too_long", start_line, "thousands of brackets without their other half: links and pictures among them are read as they stand"});
  }
  if (kept == 0) return text;
  return out.append(text, kept);
}

}  // namespace

MarkdownBody read_markdown_body(std::string_view markdown, std::uint32_t first_line) {
  MarkdownBody out;
  const std::string text = without_bracket_heaps(without_shortcodes(markdown, first_line, out.dropped), first_line, out.dropped);
  Collector events(text, first_line, out);
  MD_PARSER parser = {};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = on_enter_block;
  parser.leave_block = on_leave_block;
  parser.enter_span = on_enter_span;
  parser.leave_span = on_leave_span;
  parser.text = on_text;
  md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &events);
  events.flush();
  return out;
}

}  // namespace dateline
