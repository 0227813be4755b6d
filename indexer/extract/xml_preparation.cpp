#include "indexer/extract/xml_preparation.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/extract/entities.h"

namespace dateline {
namespace {

// Whether the "&" at `at` begins a reference that XML itself knows.
std::size_t known_reference(std::string_view xml, std::size_t at) {
  constexpr std::size_t longest = 12;
  const std::size_t end = xml.substr(at, longest).find(';');
  if (end == std::string_view::npos) return 0;
  const std::string_view name = xml.substr(at + 1, end - 1);
  for (const std::string_view known : {"amp", "lt", "gt", "quot", "apos"})
    if (name == known) return end + 1;
  const bool hex = name.starts_with("#x");
  if (!name.starts_with('#') || name.size() < (hex ? 3u : 2u)) return 0;
  const std::string_view digits = name.substr(hex ? 2 : 1);
  return digits.find_first_not_of(hex ? "0123456789abcdefABCDEF" : "0123456789") == std::string_view::npos ? end + 1 : 0;
}

class XmlPreparation {
 public:
  explicit XmlPreparation(std::string_view xml) : xml_(xml) { out_.reserve(xml.size()); }

  PreparedXml run() {
    TreeFault& fault = result_.fault;
    while (at_ < xml_.size() && !result_.crowded) {
      const char c = xml_[at_];
      if (c == '<') opening();
      else if (c == '&') reference(fault);
      else copy(1);
    }
    if (result_.crowded) fault = {0, 0, "an element has more than 10,000 attributes", true};
    result_.text = std::move(out_);
    return std::move(result_);
  }

 private:
  void copy(std::size_t bytes) {
    bytes = std::min(bytes, xml_.size() - at_);
    out_.append(xml_, at_, bytes);
    at_ += bytes;
  }

  void copy_through(std::string_view end) {
    const std::size_t found = xml_.find(end, at_);
    copy(found == std::string_view::npos ? xml_.size() : found + end.size() - at_);
  }

  void opening() {
    const std::string_view rest = xml_.substr(at_);
    if (rest.starts_with("<![CDATA[")) copy_through("]]>");
    else if (rest.starts_with("<!--")) copy_through("-->");
    else if (rest.starts_with("<?")) copy_through("?>");
    else if (rest.starts_with("<!DOCTYPE")) document_type();
    else start_tag();
  }

  void start_tag() {
    constexpr std::size_t most_attributes = 10'000;
    std::size_t attributes = 0;
    char quote = '\0';
    for (std::size_t i = at_ + 1; i < xml_.size() && xml_[i] != '<'; ++i) {
      const char c = xml_[i];
      if (quote != '\0') quote = c == quote ? '\0' : quote;
      else if (c == '>') break;
      else if (c == '"' || c == '\'') quote = c;
      else if (c == '=') ++attributes;
    }
    result_.crowded = attributes > most_attributes;
    copy(1);
  }

  // Leaves the declaration out, line ends excepted. Quotation marks in its comments are none.
  void document_type() {
    int brackets = 0;
    char quote = '\0';
    for (; at_ < xml_.size(); ++at_) {
      const char c = xml_[at_];
      if (quote == '\0' && xml_.substr(at_).starts_with("<!--")) {
        const std::size_t end = std::min(xml_.find("-->", at_), xml_.size());
        out_.append(static_cast<std::size_t>(std::count(xml_.begin() + static_cast<std::ptrdiff_t>(at_), xml_.begin() + static_cast<std::ptrdiff_t>(end), '\n')), '\n');
        at_ = end;
        continue;
      }
      if (c == '\n') out_ += c;
      if (quote != '\0') quote = c == quote ? '\0' : quote;
      else if (c == '"' || c == '\'') quote = c;
      else if (c == '[') ++brackets;
      else if (c == ']') --brackets;
      else if (c == '>' && brackets <= 0) break;
    }
    at_ = std::min(at_ + 1, xml_.size());
  }

  void reference(TreeFault& fault) {
    constexpr std::size_t longest_name = 32;
    if (const std::size_t size = known_reference(xml_, at_)) return copy(size);
    const std::size_t end = xml_.substr(at_, longest_name).find(';');
    const auto named = end == std::string_view::npos ? std::nullopt : entity_named(xml_.substr(at_ + 1, end - 1));
    if (named) {
      out_ += "&#" + std::to_string(static_cast<std::uint32_t>(*named)) + ";";
      at_ += end + 1;
      return;
    }
    if (fault.what.empty()) {
      const std::string_view before = xml_.substr(0, at_);
      const std::size_t line_start = before.rfind('\n');
      fault.line = 1 + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
      fault.column = static_cast<std::uint32_t>(at_ - (line_start == std::string_view::npos ? 0 : line_start + 1)) + 1;
      fault.what = "an ampersand that begins no known reference";
    }
    out_ += "&amp;";
    ++at_;
  }

  std::string_view xml_;
  std::size_t at_ = 0;
  std::string out_;
  PreparedXml result_;
};

}  // namespace

PreparedXml prepare_xml(std::string_view xml) { return XmlPreparation(xml).run(); }

}  // namespace dateline
