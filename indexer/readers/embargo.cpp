#include "indexer/readers/embargo.h"

#include <algorithm>
#include <array>
#include <string>

#include "indexer/extract/dates.h"
#include "indexer/extract/text.h"

namespace dateline {
namespace {

// The last zone on Earth is so far behind UTC; a time without a zone may be meant there.
constexpr std::int64_t last_zone = 12 * 3600;

struct StatusWord {
  std::string_view word;
  Status status;
};

// What newsrooms' formats and content systems call it.
constexpr std::array status_words = {
    StatusWord{"usable", Status::usable},      StatusWord{"publish", Status::usable},
    StatusWord{"published", Status::usable},   StatusWord{"live", Status::usable},
    StatusWord{"public", Status::usable},      StatusWord{"active", Status::usable},
    StatusWord{"final", Status::usable},       StatusWord{"ok", Status::usable},
    StatusWord{"approved", Status::usable},    StatusWord{"online", Status::usable},
    StatusWord{"updated", Status::usable},     StatusWord{"new", Status::usable},
    StatusWord{"complete", Status::usable},    StatusWord{"completed", Status::usable},
    StatusWord{"archived", Status::usable},    StatusWord{"corrected", Status::corrected},
    StatusWord{"correction", Status::corrected}, StatusWord{"withheld", Status::withheld},
    StatusWord{"embargoed", Status::withheld}, StatusWord{"draft", Status::withheld},
    StatusWord{"private", Status::withheld},   StatusWord{"pending", Status::withheld},
    StatusWord{"future", Status::withheld},    StatusWord{"scheduled", Status::withheld},
    StatusWord{"review", Status::withheld},    StatusWord{"canceled", Status::canceled},
    StatusWord{"cancelled", Status::canceled}, StatusWord{"killed", Status::canceled},
    StatusWord{"kill", Status::canceled},      StatusWord{"withdrawn", Status::canceled},
    StatusWord{"retracted", Status::canceled}, StatusWord{"trash", Status::canceled},
    StatusWord{"deleted", Status::canceled},   StatusWord{"recalled", Status::canceled},
    StatusWord{"takedown", Status::canceled},
};

void withhold(std::string_view reason, std::string_view where, std::string_view written, std::uint32_t line,
              Article& article) {
  article.status = std::max(article.status, Status::withheld);
  article.visible_from = kNeverVisible;
  article.dropped.push_back({std::string(reason), line, std::string(where) + ": " + std::string(written)});
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether a date has a time of the day with it: "10:00", "10 a.m.", "6pm", "10h".
bool names_time(const std::string& text) {
  const std::string lower = lower_case(text);
  for (std::size_t i = 1; i + 1 < lower.size(); ++i) {
    if (!is_digit(lower[i - 1])) continue;
    const std::string_view rest = std::string_view(lower).substr(i + (lower[i] == ' ' ? 1 : 0));
    for (const std::string_view mark : {"am", "pm", "a.m", "p.m", "h", "uhr"}) {
      if (rest.starts_with(mark)) return true;
    }
    if (lower[i] == ':' && is_digit(lower[i + 1])) return true;
  }
  return false;
}

}  // namespace

void hold_until(const Moment& moment, std::string_view where, std::uint32_t line, Article& article) {
  if (!moment.known()) return withhold("unreadable_embargo", where, "", line, article);
  const bool zone = moment.zone_known && moment.precision == Precision::second;
  article.visible_from = std::max(article.visible_from, moment.seconds + (zone ? 0 : last_zone));
  article.found_in.push_back({"visible_from", std::string(where)});
}

void hold_until(std::string_view written, std::string_view where, std::uint32_t line, Article& article) {
  const std::string text = squeeze_spaces(written);
  if (text.empty()) {
    article.visible_from = kNeverVisible;
    article.dropped.push_back({"embargo", line, std::string(where) + ": without an end"});
    article.found_in.push_back({"visible_from", std::string(where)});
    return;
  }
  const auto moment = read_date(text);
  if (!moment) return withhold("unreadable_embargo", where, text, line, article);
  // A time in a zone whose name several places share: the day that was read may not be over when it comes.
  Moment end = *moment;
  if (end.precision == Precision::day && names_time(text)) end.seconds += 24 * 3600;
  hold_until(end, where, line, article);
}

void hold_until_published(std::int64_t now, std::uint32_t line, Article& article) {
  if (!article.published.known() || article.published.seconds <= now) return;
  hold_until(article.published, "published in the future", line, article);
  article.dropped.push_back({"embargo", line, "published in the future"});
}

void take_status(std::string_view written, std::string_view where, std::uint32_t line, Article& article) {
  std::string word = lower_case(squeeze_spaces(written));
  if (const std::size_t colon = word.rfind(':'); colon != std::string::npos) word = word.substr(colon + 1);
  if (const std::size_t slash = word.rfind('/'); slash != std::string::npos) word = word.substr(slash + 1);
  if (word.empty()) return;
  const auto* found = std::find_if(status_words.begin(), status_words.end(), [&](const StatusWord& row) { return row.word == word; });
  if (found == status_words.end()) return withhold("unreadable_status", where, written, line, article);
  article.status = std::max(article.status, found->status);
  if (found->status != Status::usable) article.found_in.push_back({"status", std::string(where)});
  if (article.status >= Status::withheld) article.visible_from = kNeverVisible;
}

}  // namespace dateline
