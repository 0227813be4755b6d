#include "server/page/texts.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "server/page/locale.h"

namespace dateline {
namespace {

using nlohmann::ordered_json;

[[noreturn]] void fail(const std::string& key, std::string_view language) {
  throw std::runtime_error("texts.json: " + key + " has no text in " + std::string(language));
}

std::string replaced(std::string text, Texts::Values values) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
    for (const auto& [name, value] : values) {
      if (text.compare(at + 1, name.size(), name) != 0 || text[at + 1 + name.size()] != '}') continue;
      out.append(text, done, at - done).append(value);
      done = at + name.size() + 2;
      break;
    }
  }
  return out.append(text, done);
}

}  // namespace

std::string_view Texts::text(std::string_view key) const {
  const auto at = texts_.find(key);
  if (at == texts_.end()) throw std::runtime_error("texts.json has no text of the name " + std::string(key));
  return at->second;
}

std::string Texts::text(std::string_view key, Values values) const { return replaced(std::string(text(key)), values); }

std::string Texts::counted(std::string_view key, bool one, Values values) const {
  return text(std::string(key) + (one ? "/one" : "/other"), values);
}

TextTable::TextTable(std::string_view json) {
  const ordered_json table = ordered_json::parse(json.begin(), json.end(), nullptr, false);
  if (!table.is_object() || !table.contains("page") || !table.contains("script"))
    throw std::runtime_error("texts.json is not an object with page and script");
  for (const std::string_view language : page_languages()) {
    Texts& texts = languages_[std::string(language)];
    for (const auto& [key, row] : table["page"].items()) {
      const ordered_json text = row.value(std::string(language), ordered_json());
      if (text.is_string()) texts.texts_[key] = text.get<std::string>();
      else if (text.is_object() && text.contains("one") && text.contains("other"))
        for (const char* form : {"one", "other"}) texts.texts_[key + "/" + form] = text[form].get<std::string>();
      else fail(key, language);
    }
    ordered_json script = ordered_json::object();
    for (const auto& [key, row] : table["script"].items()) {
      if (!row.contains(std::string(language))) fail(key, language);
      script[key] = row[std::string(language)];
    }
    texts.script_json_ = script.dump();
  }
}

}  // namespace dateline
