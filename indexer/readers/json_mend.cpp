// JSON-LD as templates and plug-ins write it, made JSON again where there is one way only to read it.
#include <array>

#include "indexer/extract/markup.h"
#include "indexer/readers/json_ld.h"

namespace dateline {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Mender {
 public:
  explicit Mender(std::string_view in) : in_(in) { out_.reserve(in.size() + 16); }

  std::string run() {
    while (at_ < in_.size()) {
      const char c = in_[at_];
      if (c == '"')
        string();
      else if (skip_comment())
        continue;
      else if (c == ';' || c == '\0')
        ++at_;
      else if (c == ']' || c == '}')
        close(c);
      else {
        out_ += c;
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  bool at(std::string_view text) const { return in_.substr(at_).starts_with(text); }

  bool skip_through(std::string_view end) {
    const std::size_t found = in_.find(end, at_);
    at_ = found == std::string_view::npos ? in_.size() : found + end.size();
    return true;
  }

  // Outside of strings: comments of JavaScript, and the wrappers that hide scripts from old browsers.
  bool skip_comment() {
    for (const std::string_view wrapper : {"<!--", "-->", "<![CDATA[", "]]>", "//<![CDATA[", "//]]>"}) {
      if (!at(wrapper)) continue;
      at_ += wrapper.size();
      return true;
    }
    if (at("/*")) return skip_through("*/");
    if (at("//")) return skip_through("\n");
    return false;
  }

  // A comma in front of a closing bracket says nothing.
  void close(char c) {
    std::size_t end = out_.size();
    while (end > 0 && is_blank(out_[end - 1])) --end;
    if (end > 0 && out_[end - 1] == ',') out_.resize(end - 1);
    out_ += c;
    ++at_;
  }

  // Whether the quotation mark at `at` can end a string: a colon, comma or bracket follows, or nothing.
  bool ends_string(std::size_t at) const {
    for (++at; at < in_.size() && is_blank(in_[at]); ++at) {
    }
    return at >= in_.size() || std::string_view(",:]}/;<").find(in_[at]) != std::string_view::npos;
  }

  void string() {
    out_ += '"';
    for (++at_; at_ < in_.size(); ++at_) {
      const char c = in_[at_];
      if (c == '\\')
        escape();
      else if (c == '"' && ends_string(at_))
        break;
      else
        character(c);
    }
    if (at_ < in_.size()) out_ += '"';
    ++at_;
  }

  void escape() {
    const char next = at_ + 1 < in_.size() ? in_[at_ + 1] : '\0';
    if (next != '\0' && std::string_view("\"\\/bfnrtu").find(next) != std::string_view::npos) {
      out_ += '\\';
      out_ += next;
      ++at_;
    }  // else the backslash means nothing, and what follows stands for itself
  }

  void character(char c) {
    if (c == '\n')
      out_ += "\\n";
    else if (c == '"')
      out_ += "\\\"";
    else if (static_cast<unsigned char>(c) < 0x20)
      out_ += ' ';
    else
      out_ += c;
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string mended_json(std::string_view json) {
  if (json.find('"') == std::string_view::npos && json.find("&quot;") != std::string_view::npos) return Mender(decode_entities(json)).run();
  return Mender(json).run();
}

}  // namespace dateline
