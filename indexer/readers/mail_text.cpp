#include "indexer/readers/mail_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/embargo_line.h"
#include "indexer/extract/markup.h"
#include "indexer/extract/text.h"
#include "indexer/readers/embargo.h"

namespace dateline {
namespace {

enum class MailLine : std::uint8_t { body, quoted, signature, metadata };

struct SortedLine {
  std::string_view text;
  MailLine kind = MailLine::body;
};

constexpr std::array<std::string_view, 6> wrote_words = {"wrote:", "schrieb:", "a écrit :", "a écrit:", "escribió:", "ha scritto:"};
constexpr std::array<std::string_view, 5> original_words = {"original message", "ursprüngliche nachricht", "message d'origine", "mensaje original",
                                                            "messaggio originale"};

constexpr std::array<std::string_view, 6> forwarded_words = {"forwarded message", "weitergeleitete nachricht", "message transféré", "mensaje reenviado",
                                                             "messaggio inoltrato", "doorgestuurd bericht"};
constexpr std::array<std::string_view, 4> forwarded_starts = {"begin forwarded message:", "anfang der weitergeleiteten nachricht:", "début du message transféré :",
                                                              "inicio del mensaje reenviado:"};
constexpr auto forwarded_headers = std::to_array<std::string_view>({"from", "to", "cc", "date", "sent", "subject", "reply-to", "von", "an", "kopie", "datum", "gesendet",
                                                                    "betreff", "de", "à", "objet", "envoyé", "para", "fecha", "enviado", "asunto", "da", "a", "data",
                                                                    "oggetto", "aan", "onderwerp", "verzonden"});
constexpr std::array<std::string_view, 5> subject_names = {"subject", "betreff", "objet", "asunto", "oggetto"};

bool ends_attribution(std::string_view line) {
  return line.size() < 300 && std::any_of(wrote_words.begin(), wrote_words.end(), [&](std::string_view words) { return line.ends_with(words); });
}

bool starts_original(std::string_view line) {
  if (!line.starts_with("--") || line.size() > 80) return false;
  const std::string lower = lower_case(line);
  return std::any_of(original_words.begin(), original_words.end(), [&](std::string_view words) { return lower.find(words) != std::string::npos; });
}

// "-- " with its space: a signature starts. The space is behind the trimmed line.
bool starts_signature(std::string_view line, std::string_view text) {
  if (line != "--") return false;
  const std::size_t behind = static_cast<std::size_t>(line.data() - text.data()) + line.size();
  return behind < text.size() && text[behind] == ' ';
}

struct ForwardedHeader {
  std::string name;  // in lower case; empty: the line is none
  std::string_view value;
};

// "From: Ann Lee", also with the asterisks that mail programs make of bold type.
ForwardedHeader forwarded_header(std::string_view line) {
  if (line.starts_with('*')) line.remove_prefix(1);
  const std::size_t colon = line.substr(0, 20).find(':');
  if (colon == std::string_view::npos) return {};
  std::string name = lower_case(squeeze_spaces(line.substr(0, colon)));
  if (std::find(forwarded_headers.begin(), forwarded_headers.end(), name) == forwarded_headers.end()) return {};
  line.remove_prefix(colon + 1);
  if (line.starts_with('*')) line.remove_prefix(1);
  return {std::move(name), line};
}

// Knows the line that announces a forwarded mail, and that mail's headers below it.
class ForwardedHead {
 public:
  // Lines in their order. True: the line is of the head.
  bool takes(std::string_view line) {
    if (starts(line)) return announced_ = true, inside_ = false, true;
    if (!announced_) return false;
    if (line.empty()) announced_ = !inside_;
    else if (!forwarded_header(line).name.empty()) inside_ = true;
    else announced_ = inside_ && line.find('@') != std::string_view::npos;  // more recipients
    return announced_ && !line.empty();
  }

 private:
  static bool starts(std::string_view line) {
    if (line.size() > 80) return false;
    const std::string lower = lower_case(line);
    if (std::find(forwarded_starts.begin(), forwarded_starts.end(), lower) != forwarded_starts.end()) return true;
    return line.starts_with("--") &&
           std::any_of(forwarded_words.begin(), forwarded_words.end(), [&](std::string_view words) { return lower.find(words) != std::string::npos; });
  }

  bool announced_ = false, inside_ = false;
};

std::vector<SortedLine> sorted_lines(std::string_view text) {
  std::vector<SortedLine> out;
  MailLine rest = MailLine::body;
  ForwardedHead forwarded;
  for (const Line& line : split_lines(text)) {
    if (rest == MailLine::body && starts_signature(line.text, text)) rest = MailLine::signature;
    if (rest == MailLine::body && starts_original(line.text)) rest = MailLine::quoted;
    const bool quoted = rest == MailLine::body && line.text.starts_with('>');
    const bool metadata = rest == MailLine::body && !quoted && forwarded.takes(line.text);
    out.push_back({line.text, quoted ? MailLine::quoted : metadata ? MailLine::metadata : rest});
    if (!quoted) continue;
    // "On Monday, Ann Lee wrote:" above the quotation belongs to it.
    std::size_t above = out.size() - 1;
    while (above > 0 && out[above - 1].text.empty()) --above;
    if (above > 0 && ends_attribution(out[above - 1].text)) out[above - 1].kind = MailLine::quoted;
  }
  return out;
}

void drop_run(std::string& run, MailLine kind, Article& article) {
  const char* const reason = kind == MailLine::quoted ? "quoted" : kind == MailLine::metadata ? "metadata" : "signature";
  if (!squeeze_spaces(run).empty()) article.dropped.push_back({reason, 0, squeeze_spaces(run)});
  run.clear();
}

// The lines of the body as a text; the others go to the ledger, those that follow each other together.
std::string body_of_mail(const std::vector<SortedLine>& lines, Article& article) {
  std::string body, run;
  MailLine kind = MailLine::body;
  for (const SortedLine& line : lines) {
    if (line.kind != kind && kind != MailLine::body) drop_run(run, kind, article);
    kind = line.kind;
    std::string& into = kind == MailLine::body ? body : run;
    if (&into == &body || into.size() < 1000) (into += line.text) += '\n';
  }
  if (kind != MailLine::body) drop_run(run, kind, article);
  return body;
}

// Holds the article by the embargoes among the lines and takes these out.
void take_embargoes_out(std::vector<std::string_view>& lines, std::uint32_t line, Article& article) {
  for (const EmbargoLine& found : embargo_lines(lines)) {
    hold_until(found.until, "text", line, article);
    for (std::size_t i = found.first; i <= found.last; ++i) {
      if (!lines[i].empty()) article.dropped.push_back({"embargo", line, std::string(lines[i])});
      lines[i] = {};
    }
  }
}

// The subject of a forwarded mail holds the article as its own does.
void take_forwarded_embargoes(const std::vector<SortedLine>& lines, std::uint32_t line, Article& article) {
  for (const SortedLine& each : lines) {
    if (each.kind != MailLine::metadata) continue;
    const ForwardedHeader header = forwarded_header(each.text);
    if (std::find(subject_names.begin(), subject_names.end(), header.name) == subject_names.end()) continue;
    if (const auto until = embargo_of_line(squeeze_spaces(header.value))) hold_until(*until, "Subject", line, article);
  }
}

}  // namespace

void take_mail_text(const MailText& text, std::uint32_t line, Article& article) {
  std::vector<std::string_view> lines;
  std::vector<std::string> paragraphs;
  if (text.html) {
    paragraphs = paragraphs_of(text.text);
    lines.assign(paragraphs.begin(), paragraphs.end());
    take_embargoes_out(lines, line, article);
    for (const std::string_view paragraph : lines) {
      if (!paragraph.empty()) article.body.emplace_back(paragraph);
    }
    return;
  }
  const std::vector<SortedLine> sorted = sorted_lines(text.text);
  take_forwarded_embargoes(sorted, line, article);
  const std::string body = body_of_mail(sorted, article);
  for (const Line& each : split_lines(body)) lines.push_back(each.text);
  take_embargoes_out(lines, line, article);
  std::string kept;
  for (const std::string_view each : lines) (kept += each) += '\n';
  for (std::string& paragraph : split_paragraphs(kept)) article.body.push_back(std::move(paragraph));
}

}  // namespace dateline
