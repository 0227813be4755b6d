#include "indexer/extract/flat_markup.h"

#include <algorithm>
#include <array>
#include <vector>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_void(std::string_view name) {
  static constexpr std::array<std::string_view, 16> names = {"area", "base",  "basefont", "br",   "col",  "embed", "frame",  "hr",
                                                             "img",  "input", "keygen",   "link", "meta", "param", "source", "wbr"};
  return is_one_of(names, name);
}

bool is_raw(std::string_view name) {
  static constexpr std::array<std::string_view, 5> names = {"script", "style", "textarea", "title", "xmp"};
  return is_one_of(names, name);
}

// Elements that end where their next begins.
bool ends_at_next(std::string_view name) {
  static constexpr std::array<std::string_view, 10> names = {"p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody"};
  return is_one_of(names, name);
}

// What gives a text its shape; a few levels of it are kept where nothing else is.
bool is_shape(std::string_view name) {
  static constexpr std::array<std::string_view, 15> names = {"h1", "h2", "h3", "h4", "h5", "h6",   "p",         "li",
                                                             "dt", "dd", "td", "th", "a",  "time", "blockquote"};
  return is_one_of(names, name);
}

class Flattener {
 public:
  Flattener(std::string_view html, std::size_t levels) : html_(html), levels_(levels) { out_.reserve(html.size()); }

  std::string run() {
    while (at_ < html_.size()) {
      const std::size_t tag = std::min(html_.find('<', at_), html_.size());
      out_.append(html_, at_, tag - at_);
      at_ = tag;
      if (at_ < html_.size()) mark();
    }
    while (!open_.empty()) close_last();
    return std::move(out_);
  }

 private:
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  std::size_t behind(std::string_view end, std::size_t from) const {
    const std::size_t found = html_.find(end, from);
    return found == std::string_view::npos ? html_.size() : found + end.size();
  }

  void mark() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--"))
      at_ = behind("-->", at_ + 4);
    else if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?'))
      at_ = behind(">", at_);
    else if (rest.size() > 2 && rest[1] == '/' && is_letter(rest[2]))
      end_tag();
    else if (rest.size() > 1 && is_letter(rest[1]))
      start_tag();
    else {
      out_ += "&lt;";
      ++at_;
    }
  }

  std::string name_at(std::size_t from) const {
    std::size_t end = from;
    while (end < html_.size() && end < from + 40 && std::string_view(" \t\r\n\f/>").find(html_[end]) == std::string_view::npos) ++end;
    return lower_case(html_.substr(from, end - from));
  }

  // Behind the ">" of the tag that starts at `at_`; quotation marks hide one.
  std::size_t tag_end() const {
    char quote = '\0';
    for (std::size_t i = at_; i < html_.size(); ++i) {
      const char c = html_[i];
      if (quote != '\0')
        quote = c == quote ? '\0' : quote;
      else if ((c == '"' || c == '\'') && html_[i - 1] == '=')
        quote = c;
      else if (c == '>')
        return i + 1;
    }
    return html_.size();
  }

  void start_tag() {
    const std::string name = name_at(at_ + 1);
    const std::size_t end = tag_end();
    std::string_view tag = html_.substr(at_, end - at_);
    at_ = end;
    // A tag within a tag: where that one ends is anybody's guess, so that it keeps its name only.
    const std::string bare = '<' + name + '>';
    if (tag.find('<', 1) != std::string_view::npos) tag = bare;
    if (is_raw(name)) return raw(name, tag);
    if (is_void(name)) {
      out_ += tag;
      return;
    }
    if (ends_at_next(name)) close_previous(name);
    constexpr std::size_t more_for_shape = 20;
    if (open_.size() >= levels_ + (is_shape(name) ? more_for_shape : 0)) {
      out_ += ' ';
      return;
    }
    out_ += tag;
    open_.push_back(name);
  }

  void raw(std::string_view name, std::string_view tag) {
    out_ += tag;
    const std::string end = "</" + std::string(name);
    std::size_t at = at_;
    for (; at < html_.size(); ++at) {
      at = std::min(html_.find("</", at), html_.size());
      if (lower_case(html_.substr(at, end.size())) == end) break;
    }
    at = std::min(at, html_.size());
    const bool parsed = name != "script" && name != "style";  // some parsers look for tags in the others
    for (const char c : html_.substr(at_, at - at_)) {
      if (c == '<' && parsed) out_ += "&lt;";
      else out_ += c;
    }
    (out_ += end) += '>';
    at_ = at < html_.size() ? behind(">", at) : at;
  }

  // The last open element of that name, if nothing but elements that end by themselves is open within it.
  void close_previous(const std::string& name) {
    std::size_t at = open_.size();
    while (at > 0 && open_[at - 1] != name) {
      if (!ends_at_next(open_[at - 1])) return;
      --at;
    }
    while (at > 0 && open_.size() >= at) close_last();
  }

  void end_tag() {
    const std::string name = name_at(at_ + 2);
    at_ = behind(">", at_);
    const auto found = std::find(open_.rbegin(), open_.rend(), name);
    if (found == open_.rend()) return;
    const auto left = static_cast<std::size_t>(open_.rend() - found) - 1;
    while (open_.size() > left) close_last();
  }

  void close_last() {
    ((out_ += "</") += open_.back()) += '>';
    open_.pop_back();
  }

  std::string_view html_;
  std::size_t levels_, at_ = 0;
  std::vector<std::string> open_;  // a few more than `levels_` at most
  std::string out_;
};

}  // namespace

std::string flattened_html(std::string_view html, std::size_t levels) { return Flattener(html, levels).run(); }

}  // namespace dateline
