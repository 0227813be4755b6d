#include "indexer/readers/xml_root.h"

#include <algorithm>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::string_view white = " \t\r\n";

std::string from_utf16(std::string_view bytes, bool big) {
  std::string out;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const auto high = static_cast<unsigned char>(bytes[big ? at : at + 1]);
    const auto low = static_cast<unsigned char>(bytes[big ? at + 1 : at]);
    append_code_point(out, static_cast<char32_t>(high << 8 | low));
  }
  return out;
}

std::string as_utf8(std::string_view head) {
  if (head.starts_with("\xFF\xFE")) return from_utf16(head.substr(2), false);
  if (head.starts_with("\xFE\xFF")) return from_utf16(head.substr(2), true);
  if (head.starts_with(std::string_view("<\0", 2))) return from_utf16(head, false);
  if (head.starts_with(std::string_view("\0<", 2))) return from_utf16(head, true);
  return std::string(head.substr(head.starts_with("\xEF\xBB\xBF") ? 3 : 0));
}

bool is_name_part(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_-.:").find(c) != std::string_view::npos;
}

class RootSearch {
 public:
  explicit RootSearch(std::string_view text) : text_(text) {}

  std::optional<XmlRoot> run() {
    while (true) {
      skip_white();
      const std::string_view rest = text_.substr(at_);
      if (rest.starts_with("<?"))
        skip_through("?>");
      else if (rest.starts_with("<!--"))
        skip_through("-->");
      else if (lower_case(rest.substr(0, 9)) == "<!doctype")
        document_type();
      else
        break;
    }
    const bool opens = at_ + 1 < text_.size() && text_[at_] == '<' && is_name_part(text_[at_ + 1]);
    if (opens) return element();
    if (at_ >= text_.size() && !announced_.empty()) return XmlRoot{local(announced_), {}};
    return std::nullopt;
  }

 private:
  void skip_white() { at_ = std::min(text_.find_first_not_of(white, at_), text_.size()); }

  void skip_through(std::string_view end) {
    const std::size_t found = text_.find(end, at_);
    at_ = found == std::string_view::npos ? text_.size() : found + end.size();
  }

  std::string_view take_name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
  }

  static std::string local(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return std::string(colon == std::string_view::npos ? name : name.substr(colon + 1));
  }

  void document_type() {
    at_ += 9;
    skip_white();
    announced_ = take_name();
    int brackets = 0;
    char quote = '\0';
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (quote != '\0')
        quote = c == quote ? '\0' : quote;
      else if (c == '"' || c == '\'')
        quote = c;
      else if (c == '[')
        ++brackets;
      else if (c == ']')
        --brackets;
      else if (c == '>' && brackets <= 0)
        break;
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  XmlRoot element() {
    ++at_;
    const std::string_view name = take_name();
    const std::size_t colon = name.rfind(':');
    const std::string wanted =
        colon == std::string_view::npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
    XmlRoot root = {local(name), {}};
    while (at_ < text_.size() && text_[at_] != '>' && text_[at_] != '<') {
      if (!is_name_part(text_[at_])) {
        ++at_;
        continue;
      }
      const std::string_view attribute = take_name();
      skip_white();
      if (at_ >= text_.size() || text_[at_] != '=') continue;
      ++at_;
      const std::string_view value = quoted();
      if (attribute == wanted) root.space = value;
    }
    return root;
  }

  // The text between the quotation marks at `at_`; empty where there are none or they do not end.
  std::string_view quoted() {
    skip_white();
    if (at_ >= text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) return {};
    const std::size_t start = at_ + 1;
    const std::size_t end = text_.find(text_[at_], start);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
    return end == std::string_view::npos ? std::string_view() : text_.substr(start, end - start);
  }

  std::string_view text_, announced_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<XmlRoot> xml_root(std::string_view head) {
  const std::string text = as_utf8(head);
  return RootSearch(text).run();
}

}  // namespace dateline
