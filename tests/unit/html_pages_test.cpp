// extract/html_body.h on 181 real pages and what a person marked as the article in each: ../shared/data/article_pages, which is not part of the
// project. Measured as its README says: multisets of four words in a row, precision and recall averaged over the pages.
#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "indexer/extract/html_body.h"
#include "indexer/extract/text.h"
#include "tests/unit/shared_folder.h"

using namespace dateline;

namespace {

namespace fs = std::filesystem;

fs::path pages_folder() {
  return shared_folder() / "data" / "article_pages";
}

std::string read_gzip(const fs::path& path) {
  const gzFile file = gzopen(path.c_str(), "rb");
  REQUIRE(file != nullptr);
  std::string bytes;
  std::vector<char> buffer(1 << 16);
  for (int got = 0; (got = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;)
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  gzclose(file);
  return bytes;
}

bool is_word_letter(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  const bool mark = (c < 0xC0 && c != 0xAA && c != 0xB5 && c != 0xBA) || c == 0xD7 || c == 0xF7;
  const bool symbol = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF0F) || c >= 0x1F000;
  return !mark && !symbol && c != 0xFE0F && c != 0xFFFD;
}

using Shingles = std::map<std::vector<std::string>, int>;

Shingles shingles_of(std::string_view text) {
  constexpr std::size_t length = 4;
  std::vector<std::string> words(1);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = code_point_at(text, at);
    if (is_word_letter(c)) append_code_point(words.back(), c);
    else if (!words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  Shingles out;
  if (words.empty()) return out;
  if (words.size() <= length) ++out[words];
  else
    for (auto at = words.begin(); at + length <= words.end(); ++at) ++out[std::vector<std::string>(at, at + length)];
  return out;
}

struct Agreement {
  double precision = 1, recall = 1;
};

Agreement compare(const Shingles& truth, const Shingles& found) {
  int same = 0, of_truth = 0, of_found = 0;
  for (const auto& [shingle, count] : truth) of_truth += count;
  for (const auto& [shingle, count] : found) {
    of_found += count;
    const auto in_truth = truth.find(shingle);
    if (in_truth != truth.end()) same += std::min(count, in_truth->second);
  }
  if (of_truth == 0 && of_found == 0) return {};
  return {of_found == 0 ? 0 : double(same) / of_found, of_truth == 0 ? 0 : double(same) / of_truth};
}

}  // namespace

TEST_CASE("HTML body: real pages are read as a person would mark them") {
  const fs::path folder = pages_folder();
  if (!fs::exists(folder / "ground-truth.json")) {
    MESSAGE("skipped: " << folder.string() << " is not there");
    return;
  }
  const auto truth = nlohmann::json::parse(std::ifstream(folder / "ground-truth.json"));
  double precision = 0, recall = 0;
  for (const auto& [id, page] : truth.items()) {
    const Tree tree = Tree::of_html(decode_markup(read_gzip(folder / "html" / (id + ".html.gz")), "").text);
    std::string text;
    for (const std::string& paragraph : extract_html_body(tree, {}).paragraphs) (text += "\n\n") += paragraph;
    const Agreement agreement = compare(shingles_of(page.value("articleBody", "")), shingles_of(text));
    precision += agreement.precision / static_cast<double>(truth.size());
    recall += agreement.recall / static_cast<double>(truth.size());
  }
  const double f1 = 2 * precision * recall / (precision + recall);
  MESSAGE("F1 " << f1 << ", precision " << precision << ", recall " << recall);
  CHECK(f1 > 0.980);
  CHECK(precision > 0.975);
  CHECK(recall > 0.980);
}
