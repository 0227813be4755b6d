#include "indexer/readers/container.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "indexer/extract/text.h"
#include "indexer/readers/finish.h"

namespace dateline {
namespace {

constexpr std::size_t longest_name = 4096;  // as file systems have it
constexpr std::size_t most_kinds = 40;  // told apart in the note
constexpr std::size_t longest_kind = 60;

// "a/b" of "/a/./../b": a label and never a place on the disk.
std::string safe_name(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    const std::string_view part = name.substr(at, end - at);
    if (!part.empty() && part != "." && part != "..") {
      if (!out.empty()) out += '/';
      out += part;
    }
    at = end + 1;
  }
  return out.empty() ? "content" : out;
}

std::string kind_by_name(std::string_view name) {
  const std::string_view file = name.substr(name.rfind('/') + 1);
  const std::size_t dot = file.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string("of no known type") : "*." + lower_case(file.substr(dot + 1));
}

}  // namespace

std::string_view UnpackBudget::exhausted() const {
  if (entries > most_entries) return "holds more than 1,000,000 files; split it";
  if (unpacked > largest_unpacking_bytes) return "unpacks to more than 64 GiB; split it";
  if (unpacked > free_unpacking_bytes && unpacked / largest_unpacking_ratio > packed)
    return "unpacks to more than 1,000 times its size, as archives do that are made to do harm; the rest of it is not read";
  return {};
}

Container::Container(const Input& input, const ReadOptions& options, ArticleSink& sink)
    : input_(input), options_(options), sink_(sink), budget_(options.budget) {
  own_.packed = input.bytes.size();
  if (budget_ == nullptr) budget_ = &own_;
  options_.budget = budget_;
}

std::string Container::path_inside(const std::string& outer, std::string_view name) const { return outer + '/' + safe_name(cut_bytes(name, longest_name)); }

Input Container::input_of(const Inside& inside) const {
  Input input;
  input.path = path_inside(input_.path, inside.name);
  input.name = path_inside(input_.name.empty() ? input_.path : input_.name, inside.name);
  input.bytes = inside.bytes;
  input.url = inside.url;
  input.charset = inside.charset;
  input.lines_before = inside.lines_before;
  return input;
}

const Format* Container::format_inside(const Inside& inside) const { return format_of(input_of(inside)); }

void Container::read(const Inside& inside) {
  if (inside.name.size() > longest_name) return reject(cut_bytes(inside.name, longest_name), "has a name of more than 4,096 bytes");
  const Input input = input_of(inside);
  if (inside.format != nullptr && options_.depth < deepest_container) {
    ReadOptions deeper = options_;
    ++deeper.depth;
    return inside.format->read(input, deeper, sink_);
  }
  const Format* format = format_of(input);
  // XML of a kind that is not read, such as maps of sites, would be told one by one.
  if (format == nullptr || format->name == "xml") return leave_out(inside.kind.empty() ? kind_by_name(inside.name) : inside.kind);
  read_inner(input, options_, sink_);
}

void Container::leave_out(std::string_view kind) {
  std::string name = squeeze_spaces(repair_text(cut_bytes(kind, longest_kind)));
  if (left_out_.size() >= most_kinds && !left_out_.contains(name)) name = "other";
  ++left_out_[name];
}

void Container::reject(std::string_view name, std::string reason, std::uint32_t line) {
  sink_.reject({name.empty() ? input_.path : path_inside(input_.path, name), line, std::move(reason)});
}

void Container::tell_left_out() {
  if (left_out_.empty()) return;
  std::vector<std::pair<std::string, std::uint64_t>> kinds(left_out_.begin(), left_out_.end());
  std::stable_sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string note = "holds what is no article: ";
  for (std::size_t i = 0; i < kinds.size(); ++i) note += (i == 0 ? "" : ", ") + std::to_string(kinds[i].second) + ' ' + kinds[i].first;
  sink_.skip({input_.path, 0, std::move(note)});
  left_out_.clear();
}

}  // namespace dateline
