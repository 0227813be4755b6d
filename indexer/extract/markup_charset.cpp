// The character set of a web page or an XML document: what is written about it, and what its bytes say.
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>

#include "indexer/extract/text.h"

namespace dateline {
namespace {

constexpr std::size_t declaration_reach = 4096;
constexpr int least_confidence = 20;  // of 100, of ICU's detector

// Names under which browsers read Windows-1252 (WHATWG Encoding Standard).
constexpr std::array<std::string_view, 8> western = {"iso-8859-1", "iso8859-1", "latin1", "latin-1",
                                                     "us-ascii",   "ascii",     "iso_8859-1", "cp1252"};

std::string_view trimmed(std::string_view text, std::string_view marks) {
  const std::size_t first = text.find_first_not_of(marks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(marks) - first + 1);
}

// The word behind `label` and "=" in `text` from `from` on, without quotation marks.
std::string_view value_behind(std::string_view text, std::string_view label, std::size_t from) {
  std::size_t at = text.find(label, from);
  if (at == std::string_view::npos) return {};
  at += label.size();
  while (at < text.size() && text[at] == ' ') ++at;
  if (at >= text.size() || text[at] != '=') return {};
  ++at;
  while (at < text.size() && std::string_view(" \"'").find(text[at]) != std::string_view::npos) ++at;
  const std::size_t end = std::min(text.find_first_of("\"' ;/>?", at), text.size());
  return text.substr(at, end - at);
}

// What <?xml encoding="..."?> or <meta ... charset=...> says in the first bytes; empty: nothing.
std::string declared_charset(std::string_view bytes) {
  const std::string head = lower_case(repair_text(bytes.substr(0, declaration_reach)));
  if (const std::size_t xml = head.find("<?xml"); xml != std::string::npos && xml < 8) {
    const std::string_view line = std::string_view(head).substr(0, std::min(head.find("?>", xml), head.size()));
    const std::string_view found = value_behind(line, "encoding", xml);
    if (!found.empty()) return std::string(found);
  }
  for (std::size_t meta = head.find("<meta"); meta != std::string::npos; meta = head.find("<meta", meta + 1)) {
    const std::string_view tag = std::string_view(head).substr(meta, std::min(head.find('>', meta), head.size()) - meta);
    const std::string_view found = value_behind(tag, "charset", 0);
    if (!found.empty()) return std::string(found);
  }
  return {};
}

Decoding converted(std::string text, std::string_view charset) {
  return {repair_text(text), "converted from " + std::string(charset), {}};
}

std::string detected_charset(std::string_view bytes) {
  constexpr std::size_t enough = 64u << 10;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), ucsdet_close);
  if (U_FAILURE(status)) return {};
  const auto size = static_cast<std::int32_t>(std::min(bytes.size(), enough));
  ucsdet_setText(detector.get(), bytes.data(), size, &status);
  ucsdet_enableInputFilter(detector.get(), 1);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr || ucsdet_getConfidence(match, &status) < least_confidence) return {};
  const char* name = ucsdet_getName(match, &status);
  return U_FAILURE(status) ? std::string() : std::string(name);
}

// Reads the bytes as `charset` says, or nullopt when they contradict it.
std::optional<Decoding> decode_as_told(std::string_view bytes, std::string_view told) {
  const std::string charset = lower_case(trimmed(told, " \"'\t"));
  if (charset.empty()) return std::nullopt;
  if (charset == "utf-8" || charset == "utf8") {
    if (!is_utf8(bytes)) return std::nullopt;
    return Decoding{repair_text(bytes), {}, {}};
  }
  // What was found by reading ASCII cannot be in units of two bytes.
  if (charset.starts_with("utf-16") || charset.starts_with("utf-32") || charset.starts_with("ucs-")) return std::nullopt;
  // Bytes that form UTF-8 throughout, with letters beyond ASCII, are that: other character sets hardly ever do by chance.
  const bool plain = std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!plain && is_utf8(bytes)) return Decoding{repair_text(bytes), {}, {}};
  const bool is_western = std::find(western.begin(), western.end(), charset) != western.end();
  auto text = decode_charset(bytes, is_western ? "windows-1252" : std::string_view(charset));
  if (!text) return std::nullopt;
  if (plain) return Decoding{repair_text(*text), {}, {}};
  return converted(std::move(*text), is_western ? "windows-1252" : std::string_view(charset));
}

}  // namespace

std::optional<std::string> decode_charset(std::string_view bytes, std::string_view charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::string name(charset);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(name.c_str(), &status), ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  std::string out;
  std::array<UChar, 4096> buffer;
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  do {
    UChar* to = buffer.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, buffer.data() + buffer.size(), &from, end, nullptr, 1, &status);
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) return std::nullopt;
    for (const UChar* unit = buffer.data(); unit < to; ++unit) {
      char32_t c = *unit;
      if (U16_IS_LEAD(c) && unit + 1 < to) c = U16_GET_SUPPLEMENTARY(c, *++unit);
      append_code_point(out, c);
    }
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return out;
}

std::string_view wide_charset(std::string_view bytes) {
  struct Start {
    std::string_view bytes, charset;
  };
  constexpr std::array starts = {
      Start{{"\xFF\xFE\0\0", 4}, "UTF-32LE"}, Start{{"\0\0\xFE\xFF", 4}, "UTF-32BE"}, Start{{"<\0\0\0", 4}, "UTF-32LE"},
      Start{{"\0\0\0<", 4}, "UTF-32BE"},       Start{{"\xFF\xFE", 2}, "UTF-16LE"},      Start{{"\xFE\xFF", 2}, "UTF-16BE"},
      Start{{"<\0", 2}, "UTF-16LE"},            Start{{"\0<", 2}, "UTF-16BE"},
  };
  const auto* found = std::find_if(starts.begin(), starts.end(), [&](const Start& start) { return bytes.starts_with(start.bytes); });
  return found == starts.end() ? std::string_view() : found->charset;
}

Decoding decode_markup(std::string_view bytes, std::string_view transport) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    return {repair_text(bytes), is_utf8(bytes) ? "" : "repaired bytes that are not UTF-8", {}};
  }
  if (const std::string_view charset = wide_charset(bytes); !charset.empty()) {
    if (auto text = decode_charset(bytes, charset)) return converted(std::move(*text), charset.substr(0, charset.size() - 2));
  }
  if (auto told = decode_as_told(bytes, transport)) return std::move(*told);
  if (auto told = decode_as_told(bytes, declared_charset(bytes))) return std::move(*told);
  if (is_utf8(bytes)) return {repair_text(bytes), {}, {}};
  Decoding guess = decode_text(bytes);  // mostly UTF-8, or Western European
  if (guess.failure.empty() && guess.note.starts_with("repaired")) return guess;
  if (auto told = decode_as_told(bytes, detected_charset(bytes))) return std::move(*told);
  return guess;
}

}  // namespace dateline
