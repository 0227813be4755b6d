#include "tests/bench/generator/articles.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string_view>

#include "tests/bench/generator/vocabulary.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 14> kSections = {"Politics", "Business", "World", "Sport", "Local", "Culture", "Science",
                                                        "Health", "Technology", "Opinion", "Travel", "Education", "Weather", "Obituaries"};
constexpr std::array<std::string_view, 6> kTitles = {"Post", "Herald", "Tribune", "Gazette", "Observer", "Wire"};
constexpr std::uint64_t kSources = 60, kReporters = 4'000, kTags = 2'000, kPeople = 60'000;
constexpr std::uint64_t kSubjectWords = 80, kLiveSubjects = 120;
constexpr std::uint64_t kLongestText = 20'000;  // words
constexpr std::int64_t kFirstDay = 11'323, kDays = 7'305;  // since 1970: January 2001, twenty years

enum Purpose : std::uint64_t { kHead = 1, kText, kSubject, kEdit, kName, kPlace };

std::string capitalised(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

std::string name_word(std::uint64_t seed) {
  std::string out;
  append_word(kGrammarWords + seed % 30'000 * 4, out);
  return capitalised(out);
}

std::string person(std::uint64_t number) { return name_word(mixed_bits({kName, number}) % 400) + " " + name_word(mixed_bits({kName, number, 2})); }

// Draws a text's words: fresh ones, those of its subject, and ones that it has had already.
class WordSource {
 public:
  WordSource(Dice& dice, std::uint64_t subject) : dice_(dice), subject_(subject) {}

  void append(std::string& out) {
    const double kind = dice_.unit();
    if (kind < 0.015) return number(out);
    if (kind < 0.035) {
      out += person(mixed_bits({subject_, dice_.skewed(8)}) % kPeople);
      return;
    }
    std::uint64_t rank = draw_rank(dice_);
    if (rank >= kGrammarWords) {
      if (!used_.empty() && dice_.chance(0.30)) rank = used_[dice_.below(used_.size())];
      else if (dice_.chance(0.20)) rank = subject_word();
      used_.push_back(rank);
    }
    append_word(rank, out);
  }

  std::uint64_t subject_word() {
    Dice one(mixed_bits({kSubject, subject_, dice_.skewed(kSubjectWords)}));
    return draw_content_rank(one);
  }

 private:
  void number(std::string& out) {
    const std::uint64_t value = dice_.skewed(5'000'000);
    if (dice_.chance(0.3)) out += std::to_string(1990 + dice_.below(35));
    else if (value >= 1'000) out += std::to_string(value / 1'000) + "," + std::to_string(1'000 + value % 1'000).substr(1);
    else out += std::to_string(value);
  }

  Dice& dice_;
  std::uint64_t subject_;
  std::vector<std::uint64_t> used_;
};

std::string sentence(Dice& dice, WordSource& words, std::uint64_t length) {
  std::string out;
  for (std::uint64_t at = 0; at < length; ++at) {
    if (at > 0) out += at > 3 && dice.chance(0.05) ? ", " : " ";
    words.append(out);
  }
  return capitalised(out) + ".";
}

std::vector<std::string> make_text(std::uint64_t number, std::uint64_t subject, const MakingOptions& options) {
  Dice dice(mixed_bits({options.seed, kText, number}));
  WordSource words(dice, subject);
  std::vector<std::string> out;
  auto left = static_cast<std::int64_t>(std::clamp(dice.log_normal(options.median_words, 0.65), 15.0, static_cast<double>(kLongestText)));
  while (left > 0) {
    std::string paragraph = out.empty() ? name_word(mixed_bits({kPlace, number % 977})) + " (" + std::string(kTitles[number % 6]) + ") - " : "";
    for (std::uint64_t sentences = 1 + dice.below(3); sentences > 0 && left > 0; --sentences) {
      const auto length = static_cast<std::int64_t>(std::clamp(dice.log_normal(19, 0.45), 4.0, 60.0));
      if (!paragraph.empty() && paragraph.back() != ' ') paragraph += ' ';
      paragraph += sentence(dice, words, static_cast<std::uint64_t>(length));
      left -= length;
    }
    out.push_back(std::move(paragraph));
  }
  return out;
}

std::string make_title(std::uint64_t number, std::uint64_t subject, const MakingOptions& options) {
  Dice dice(mixed_bits({options.seed, kHead, number, 7}));
  WordSource words(dice, subject);
  std::string out;
  for (std::uint64_t left = 5 + dice.below(6); left > 0; --left) {
    if (!out.empty()) out += ' ';
    if (dice.chance(0.4)) append_word(words.subject_word(), out);
    else words.append(out);
  }
  return capitalised(out);
}

std::string date_text(std::uint64_t number, Dice& dice, const MakingOptions& options) {
  const double part = static_cast<double>(number % options.articles) / static_cast<double>(options.articles);
  const auto seconds = static_cast<std::int64_t>((static_cast<double>(kFirstDay) + part * static_cast<double>(kDays)) * 86'400 + dice.unit() * 172'800);
  const auto day = std::chrono::sys_days(std::chrono::days(seconds / 86'400));
  const std::chrono::year_month_day date(day);
  const int rest = static_cast<int>(seconds % 86'400);
  std::array<char, 40> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), rest / 3'600, rest / 60 % 60, rest % 60);
  return out.data();
}

// Some words changed, and a paragraph lost or won: what another paper makes of an agency's text.
void edit(std::vector<std::string>& paragraphs, std::uint64_t number, std::uint64_t subject, const MakingOptions& options) {
  Dice dice(mixed_bits({options.seed, kEdit, number}));
  WordSource words(dice, subject);
  for (std::string& paragraph : paragraphs)
    if (dice.chance(0.12)) paragraph += " " + sentence(dice, words, 8 + dice.below(8));
  if (paragraphs.size() > 3 && dice.chance(0.6)) paragraphs.pop_back();
  if (dice.chance(0.3)) paragraphs.push_back(sentence(dice, words, 15));
}

// A subject: some last for years, most for a while.
std::uint64_t draw_subject(std::uint64_t number, Dice& dice) {
  return dice.chance(0.3) ? dice.skewed(500) : 1'000 + number / 1'500 * kLiveSubjects + dice.skewed(kLiveSubjects);
}

void append_json(std::string& out, std::string_view name, std::string_view text) {
  if (out.size() > 1) out += ", ";
  ((out += '"') += name) += "\": \"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    else out += c;
  }
  out += '"';
}

}  // namespace

MadeArticle make_article(std::uint64_t number, const MakingOptions& options) {
  Dice dice(mixed_bits({options.seed, kHead, number}));
  std::uint64_t subject = draw_subject(number, dice), told = number;
  if (number > 0 && dice.chance(options.copies)) {
    told = number - 1 - dice.skewed(std::min<std::uint64_t>(number, 3'000));
    Dice first(mixed_bits({options.seed, kHead, told}));
    subject = draw_subject(told, first);
  }
  MadeArticle out;
  const std::uint64_t source = dice.skewed(kSources), reporter = source * 37 + dice.skewed(kReporters / kSources);
  out.id = "made-" + std::to_string(options.seed) + "-" + std::to_string(number);
  out.source = name_word(mixed_bits({kPlace, source})) + " " + std::string(kTitles[source % kTitles.size()]);
  out.url = "https://news" + std::to_string(source) + ".example/" + std::to_string(number);
  out.section = kSections[dice.skewed(kSections.size())];
  if (dice.chance(0.8)) out.byline = person(reporter + kPeople);
  for (std::uint64_t left = dice.below(5); left > 0; --left) {
    std::string tag;
    append_word(kGrammarWords + mixed_bits({subject, dice.skewed(12)}) % kTags * 4, tag);
    if (std::find(out.tags.begin(), out.tags.end(), tag) == out.tags.end()) out.tags.push_back(std::move(tag));
  }
  out.published = date_text(number, dice, options);
  out.title = make_title(number, subject, options);
  out.paragraphs = make_text(told, subject, options);
  if (told != number) edit(out.paragraphs, number, subject, options);
  return out;
}

std::string json_line(const MadeArticle& article) {
  std::string out = "{", body;
  append_json(out, "id", article.id);
  append_json(out, "url", article.url);
  append_json(out, "title", article.title);
  if (!article.byline.empty()) append_json(out, "byline", article.byline);
  append_json(out, "source", article.source);
  append_json(out, "section", article.section);
  append_json(out, "published", article.published);
  out += ", \"tags\": [";
  for (std::size_t at = 0; at < article.tags.size(); ++at) out += (at > 0 ? ", \"" : "\"") + article.tags[at] + "\"";
  out += "]";
  for (const std::string& paragraph : article.paragraphs) (body += body.empty() ? "" : "\n\n") += paragraph;
  append_json(out, "body", body);
  return out + "}\n";
}

std::uint64_t text_bytes(const MadeArticle& article) {
  std::uint64_t out = article.title.size();
  for (const std::string& paragraph : article.paragraphs) out += paragraph.size();
  return out;
}

}  // namespace dateline
