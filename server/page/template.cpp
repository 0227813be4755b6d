#include "server/page/template.h"

#include <stdexcept>

#include "server/api/escape.h"

namespace dateline {
namespace {

// The source with the texts in their places.
std::string with_texts(std::string_view source, const Texts& texts) {
  std::string out;
  out.reserve(source.size() * 2);
  std::size_t done = 0;
  for (std::size_t at = source.find("{t."); at != source.npos; at = source.find("{t.", done)) {
    const std::size_t end = source.find('}', at);
    if (end == source.npos) break;
    out += source.substr(done, at - done);
    out += escape_html(texts.text(source.substr(at + 3, end - at - 3)));
    done = end + 1;
  }
  out += source.substr(done);
  return out;
}

}  // namespace

// Partials would be read while pages are made, by several threads at once.
Template::Template(std::string_view source, const Texts& texts)
    : parsed_(std::make_shared<kainjow::mustache::mustache>(with_texts(source, texts))) {
  if (!parsed_->is_valid()) throw std::runtime_error("page.mustache: " + parsed_->error_message());
  if (source.find("{{>") != source.npos) throw std::runtime_error("page.mustache: it may not include others ({{>)");
  parsed_->set_custom_escape([](const std::string& text) { return escape_html(text); });
}

// Rendering changes nothing of the parsed template as long as it has neither lambdas nor partials, and it has none.
std::string Template::filled(const View& view) const {
  std::string out;
  parsed_->render(view, [&out](const std::string& piece) { out += piece; });
  return out;
}

}  // namespace dateline
