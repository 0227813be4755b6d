#include "indexer/options.h"

#include <getopt.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <iostream>

#include "indexer/readers/reader.h"
#include "indexer/suggest.h"

namespace dateline {
namespace {

enum Letter : int { kPath = 1, kHelp = 'h', kVersion = 'V', kQuiet = 'q', kArchive = 'a', kFormat = 'f', kSource = 1000, kSection, kLang, kMap,
                    kReport, kPrune, kRebuild, kCheck, kWatch, kThreads, kJson, kFull, kMost };

constexpr std::array kLongOptions = {
    option{"archive", required_argument, nullptr, kArchive}, option{"format", required_argument, nullptr, kFormat},
    option{"source", required_argument, nullptr, kSource},   option{"section", required_argument, nullptr, kSection},
    option{"lang", required_argument, nullptr, kLang},       option{"map", required_argument, nullptr, kMap},
    option{"report", required_argument, nullptr, kReport},   option{"prune", no_argument, nullptr, kPrune},
    option{"rebuild", no_argument, nullptr, kRebuild},       option{"check", no_argument, nullptr, kCheck},
    option{"watch", no_argument, nullptr, kWatch},           option{"threads", required_argument, nullptr, kThreads},
    option{"quiet", no_argument, nullptr, kQuiet},           option{"json", no_argument, nullptr, kJson},
    option{"full", no_argument, nullptr, kFull},             option{"most", required_argument, nullptr, kMost},
    option{"help", no_argument, nullptr, kHelp},             option{"version", no_argument, nullptr, kVersion},
    option{nullptr, 0, nullptr, 0},
};

// The fields that --map can fill.
constexpr std::array<std::string_view, 18> kFields = {"id",        "url",     "title",  "body", "byline",  "source",
                                                      "section",   "published", "updated", "lang", "tags",  "embargo",
                                                      "status",    "version", "copyright", "persons", "orgs", "places"};

std::vector<std::string_view> option_names() {
  std::vector<std::string_view> out;
  for (const option& row : kLongOptions)
    if (row.name != nullptr) out.emplace_back(row.name);
  return out;
}

unsigned read_number(const char* name, const char* text, unsigned most) {
  unsigned number = 0;
  const char* const end = text + std::strlen(text);
  if (const auto [stop, error] = std::from_chars(text, end, number); error != std::errc{} || stop != end || number == 0 || number > most)
    throw IndexUsageError{std::string(name) + " takes a number from 1 to " + std::to_string(most) + ", not '" + text + "'"};
  return number;
}

std::string read_format(const std::string& name) {
  std::vector<std::string_view> known;
  for (const Format& format : formats()) known.push_back(format.name);
  if (!name.empty() && format_named(name) == nullptr) throw IndexUsageError{"--format: " + not_known(name, known)};
  return name;
}

std::vector<std::pair<std::string, std::string>> read_map(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> out;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find(','));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    const std::size_t equals = pair.find('=');
    const std::string_view field = pair.substr(0, equals);
    if (equals == std::string_view::npos || equals + 1 == pair.size())
      throw IndexUsageError{"--map takes field=name pairs such as title=headline,body=text, not '" + std::string(pair) + "'"};
    if (std::find(kFields.begin(), kFields.end(), field) == kFields.end())
      throw IndexUsageError{"--map: the field " + not_known(field, {kFields.begin(), kFields.end()})};
    out.emplace_back(field, pair.substr(equals + 1));
  }
  return out;
}

// The words of a command line in their order: an option of reading counts for the paths behind it.
class CommandReader {
 public:
  explicit CommandReader(IndexTask task) { options_.task = task; }

  void take(int letter, const std::string& name) {
    switch (letter) {
      case kPath: path(optarg); break;
      case kFormat: reading(name).format = read_format(optarg); break;
      case kSource: reading(name).source = optarg; break;
      case kSection: reading(name).section = optarg; break;
      case kLang: reading(name).lang = optarg; break;
      case kMap: reading(name).map = read_map(optarg); break;
      case kJson: explaining(name).json = true; break;
      case kFull: explaining(name).full = true; break;
      case kMost: explaining(name).most = read_number("--most", optarg, 1'000'000); break;
      case kQuiet: options_.quiet = true; break;
      case kArchive: indexing(name).archive = optarg; break;
      case kReport: indexing(name).report = optarg; break;
      case kPrune: indexing(name).prune = true; break;
      case kRebuild: indexing(name).rebuild = true; break;
      case kCheck: indexing(name).task = IndexTask::check; break;
      case kWatch: indexing(name).watch = true; break;
      case kThreads: indexing(name).threads = read_number("--threads", optarg, 256); break;
      default: break;
    }
  }

  void path(std::string given) {
    options_.paths.push_back({std::move(given), reading_});
    idle_.clear();
  }

  IndexOptions done() const {
    if (options_.archive.empty()) throw IndexUsageError{"--archive needs a folder"};
    if (options_.task == IndexTask::check) return options_;
    if (options_.paths.empty()) throw IndexUsageError{"name at least one file or folder to read"};
    if (!idle_.empty()) throw IndexUsageError{idle_ + " counts for the paths behind it, and there is none; put it before them"};
    const auto from_input = [](const GivenPath& given) { return given.path == "-" || given.path == "@-"; };
    if (std::count_if(options_.paths.begin(), options_.paths.end(), from_input) > 1)
      throw IndexUsageError{"standard input can be read once; name '-' or '@-' one time"};
    if (options_.watch && std::any_of(options_.paths.begin(), options_.paths.end(), [](const GivenPath& given) { return given.path == "-"; }))
      throw IndexUsageError{"--watch follows files and folders; standard input cannot be followed"};
    return options_;
  }

 private:
  PathReading& reading(const std::string& name) {
    idle_ = name;
    return reading_;
  }

  IndexOptions& explaining(const std::string& name) {
    if (options_.task != IndexTask::explain) throw IndexUsageError{name + " is an option of dateline-index explain"};
    return options_;
  }

  IndexOptions& indexing(const std::string& name) {
    if (options_.task == IndexTask::explain) throw IndexUsageError{"explain shows how files are read and touches no archive: it takes no " + name};
    return options_;
  }

  IndexOptions options_;
  PathReading reading_;
  std::string idle_;  // the last option of reading that no path has followed yet
};

}  // namespace

std::string help_text() {
  std::string known;
  for (const Format& format : formats()) (known += known.empty() ? "" : " ") += format.name;
  return R"(Usage: dateline-index [options] PATH...
       dateline-index explain [options] PATH...

Reads articles from files and folders into the archive that dateline-serve answers from;
'explain' shows how files are read, and touches no archive.

PATH is a file, a folder, '-' for standard input, or '@FILE' for a list of paths, one a line
('@-': the list is on standard input). Folders are read whole; names that begin with a point,
unfinished files (.tmp, .part, ~) and names that a .datelineignore file lists are left out.

How to read; each counts for the PATHs behind it until it is given again:
  -f, --format NAME    every file is in this format (default: found out for each)
      --source NAME    publication of articles that name none
      --section NAME   section of articles that name none
      --lang CODE      language of articles that name none (default: found out)
      --map F=N,...    the input has field F under the name N: title=headline,body=text

What to do:
  -a, --archive DIR    the archive folder, made when it is missing (default: archive)
      --watch          go on: follow the PATHs and publish what changes, until interrupted
      --prune          remove articles that came from PATH and are no longer there
      --rebuild        build from nothing; the old archive serves until the new one is complete
      --check          read every byte of the archive, compare it with what was written, and stop
      --report FILE    write what was read, dropped and rejected as JSON
      --threads N      threads at work (default: one a core)
  -q, --quiet          say nothing but errors
  -h, --help           this text
  -V, --version        the version

explain:
      --full           shorten nothing
      --most N         show at most N articles of a file (default: 20; with --json all)
      --json           a JSON object a line: every article, rejection and skipped piece

Example: dateline-index --archive news --source AP wire/ap --source dpa --lang de wire/dpa

Formats: )" + known + R"(.
Exit codes: 0 all well; 1 some articles were rejected; 64 wrong usage; 66 a PATH is not there;
74 the disk failed; 75 somebody else writes to the archive; 78 the archive does not fit.
)";
}

std::optional<IndexOptions> read_options(int argc, char** argv) {
  const bool explain = argc > 1 && std::string_view(argv[1]) == "explain";
  if (explain) {
    ++argv;
    --argc;
  }
  CommandReader command(explain ? IndexTask::explain : IndexTask::index);
  opterr = 0;
  for (int letter; (letter = getopt_long(argc, argv, "-:a:f:qhV", kLongOptions.data(), nullptr)) != -1;) {
    const std::string word = argv[optind - 1];
    if (letter == kHelp) std::cout << help_text();
    if (letter == kVersion) std::cout << "dateline-index " << DATELINE_VERSION << "\n";
    if (letter == kHelp || letter == kVersion) return std::nullopt;
    if (letter == ':') throw IndexUsageError{word + " needs a value"};
    if (letter == '?') {
      const std::string near = word.starts_with("--") ? nearest_word(std::string_view(word).substr(2), option_names()) : std::string();
      throw IndexUsageError{"unknown option " + word + (near.empty() ? "" : " (did you mean --" + near + "?)")};
    }
    const auto* const row = std::find_if(kLongOptions.begin(), kLongOptions.end(), [&](const option& each) { return each.val == letter; });
    command.take(letter, row != kLongOptions.end() && row->name != nullptr ? "--" + std::string(row->name) : word);
  }
  for (int at = optind; at < argc; ++at) command.path(argv[at]);
  return command.done();
}

}  // namespace dateline
