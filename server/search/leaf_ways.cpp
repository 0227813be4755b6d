#include "server/search/leaf_ways.h"

#include <algorithm>

#include "indexer/analysis/fold.h"
#include "server/search/word_parts.h"

namespace dateline {
namespace {

constexpr std::uint32_t kMostJoined = 5;         // words of one compound
constexpr std::size_t kLongestCompound = 40;     // bytes
constexpr std::uint32_t kMostGroups = 12;        // groups of one number
constexpr std::size_t kLongestNumber = 34;       // digits: an IBAN without its country
constexpr std::size_t kShortestCode = 7;         // digits; a shorter number is cut and joined only at its thousands
constexpr std::size_t kLongestGroup = 12;
constexpr std::size_t kMostUmlauts = 3;
constexpr std::size_t kMostForms = 32;

bool is_digits(std::string_view form) {
  return !form.empty() && std::all_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool begins_with_digit(const std::string& form) { return form.front() >= '0' && form.front() <= '9'; }

bool is_blank(std::string_view gap) { return !gap.empty() && gap.find_first_not_of(' ') == std::string_view::npos; }

bool is_hyphen(std::string_view gap) { return gap == "-" || gap == "\u2010" || gap == "\u2011"; }

bool is_tag(const TypedWord& word) { return word.gap.ends_with('#') || word.gap.ends_with('@'); }

WordClass exactly(const std::string& form) {
  const std::string folded = fold_accents(form);
  return folded == form ? WordClass{{}, {form}} : WordClass{{}, {form, folded}};
}

std::vector<std::string> forms_of(const std::vector<TypedWord>& typed) {
  std::vector<std::string> out;
  for (const TypedWord& word : typed) out.push_back(word.form);
  return out;
}

// "Mueller" for "Müller"; empty when there is nothing to spell out.
std::string spelled_out(const std::string& form) {
  std::string out;
  for (std::size_t at = 0; at < form.size(); ++at) {
    const std::string_view letter = std::string_view(form).substr(at, 2);
    const char* vowels = letter == "\u00E4" ? "ae" : letter == "\u00F6" ? "oe" : letter == "\u00FC" ? "ue" : nullptr;
    if (vowels != nullptr) ++at;
    if (vowels != nullptr) out += vowels;
    else out += form[at];
  }
  return out == form ? std::string() : out;
}

// Every way to read some of the first ae, oe and ue of a form as umlauts.
std::vector<std::string> with_umlauts(const std::string& form) {
  std::vector<std::string> out = {""};
  std::size_t pairs = 0;
  for (std::size_t at = 0; at < form.size(); ++at) {
    const std::string_view pair = std::string_view(form).substr(at, 2);
    const char* umlaut = pair == "ae" ? "\u00E4" : pair == "oe" ? "\u00F6" : pair == "ue" ? "\u00FC" : nullptr;
    const bool read = umlaut != nullptr && pairs++ < kMostUmlauts;
    const std::size_t ways = out.size();
    for (std::size_t way = 0; read && way < ways; ++way) out.push_back(out[way] + umlaut);
    for (std::size_t way = 0; way < ways; ++way) out[way] += read ? std::string(pair) : std::string(1, form[at]);
    if (read) ++at;
  }
  out.erase(out.begin());
  return out;
}

bool has_umlaut(std::string_view form) {
  return form.find("\u00E4") != form.npos || form.find("\u00F6") != form.npos || form.find("\u00FC") != form.npos;
}

// Telephone numbers have a country's or a check digit at their ends, books one behind 978 and 979 too; no other group has one digit.
bool may_be_single(std::string_view digits, std::size_t at) {
  return at == 0 || at + 1 == digits.size() || (at == 3 && (digits.starts_with("978") || digits.starts_with("979")));
}

// Of pieces between the digits of a number those that lie on a way from its first to its last digit.
std::vector<LeafWay> on_whole_ways(const std::vector<LeafWay>& pieces, std::uint32_t digits) {
  std::vector<bool> reached(digits + 1), leads_on(digits + 1);
  reached[0] = leads_on[digits] = true;
  for (const LeafWay& piece : pieces)  // sorted by `from`
    if (reached[piece.from]) reached[piece.to] = true;
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece)
    if (leads_on[piece->to]) leads_on[piece->from] = true;
  std::vector<LeafWay> out;
  std::copy_if(pieces.begin(), pieces.end(), std::back_inserter(out), [&](const LeafWay& piece) { return reached[piece.from] && leads_on[piece.to]; });
  return out;
}

// Numbers the places that pieces begin or end at.
std::vector<std::uint32_t> places_of(const std::vector<LeafWay>& pieces, std::uint32_t digits) {
  std::vector<bool> used(digits + 1);
  for (const LeafWay& piece : pieces) used[piece.from] = used[piece.to] = true;
  std::vector<std::uint32_t> out(digits + 1);
  for (std::uint32_t at = 1; at <= digits; ++at) out[at] = out[at - 1] + (used[at] ? 1 : 0);
  return out;
}

void add_edge(Pattern& pattern, std::uint32_t from, std::uint32_t to, std::vector<WordClass> words) {
  PatternEdge edge{from, to, {}};
  for (WordClass& one : words) {
    edge.classes.push_back(static_cast<std::uint32_t>(pattern.classes.size()));
    pattern.classes.push_back(std::move(one));
  }
  pattern.edges.push_back(std::move(edge));
}

}  // namespace

bool LeafWays::may_join(const TypedWord& left, const TypedWord& right) const {
  const auto letters = [](const std::string& form) { return form.find_first_of("0123456789.%") == std::string::npos; };
  if (is_hyphen(right.gap) || is_tag(left)) return letters(left.form) && letters(right.form) && words_.known(left.form + right.form);
  if (is_elided_article(left.form) && words_.has(right.form)) return false;
  return (is_word_part(left.form) || is_short_prefix(left.form)) && is_word_part(right.form) && words_.known(left.form + right.form);
}

// Words typed apart that an article has as one: two, or up to five of which the first and the last could be parts of a compound.
void LeafWays::add_compounds(const std::vector<TypedWord>& typed, Ways& out) {
  for (std::uint32_t at = 0; at + 1 < typed.size(); ++at) {
    if (is_unspaced_form(typed[at].form)) continue;
    if (may_join(typed[at], typed[at + 1])) out.push_back({at, at + 2, {words_.any_form(typed[at].form + typed[at + 1].form)}});
    if (!is_word_part(typed[at].form) && !is_tag(typed[at])) continue;
    std::string joined = typed[at].form + typed[at + 1].form;
    for (std::uint32_t last = at + 2; last < std::min<std::size_t>(typed.size(), at + kMostJoined); ++last) {
      joined += typed[last].form;
      if (joined.size() > kLongestCompound) break;
      if ((is_word_part(typed[last].form) || is_tag(typed[at])) && words_.has(joined)) out.push_back({at, last + 1, {WordClass{{}, {joined}}}});
    }
  }
}

void LeafWays::add_splits(const TypedWord& word, std::uint32_t at, Ways& out) {
  auto two = two_parts(word.form, words_);
  if (two.empty()) two = two_parts(fold_accents(word.form), words_);
  if (!two.empty()) out.push_back({at, at + 1, {words_.any_form(two.front()), words_.any_form(two.back())}});
  const auto parts = many_parts(word.form, words_, is_tag(word));
  if (parts.empty() || parts == two) return;
  std::vector<WordClass> classes;
  for (const std::string& part : parts) classes.push_back({{}, {part}});
  classes.back() = words_.any_form(parts.back());
  out.push_back({at, at + 1, std::move(classes)});
}

void LeafWays::add_umlauts(const std::string& form, std::uint32_t at, Ways& out) {
  const std::string spelled = spelled_out(form);
  if (!spelled.empty() && words_.known(spelled)) out.push_back({at, at + 1, {words_.any_form(spelled)}});
  std::vector<std::string> found;
  for (const std::string& way : with_umlauts(form))
    for (const std::string& term : words_.terms_of(way))
      for (const std::string& other : words_.forms_of(term))
        if (has_umlaut(other) && found.size() < kMostForms) unite(found, std::vector{other});
  if (!found.empty()) out.push_back({at, at + 1, {WordClass{{}, std::move(found)}}});
}

// Groups of digits typed apart that an article has as one number: "1 000", "DE89 3704 0044".
void LeafWays::add_joined_numbers(const std::vector<TypedWord>& typed, std::uint32_t at, Ways& out) {
  if (!is_digits(typed[at].form)) return;
  std::string joined = typed[at].form;
  bool thousands = joined.size() <= 3 && joined.front() != '0';
  for (std::uint32_t last = at + 1; last < std::min<std::size_t>(typed.size(), at + kMostGroups); ++last) {
    const TypedWord& group = typed[last];
    if (!is_digits(group.form) || joined.size() + group.form.size() > kLongestNumber) return;
    joined += group.form;
    thousands = thousands && group.form.size() == 3 && is_blank(group.gap);
    if ((thousands || joined.size() >= kShortestCode) && words_.has(joined)) out.push_back({at, last + 1, {WordClass{{}, {joined}}}});
  }
}

// "1000" as an article with plain spaces between the thousands has it.
void LeafWays::add_thousands(const std::string& form, std::uint32_t at, Ways& out) {
  if (!is_digits(form) || form.size() < 4 || form.size() > 15 || form.front() == '0') return;
  LeafWay way{at, at + 1, {}};
  for (std::size_t begin = 0; begin < form.size();) {
    const std::size_t size = begin == 0 && form.size() % 3 != 0 ? form.size() % 3 : 3;
    const std::string group = form.substr(begin, size);
    if (!words_.has(group)) return;
    way.words.push_back({{}, {group}});
    begin += size;
  }
  out.push_back(std::move(way));
}

void LeafWays::add_units(const std::vector<std::string>& forms, std::uint32_t at, Ways& out) {
  if (at == 0 || !begins_with_digit(forms[at - 1])) return;
  for (const AliasGroup& group : number_unit_aliases()) {
    for (const AliasWay& typed : group) {
      if (typed.words.size() > forms.size() - at || !std::equal(typed.words.begin(), typed.words.end(), forms.begin() + at)) continue;
      for (const AliasWay& other : group) {
        if (other.words == typed.words) continue;
        LeafWay& way = out.emplace_back(LeafWay{at, at + static_cast<std::uint32_t>(typed.words.size()), {}, 1});
        for (const std::string& form : other.words) way.words.push_back({{}, {form}});
      }
    }
  }
}

bool LeafWays::is_amount(const std::vector<TypedWord>& typed) {
  const std::vector<std::string> forms = forms_of(typed);
  if (forms.size() < 2 || !begins_with_digit(forms.front())) return false;
  for (const AliasGroup& group : number_unit_aliases())
    for (const AliasWay& unit : group)
      if (std::equal(unit.words.begin(), unit.words.end(), forms.begin() + 1, forms.end())) return true;
  return false;
}

void LeafWays::add_aliases(const std::vector<std::string>& forms, std::uint32_t at, Ways& out) {
  if (aliases_ == nullptr) return;
  for (const AliasTable::Found& found : aliases_->find(std::span(forms).subspan(at))) {
    for (const AliasWay& other : *found.group) {
      if (other.words == found.way->words) continue;
      LeafWay& way = out.emplace_back(LeafWay{at, at + static_cast<std::uint32_t>(found.way->words.size()), {}});
      for (const std::string& form : other.words) way.words.push_back(exactly(form));
    }
  }
}

std::vector<LeafWay> LeafWays::ways(const std::vector<TypedWord>& typed) {
  Ways out;
  const std::vector<std::string> forms = forms_of(typed);
  add_compounds(typed, out);
  for (std::uint32_t at = 0; at < typed.size(); ++at) {
    add_splits(typed[at], at, out);
    add_umlauts(forms[at], at, out);
    add_joined_numbers(typed, at, out);
    add_thousands(forms[at], at, out);
    add_units(forms, at, out);
    add_aliases(forms, at, out);
  }
  return out;
}

// Groups of digits in which an article has a long number. Empty: in none that make the whole of it.
std::vector<LeafWay> LeafWays::pieces_of_number(const std::string& form) const {
  Ways pieces;
  if (!is_digits(form) || form.size() < kShortestCode || form.size() > kLongestNumber) return pieces;
  for (std::uint32_t from = 0; from < form.size(); ++from)
    for (std::uint32_t size = may_be_single(form, from) ? 1 : 2; size <= std::min(kLongestGroup, form.size() - from); ++size) {
      if (size == form.size()) continue;
      std::string piece = form.substr(from, size);
      if (words_.has(piece)) pieces.push_back({from, from + size, {WordClass{{}, {std::move(piece)}}}});
    }
  return on_whole_ways(pieces, static_cast<std::uint32_t>(form.size()));
}

void LeafWays::note_aliases(const std::vector<TypedWord>& typed, const std::vector<std::string>& forms, LaidPattern& out) const {
  if (aliases_ == nullptr) return;
  for (std::size_t at = 0; at < typed.size(); ++at) {
    for (const AliasTable::Found& found : aliases_->find(std::span(forms).subspan(at))) {
      AliasNote note{typed[at].spelling, {}};
      for (std::size_t next = at + 1; next < at + found.way->words.size(); ++next) note.typed += typed[next].gap + typed[next].spelling;
      for (const AliasWay& other : *found.group)
        if (other.words != found.way->words) note.also.push_back(other.text);
      out.aliases.push_back(std::move(note));
    }
  }
}

LaidPattern LeafWays::lay_out(const std::vector<TypedWord>& typed, bool exact) {
  LaidPattern out;
  const std::vector<std::string> forms = forms_of(typed);
  std::vector<std::uint32_t> place(typed.size() + 1);
  for (std::size_t at = 0; at < typed.size(); ++at) {
    const Ways pieces = exact ? Ways{} : pieces_of_number(forms[at]);
    const auto digits = static_cast<std::uint32_t>(forms[at].size());
    const auto inner = pieces.empty() ? std::vector<std::uint32_t>{} : places_of(pieces, digits);
    place[at + 1] = place[at] + (pieces.empty() ? 1 : inner.back());
    for (const LeafWay& piece : pieces) add_edge(out.pattern, place[at] + inner[piece.from], place[at] + inner[piece.to], piece.words);
    WordClass word = exact ? WordClass{{}, {forms[at]}} : words_.any_form(forms[at]);
    if (exact && !typed[at].turkic.empty()) word.forms.push_back(typed[at].turkic);
    add_edge(out.pattern, place[at], place[at + 1], {std::move(word)});
    if (WordClass rare = exact ? WordClass{} : words_.forms_of_rare_languages(forms[at]); !rare.forms.empty())
      add_edge(out.pattern, place[at], place[at + 1], {std::move(rare)});
    out.forms.push_back(pieces.empty() ? forms[at] : std::string());
    out.forms.resize(place[at + 1]);
  }
  out.pattern.places = place.back();
  if (!exact) {
    for (LeafWay& way : ways(typed)) add_edge(out.pattern, place[way.from], place[way.to], std::move(way.words));
    note_aliases(typed, forms, out);
  }
  auto& edges = out.pattern.edges;
  std::stable_sort(edges.begin(), edges.end(), [](const PatternEdge& a, const PatternEdge& b) { return a.from < b.from; });
  return out;
}

}  // namespace dateline
