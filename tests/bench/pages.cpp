// How well and how fast articles are read out of web pages: reads a folder of pages, writes what was found, prints times.
#include <zlib.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/extract/html_body.h"
#include "indexer/extract/text.h"
#include "indexer/extract/tree.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

struct PageFile {
  std::string id;  // the file's name up to ".html"
  std::string bytes;
};

std::string read_gzip(const fs::path& path) {
  const gzFile file = gzopen(path.c_str(), "rb");  // reads plain files as well
  if (file == nullptr) throw std::runtime_error(path.string() + ": cannot be opened");
  std::string bytes;
  std::vector<char> buffer(1 << 16);
  for (int got = 0; (got = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;)
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  gzclose(file);
  return bytes;
}

std::vector<PageFile> read_folder(const std::string& folder) {
  std::vector<PageFile> pages;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const std::size_t end = name.find(".html");
    if (end != std::string::npos) pages.push_back({name.substr(0, end), read_gzip(entry.path())});
  }
  std::sort(pages.begin(), pages.end(), [](const PageFile& a, const PageFile& b) { return a.id < b.id; });
  return pages;
}

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

std::string joined(const std::vector<std::string>& paragraphs) {
  std::string out;
  for (const std::string& paragraph : paragraphs) (out += out.empty() ? "" : "\n\n") += paragraph;
  return out;
}

struct Times {
  double parse = 0, extract = 0;  // CPU seconds
};

nlohmann::json read_page_file(const PageFile& file, Times& times, bool ledger) {
  const double start = cpu_seconds();
  const Decoding decoded = decode_markup(file.bytes, "");
  const Tree tree = Tree::of_html(decoded.text);
  const double parsed = cpu_seconds();
  const HtmlBody body = extract_html_body(tree, {});
  times.parse += parsed - start;
  times.extract += cpu_seconds() - parsed;
  nlohmann::json out = {{"articleBody", joined(body.paragraphs)}};
  if (!ledger) return out;
  out["dropped"] = nlohmann::json::array();
  for (const Dropped& dropped : body.dropped) out["dropped"].push_back({{"reason", dropped.reason}, {"line", dropped.line}, {"text", dropped.text}});
  return out;
}

void run(const std::string& folder, const std::string& output, bool ledger) {
  const std::vector<PageFile> pages = read_folder(folder);
  double bytes = 0;
  Times times;
  nlohmann::json all = nlohmann::json::object();
  for (const PageFile& page : pages) {
    bytes += static_cast<double>(page.bytes.size()) / 1e6;
    all[page.id] = read_page_file(page, times, ledger);
  }
  std::printf("%zu pages, %.1f MB\n", pages.size(), bytes);
  std::printf("decode and parse  %.3f s  %.1f MB/s per core\n", times.parse, bytes / times.parse);
  std::printf("extraction        %.3f s  %.1f MB/s per core\n", times.extract, bytes / times.extract);
  if (!output.empty()) std::ofstream(output) << all.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

}  // namespace
}  // namespace dateline

int main(int count, char** arguments) {
  std::string folder, output;
  bool ledger = false;
  for (int at = 1; at < count; ++at) {
    const std::string name = arguments[at];
    if (name == "--json" && at + 1 < count) output = arguments[++at];
    else if (name == "--ledger") ledger = true;
    else folder = name;
  }
  if (folder.empty()) {
    std::puts("bench_pages FOLDER [--json FILE] [--ledger]");
    return 64;
  }
  try {
    dateline::run(folder, output, ledger);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_pages: %s\n", error.what());
    return 1;
  }
  return 0;
}
