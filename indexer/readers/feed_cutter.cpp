#include "indexer/readers/feed_cutter.h"

#include <algorithm>

#include "indexer/readers/feed_names.h"

namespace dateline {
namespace {

bool ends_name(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '>' || c == '/' || c == '<'; }

std::string_view name_at(std::string_view xml, std::size_t at) {
  std::size_t end = at;
  while (end < xml.size() && !ends_name(xml[end])) ++end;
  return xml.substr(at, end - at);
}

// Behind the ">" that ends the tag at `at`, which a quoted attribute may hold as well; at the next "<" when none does.
std::size_t tag_end_at(std::string_view xml, std::size_t at) {
  char quote = '\0';
  std::size_t plain = 0, i = at + 1;
  for (; i < xml.size() && xml[i] != '<'; ++i) {
    const char c = xml[i];
    if (c == '>' && plain == 0) plain = i + 1;
    if (quote != '\0') quote = c == quote ? '\0' : quote;
    else if (c == '"' || c == '\'') quote = c;
    else if (c == '>') return i + 1;
  }
  return plain == 0 ? i : plain;
}

// Behind a document type with or without declarations of its own.
std::size_t document_type_end(std::string_view xml, std::size_t at) {
  int brackets = 0;
  char quote = '\0';
  for (; at < xml.size(); ++at) {
    const char c = xml[at];
    if (quote == '\0' && c == '<' && xml.substr(at).starts_with("<!--")) at = std::min(xml.find("-->", at), xml.size());
    else if (quote != '\0') quote = c == quote ? '\0' : quote;
    else if (c == '"' || c == '\'') quote = c;
    else if (c == '[') ++brackets;
    else if (c == ']') --brackets;
    else if (c == '>' && brackets <= 0) return at + 1;
  }
  return xml.size();
}

StartTag tag_at(std::string_view xml, std::size_t at) { return {xml.substr(at, tag_end_at(xml, at) - at), name_at(xml, at + 1)}; }

std::string on_one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return out;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool is_feed_space(std::string_view space) {
  const std::string_view kind = vocabulary_of(space);
  return kind == "rss" || kind == "atom" || kind == "at";
}

struct RawAttribute {
  std::string_view name, value;
};

// The attributes of a start tag, as they are written.
std::vector<RawAttribute> attributes_of(const StartTag& tag) {
  std::vector<RawAttribute> out;
  std::string_view rest = tag.text.substr(std::min(tag.text.size(), tag.name.size() + 1));
  while (true) {
    while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return out;
    std::string_view name = rest.substr(0, equals);
    while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
    const std::size_t quote = rest.find_first_of("\"'", equals);
    if (quote == std::string_view::npos) return out;
    const std::size_t end = rest.find(rest[quote], quote + 1);
    if (end == std::string_view::npos) return out;
    out.push_back({name, rest.substr(quote + 1, end - quote - 1)});
    rest.remove_prefix(end + 1);
  }
}

}  // namespace

StartTag root_tag(std::string_view xml) {
  std::size_t at = xml.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (true) {
    while (at < xml.size() && is_blank(xml[at])) ++at;
    const std::string_view rest = xml.substr(std::min(at, xml.size()));
    if (!rest.starts_with('<')) return {};
    std::string_view end;
    if (rest.starts_with("<!--")) end = "-->";
    else if (rest.starts_with("<?")) end = "?>";
    if (!end.empty()) {
      const std::size_t found = rest.find(end);
      if (found == std::string_view::npos) return {};
      at += found + end.size();
    } else if (rest.starts_with("<!")) {
      at = document_type_end(xml, at);
    } else {
      return name_at(xml, at + 1).empty() ? StartTag{} : tag_at(xml, at);
    }
  }
}

namespace {

void append_to(FeedShell& shell, std::string_view text) {
  const std::size_t room = longest_shell - shell.text.size();
  shell.cut = shell.cut || text.size() > room;
  shell.text += text.substr(0, room);
}

}  // namespace

std::string_view declared_space(const StartTag& tag) {
  const std::string_view prefix = tag.prefix();
  const std::string wanted = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix.substr(0, prefix.size() - 1));
  for (const RawAttribute& attribute : attributes_of(tag))
    if (attribute.name == wanted) return attribute.value;
  return {};
}

FeedCutter::FeedCutter(std::string_view xml, std::vector<std::string_view> entries, bool nested)
    : xml_(xml), entries_(std::move(entries)), root_(root_tag(xml)), positions_(xml), nested_(nested) {
  if (root_.text.empty()) {
    at_ = xml_.size();
    return;
  }
  for (const RawAttribute& attribute : attributes_of(root_))
    if (attribute.name.starts_with("xmlns:") && !is_feed_space(attribute.value)) foreign_.push_back(std::string(attribute.name.substr(6)) + ":");
  at_ = start_of_root();
  if (!is_entry(root_)) at_ += root_.text.size();
  closed_ = root_.closed();
}

std::size_t FeedCutter::start_of_root() const { return static_cast<std::size_t>(root_.text.data() - xml_.data()); }

// A prefix that nobody declared may be meant for the feed's own.
bool FeedCutter::is_entry(const StartTag& tag) const {
  if (std::find(entries_.begin(), entries_.end(), tag.local()) == entries_.end()) return false;
  if (tag.local() == "deleted-entry") return true;  // no other vocabulary has one, and a takedown must not be lost
  const std::string_view own = declared_space(tag);
  if (!own.empty()) return is_feed_space(own);
  return std::find(foreign_.begin(), foreign_.end(), tag.prefix()) == foreign_.end();
}

FilePosition FeedCutter::end() { return positions_.at(xml_.size()); }

void FeedCutter::finish(std::size_t end, bool complete) {
  slice_ = {};
  slice_.text = xml_.substr(entry_start_, end - entry_start_);
  slice_.start = positions_.at(entry_start_);
  slice_.end = positions_.at(end);
  slice_.complete = complete;
  nth_ = slice_.start.line == last_entry_line_ ? nth_ + 1 : 1;
  last_entry_line_ = slice_.start.line;
  slice_.nth = nth_;
  if (entry_start_ != start_of_root()) {
    slice_.opening = on_one_line(root_.text) + (channel_open_ ? on_one_line(channel_.text) : std::string());
    slice_.closing = (channel_open_ ? "</" + std::string(channel_.name) + ">" : std::string()) + "</" + std::string(root_.name) + ">";
  }
  inside_ = false;
  depth_ = 0;
  ready_ = true;
}

// True when a section of that kind starts here; then it is behind us, unless it has no end.
bool FeedCutter::skip_section(std::string_view start, std::string_view end, std::size_t& known_end) {
  if (known_end == std::string_view::npos || !xml_.substr(at_).starts_with(start)) return false;
  const std::size_t from = at_ + start.size();
  if (known_end < from) known_end = xml_.find(end, from);
  if (known_end == std::string_view::npos || (end == "]]>" && swallows_entries(from, known_end))) return false;
  at_ = known_end + end.size();
  return true;
}

// Whether the end of a CDATA section is that of another one in another entry, since its own was forgotten.
bool FeedCutter::swallows_entries(std::size_t from, std::size_t end) {
  if (!inside_) return false;
  if (from <= swallowed_) return true;
  const std::string_view section = xml_.substr(from, end - from);
  const std::size_t closed = section.find("</" + std::string(entry_name_));
  if (closed == std::string_view::npos || section.find("<![CDATA[", closed) == std::string_view::npos) return false;
  swallowed_ = from + closed;
  return true;
}

void FeedCutter::start_entry(const StartTag& tag) {
  if (inside_ && !nested_) return finish(at_, false);
  const bool outer = !inside_;
  if (outer) {
    entry_name_ = tag.name;
    entry_start_ = at_;
  }
  at_ += tag.text.size();
  inside_ = true;
  if (!tag.closed()) {
    ++opened_;
    if (tag.name == entry_name_) ++depth_;
  } else if (outer) {
    finish(at_, true);
  }
}

void FeedCutter::start_tag() {
  StartTag tag = {{}, name_at(xml_, at_ + 1)};
  const bool named = std::find(entries_.begin(), entries_.end(), tag.local()) != entries_.end();
  if (named || tag.local() == "channel") tag = tag_at(xml_, at_);
  if (named && is_entry(tag)) return start_entry(tag);
  if (!inside_ && tag.local() == "channel" && channel_.text.empty()) {
    channel_ = tag;
    channel_open_ = !tag.closed();
  }
  at_ += 1 + tag.name.size();
}

void FeedCutter::end_tag() {
  const std::string_view name = name_at(xml_, at_ + 2);
  const bool of_entry = inside_ && name == entry_name_;
  if (name == entry_name_) ++closed_entries_;
  const bool of_channel = channel_open_ && name == channel_.name;
  const bool of_root = name == root_.name;
  if (inside_ && !of_entry && (of_channel || of_root)) return finish(at_, false);
  at_ = std::min(xml_.size(), tag_end_at(xml_, at_));
  if (of_root) closed_ = true;
  const bool ends = xml_[at_ - 1] == '>' || at_ < xml_.size();  // a tag that is no whole one is for the parser, but for the last
  if (of_entry && --depth_ == 0) return finish(at_, ends);
  if (of_channel) channel_open_ = false;
}

// Goes behind the next thing that is no text. False: nothing is left.
bool FeedCutter::step() {
  at_ = xml_.find('<', at_);
  if (at_ == std::string_view::npos) {
    at_ = xml_.size();
    if (inside_) finish(at_, false);
    return false;
  }
  if (skip_section("<!--", "-->", comment_end_) || skip_section("<![CDATA[", "]]>", cdata_end_) || skip_section("<?", "?>", instruction_end_))
    return true;
  const char next = at_ + 1 < xml_.size() ? xml_[at_ + 1] : '>';
  if (next == '/') end_tag();
  else if (ends_name(next) || next == '!') ++at_;
  else start_tag();
  return true;
}

bool FeedCutter::next(FeedSlice& slice) {
  while (!ready_ && step()) {}
  if (!ready_) return false;
  ready_ = false;
  slice = std::move(slice_);
  return true;
}

FeedShell FeedCutter::shell() {
  FeedShell out;
  if (root_.text.empty()) return out;
  std::size_t behind = start_of_root();
  out.alone = is_entry(root_);
  out.line = positions_.at(behind).line;
  for (FeedSlice slice; next(slice);) {
    const std::size_t start = static_cast<std::size_t>(slice.text.data() - xml_.data());
    append_to(out, xml_.substr(behind, start - behind));
    append_to(out, std::string(std::min<std::size_t>(slice.end.line - slice.start.line, longest_shell), '\n'));
    behind = start + slice.text.size();
    ++out.entries;
    out.longest_opening = std::max(out.longest_opening, slice.opening.size());
    out.incomplete = out.incomplete || !slice.complete;
  }
  out.balanced = opened_ == closed_entries_;
  append_to(out, xml_.substr(behind));
  return out;
}

}  // namespace dateline
