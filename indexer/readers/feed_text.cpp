#include "indexer/readers/feed_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "indexer/extract/furniture.h"
#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

// What publishing systems write below each entry of a feed.
constexpr std::array<std::string_view, 12> tails = {
    "the post * appeared first on *",        "this post * appeared first on *",    "this article * first appeared on *",
    "der beitrag * erschien zuerst auf *",   "l'article * est apparu en premier sur *", "cet article * est apparu en premier sur *",
    "la entrada * se publicó primero en *",  "la entrada * aparece primero en *",  "o post * apareceu primeiro em *",
    "l'articolo * proviene da *",            "het bericht * verscheen eerst op *", "continue reading *"};

constexpr std::array<std::string_view, 5> cut_marks = {"…", "...", "[…]", "[...]", "(…)"};

bool has_elements(const Node& node) {
  for (const Node* child = node.first; child != nullptr; child = child->next)
    if (!child->is_text()) return true;
  return false;
}

bool has_tag(std::string_view text) {
  text = text.substr(0, text.rfind('>') + 1);
  for (std::size_t at = text.find('<'); at != std::string_view::npos && at + 1 < text.size(); at = text.find('<', at + 1)) {
    const char c = text[at + 1];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '!') return true;
  }
  return false;
}

// The text of HTML; a "<" that no ">" follows is a character.
std::string text_of_html(std::string_view html) {
  const std::size_t behind = html.rfind('>') + 1;
  std::string closed(html.substr(0, behind));
  for (const char c : html.substr(behind)) {
    if (c == '<') closed += "&lt;";
    else closed += c;
  }
  return text_of_markup(closed);
}

// Numbers 128 to 159 for characters mean Windows-1252 wherever anybody writes them; XML takes them for control characters.
std::string mended(std::string text) {
  std::size_t at = text.find('\xC2');
  if (at == std::string::npos) return text;
  std::string out;
  std::size_t behind = 0;
  for (; at != std::string::npos && at + 1 < text.size(); at = text.find('\xC2', at + 1)) {
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if (second < 0x80 || second > 0x9F) continue;
    out.append(text, behind, at - behind);
    if (const auto character = decode_charset(std::string_view(&text[at + 1], 1), "windows-1252")) out += *character;
    behind = at + 2;
  }
  return out += text.substr(behind);
}

bool has_reference(std::string_view text) { return decode_entities(text) != text; }

// The HTML under one more layer of escapes than there should be, or nullopt. XHTML comes inside a div.
std::optional<std::string> escaped_twice(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
  text.remove_suffix(text.size() - (text.find_last_not_of(blanks) + 1));
  if (text.starts_with("<div") && text.ends_with("</div>")) {
    text.remove_suffix(std::string_view("</div>").size());
    text.remove_prefix(std::min(text.find('>'), text.size() - 1) + 1);
  }
  if (text.find("&lt;") == std::string_view::npos || has_tag(text)) return std::nullopt;
  std::string inner = decode_entities(text);
  if (!looks_like_markup(inner)) return std::nullopt;
  return inner;
}

std::optional<std::string> decode_base64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    std::uint32_t value = 0;
    if (c >= 'A' && c <= 'Z') value = static_cast<std::uint32_t>(c - 'A');
    else if (c >= 'a' && c <= 'z') value = static_cast<std::uint32_t>(c - 'a') + 26;
    else if (c >= '0' && c <= '9') value = static_cast<std::uint32_t>(c - '0') + 52;
    else if (c == '+') value = 62;
    else if (c == '/') value = 63;
    else if (c == '=' || c == ' ' || c == '\n' || c == '\t' || c == '\r') continue;
    else return std::nullopt;
    bits = (bits << 6 | value) & 0xFFFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

FeedText::Kind kind_of_type(std::string_view type) {
  if (type.empty()) return FeedText::Kind::plain;
  if (type.find("html") != std::string_view::npos) return FeedText::Kind::html;
  if (type == "text" || type.starts_with("text/") || type.ends_with("+xml") || type.ends_with("/xml")) return FeedText::Kind::plain;
  return type.find('/') == std::string_view::npos ? FeedText::Kind::likely : FeedText::Kind::other;
}

// The HTML without the captions of its figures, which go to `notes`.
std::string without_captions(std::string_view html, std::uint32_t line, std::vector<Dropped>& notes) {
  constexpr std::string_view opening = "<figcaption", closing = "</figcaption";
  std::string out;
  while (true) {
    const std::size_t start = html.find(opening), end = start == std::string_view::npos ? start : html.find(closing, start);
    if (end == std::string_view::npos) return out.append(html);
    const std::size_t behind = html.find('>', end);
    std::string caption = squeeze_spaces(text_of_html(html.substr(start, end - start)));
    if (!caption.empty()) notes.push_back({"caption", line, std::move(caption)});
    out.append(html, 0, start);
    html.remove_prefix(behind == std::string_view::npos ? html.size() : behind + 1);
  }
}

bool is_tail(const std::string& paragraph) {
  constexpr std::size_t longest = 600;
  if (paragraph.size() > longest) return false;
  const std::string key = furniture_key(paragraph);
  return std::any_of(tails.begin(), tails.end(), [&](std::string_view pattern) { return fits(pattern, key); });
}

}  // namespace

FeedText rss_text(const Node& node) {
  if (has_elements(node)) return {inner_markup(node), FeedText::Kind::html};
  return {text_content(node), FeedText::Kind::likely};
}

FeedText atom_text(const Node& node) {
  const std::string type = lower_case(squeeze_spaces(node.attribute("type")));
  const std::string mode = lower_case(squeeze_spaces(node.attribute("mode")));
  FeedText::Kind kind = kind_of_type(type.substr(0, type.find(';')));
  if (has_elements(node) && kind != FeedText::Kind::other && !type.ends_with("/xml")) return {inner_markup(node), FeedText::Kind::html};
  std::string text = text_content(node);
  if (mode == "escaped" && type.empty()) kind = FeedText::Kind::likely;
  if (mode == "base64" && kind == FeedText::Kind::plain) kind = FeedText::Kind::likely;
  const bool bytes = mode == "base64" || type == "application/octet-stream";
  if (!bytes) return {kind == FeedText::Kind::other ? type : std::move(text), kind};
  const auto decoded = decode_base64(text);
  if (!decoded) return {"base64 that cannot be decoded", FeedText::Kind::other};
  if (!is_utf8(*decoded) || is_binary(*decoded)) return {type, FeedText::Kind::other};
  return {*decoded, mode == "base64" ? kind : FeedText::Kind::likely};
}

std::string headline_of(const FeedText& text, std::uint32_t line, std::vector<Dropped>& notes) {
  if (text.kind == FeedText::Kind::plain) return squeeze_spaces(mended(text.text));
  if (text.kind == FeedText::Kind::other) return {};
  std::string whole = text.text;
  if (auto inner = escaped_twice(whole)) {
    notes.push_back({"repaired", line, "the headline's HTML was escaped twice"});
    whole = std::move(*inner);
  }
  const bool markup = has_tag(whole) && (text.kind == FeedText::Kind::html || looks_like_markup(whole) || whole.find("</") != std::string::npos);
  std::string title = squeeze_spaces(mended(markup ? text_of_html(whole) : decode_entities(whole)));
  if (text.kind == FeedText::Kind::likely && has_reference(title)) {
    notes.push_back({"repaired", line, "the headline's characters were escaped twice"});
    title = squeeze_spaces(decode_entities(title));
  }
  return title;
}

std::vector<std::string> body_of_text(const FeedText& text, std::uint32_t line, std::vector<Dropped>& notes) {
  std::vector<std::string> body;
  if (text.kind == FeedText::Kind::other) return body;
  if (text.kind == FeedText::Kind::plain && !looks_like_markup(text.text)) {
    body = split_paragraphs(mended(text.text));
  } else {
    if (text.kind == FeedText::Kind::plain) notes.push_back({"repaired", line, "HTML that is called plain text"});
    auto inner = escaped_twice(text.text);
    if (inner) notes.push_back({"repaired", line, "HTML that was escaped twice"});
    const std::string whole = without_captions(inner ? *inner : text.text, line, notes);
    body = split_paragraphs(mended(has_tag(whole) ? text_of_html(whole) : decode_entities(whole)));
  }
  while (!body.empty() && is_tail(body.back())) {
    notes.push_back({"boilerplate", line, body.back()});
    body.pop_back();
  }
  return body;
}

bool breaks_off(const std::vector<std::string>& body) {
  constexpr std::size_t short_text = 80;  // words
  if (body.empty()) return false;
  if (std::any_of(cut_marks.begin(), cut_marks.end(), [&](std::string_view mark) { return std::string_view(body.back()).ends_with(mark); })) return true;
  std::size_t words = 0;
  for (const std::string& paragraph : body) words += count_words(paragraph);
  return words < short_text;
}

}  // namespace dateline
