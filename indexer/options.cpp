#include "indexer/options.h"

#include <getopt.h>

#include <array>
#include <charconv>
#include <cstring>
#include <iostream>

#include "indexer/readers/reader.h"

namespace dateline {
namespace {

enum Letter : int { kHelp = 'h', kVersion = 'V', kQuiet = 'q', kArchive = 'a', kFormat = 'f', kSource = 1000, kSection, kLang, kReport,
                    kPrune, kRebuild, kCheck, kThreads };

constexpr std::array kLongOptions = {
    option{"archive", required_argument, nullptr, kArchive}, option{"format", required_argument, nullptr, kFormat},
    option{"source", required_argument, nullptr, kSource},   option{"section", required_argument, nullptr, kSection},
    option{"lang", required_argument, nullptr, kLang},       option{"report", required_argument, nullptr, kReport},
    option{"prune", no_argument, nullptr, kPrune},           option{"rebuild", no_argument, nullptr, kRebuild},
    option{"check", no_argument, nullptr, kCheck},           option{"threads", required_argument, nullptr, kThreads},
    option{"quiet", no_argument, nullptr, kQuiet},           option{"help", no_argument, nullptr, kHelp},
    option{"version", no_argument, nullptr, kVersion},       option{nullptr, 0, nullptr, 0},
};

unsigned read_threads(const char* text) {
  unsigned threads = 0;
  const char* const end = text + std::strlen(text);
  if (const auto [stop, error] = std::from_chars(text, end, threads); error != std::errc{} || stop != end || threads == 0 || threads > 256)
    throw IndexUsageError{std::string("--threads takes a number from 1 to 256, not '") + text + "'"};
  return threads;
}

void take(IndexOptions& options, int letter) {
  switch (letter) {
    case kArchive: options.archive = optarg; break;
    case kFormat: options.format = optarg; break;
    case kSource: options.source = optarg; break;
    case kSection: options.section = optarg; break;
    case kLang: options.lang = optarg; break;
    case kReport: options.report = optarg; break;
    case kPrune: options.prune = true; break;
    case kRebuild: options.rebuild = true; break;
    case kCheck: options.check = true; break;
    case kThreads: options.threads = read_threads(optarg); break;
    case kQuiet: options.quiet = true; break;
    default: break;
  }
}

void check(const IndexOptions& options) {
  if (options.archive.empty()) throw IndexUsageError{"--archive needs a folder"};
  if (!options.format.empty() && format_named(options.format) == nullptr) {
    std::string known;
    for (const Format& format : formats()) known += (known.empty() ? "" : ", ") + std::string(format.name);
    throw IndexUsageError{"--format does not know '" + options.format + "'; it knows " + known};
  }
  if (options.paths.empty() && !options.check) throw IndexUsageError{"name at least one file or folder to read"};
  for (const std::string& path : options.paths)
    if (path == "-" && options.format.empty()) throw IndexUsageError{"reading standard input needs --format"};
}

}  // namespace

std::string help_text() {
  return R"(Usage: dateline-index [options] PATH...

Reads articles from files and folders into the archive that dateline-serve answers from.
PATH may be '-' for standard input (with --format). Folders are read whole; names that begin
with a point and names that a .datelineignore file lists are left out.

  -a, --archive DIR    the archive folder, made when it is missing (default: archive)
  -f, --format NAME    read every file as this: text, markdown, json, jsonl (default: found out)
      --source NAME    publication of articles that name none
      --section NAME   section of articles that name none
      --lang CODE      language of articles that name none (default: found out)
      --prune          remove articles that came from PATH and are no longer there
      --rebuild        build from nothing; the old archive serves until the new one is complete
      --check          read every byte of the archive, compare it with what was written, and stop
      --report FILE    write what was read, dropped and rejected as JSON
      --threads N      threads at work (default: one a core)
  -q, --quiet          say nothing but errors
  -h, --help           this text
  -V, --version        the version

Exit codes: 0 all well; 1 some articles were rejected; 64 wrong usage; 66 a PATH is not there;
74 the disk failed; 75 somebody else writes to the archive; 78 the archive does not fit.
)";
}

std::optional<IndexOptions> read_options(int argc, char** argv) {
  IndexOptions options;
  opterr = 0;
  for (int letter; (letter = getopt_long(argc, argv, ":a:f:qhV", kLongOptions.data(), nullptr)) != -1;) {
    if (letter == kHelp) std::cout << help_text();
    if (letter == kVersion) std::cout << "dateline-index " << DATELINE_VERSION << "\n";
    if (letter == kHelp || letter == kVersion) return std::nullopt;
    if (letter == ':') throw IndexUsageError{std::string(argv[optind - 1]) + " needs a value"};
    if (letter == '?') throw IndexUsageError{std::string("unknown option ") + argv[optind - 1]};
    take(options, letter);
  }
  for (int at = optind; at < argc; ++at) options.paths.emplace_back(argv[at]);
  check(options);
  return options;
}

}  // namespace dateline
