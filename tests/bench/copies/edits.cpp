#include "tests/bench/copies/edits.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace dateline {
namespace {

using Paragraphs = std::vector<WordHashes>;

std::size_t below(std::mt19937_64& random, std::size_t end) { return end == 0 ? 0 : random() % end; }

WordHashes flat(const Paragraphs& paragraphs) { return HashedText{{}, {}, {}, paragraphs}.words(); }

// `count` neighbouring words from somewhere in a text, all of it when it is shorter.
WordHashes passage(const HashedText& text, std::size_t count, std::mt19937_64& random) {
  WordHashes words = text.words();
  if (words.size() <= count) return words;
  const auto begin = words.begin() + static_cast<std::ptrdiff_t>(below(random, words.size() - count));
  return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

std::uint64_t any_word(const EditMaterial& material) { return material.vocabulary[below(material.random, material.vocabulary.size())]; }

WordHashes any_words(const EditMaterial& material, std::size_t count) {
  WordHashes out(count);
  for (std::uint64_t& word : out) word = any_word(material);
  return out;
}

// Light copy-editing: of 100 words `percent` are changed; three of five replaced, one left out, one put in.
Paragraphs copy_edited(const EditMaterial& material, Paragraphs paragraphs, unsigned percent) {
  for (WordHashes& paragraph : paragraphs) {
    WordHashes edited;
    for (const std::uint64_t word : paragraph) {
      const bool change = below(material.random, 100) < percent;
      const std::size_t how = change ? below(material.random, 5) : 5;
      if (how == 5 || how == 4) edited.push_back(word);
      if (how <= 2 || how == 4) edited.push_back(any_word(material));
    }
    paragraph = std::move(edited);
  }
  return paragraphs;
}

// The first paragraphs, until about `percent` of the words are kept; the last of them is cut where need be.
Paragraphs cut_to(const Paragraphs& paragraphs, unsigned percent) {
  std::size_t left = flat(paragraphs).size() * percent / 100;
  Paragraphs out;
  for (const WordHashes& paragraph : paragraphs) {
    if (left == 0) break;
    out.emplace_back(paragraph.begin(), paragraph.begin() + static_cast<std::ptrdiff_t>(std::min(left, paragraph.size())));
    left -= out.back().size();
  }
  return out;
}

Paragraphs with_new_lead(const EditMaterial& material, Paragraphs paragraphs) {
  const WordHashes lead = passage(material.other, 30 + below(material.random, 20), material.random);
  std::size_t drop = paragraphs.empty() ? 0 : std::min<std::size_t>(paragraphs.front().size(), 40);
  if (drop > 0) paragraphs.front().erase(paragraphs.front().begin(), paragraphs.front().begin() + static_cast<std::ptrdiff_t>(drop));
  paragraphs.insert(paragraphs.begin(), lead);
  return paragraphs;
}

Paragraphs with_agency_line(const EditMaterial& material, Paragraphs paragraphs) {
  paragraphs.insert(paragraphs.begin(), any_words(material, 3 + below(material.random, 5)));
  return paragraphs;
}

Paragraphs with_insertions(const EditMaterial& material, Paragraphs paragraphs, int count) {
  for (int at = 0; at < count; ++at)
    paragraphs.insert(paragraphs.begin() + static_cast<std::ptrdiff_t>(below(material.random, paragraphs.size() + 1)),
                      passage(material.other, 25 + below(material.random, 35), material.random));
  return paragraphs;
}

std::string ending_replaced(const std::string& word, const char* from, const char* to) {
  const std::string_view ending(from);
  return word.size() > ending.size() + 2 && word.ends_with(ending) ? word.substr(0, word.size() - ending.size()) + to : word;
}

// The style of another house: endings of American words as in British ones, "percent" in two words, numbers without their points.
Paragraphs in_other_spelling(const EditMaterial& material, Paragraphs paragraphs) {
  static constexpr std::array<std::pair<const char*, const char*>, 9> kEndings = {{{"ize", "ise"},
                                                                                   {"ized", "ised"},
                                                                                   {"izing", "ising"},
                                                                                   {"ization", "isation"},
                                                                                   {"or", "our"},
                                                                                   {"ense", "ence"},
                                                                                   {"er", "re"},
                                                                                   {"eled", "elled"},
                                                                                   {"gram", "gramme"}}};
  for (WordHashes& paragraph : paragraphs) {
    WordHashes edited;
    for (const std::uint64_t word : paragraph) {
      std::string form = material.forms.at(word);
      for (std::size_t at = 0; at < kEndings.size() && form == material.forms.at(word); ++at)
        form = ending_replaced(form, kEndings[at].first, kEndings[at].second);
      std::erase(form, '.');
      if (form == "percent") edited.push_back(hash_of("per", material.forms)), form = "cent";
      if (!form.empty()) edited.push_back(hash_of(form, material.forms));
    }
    paragraph = std::move(edited);
  }
  return paragraphs;
}

// A line of rights at the end and links to other articles between the paragraphs.
Paragraphs with_furniture(const EditMaterial& material, Paragraphs paragraphs) {
  for (int links = 0; links < 3; ++links)
    paragraphs.insert(paragraphs.begin() + static_cast<std::ptrdiff_t>(below(material.random, paragraphs.size() + 1)), any_words(material, 8));
  paragraphs.push_back(passage(material.third, 25, material.random));
  return paragraphs;
}

// A report of the same shape: words are other ones, in runs of one to three, until `percent` of all are.
WordHashes refilled(const EditMaterial& material, unsigned percent) {
  WordHashes words = material.article.words();
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (below(material.random, 200) >= percent) continue;
    const std::size_t end = std::min(words.size(), at + 1 + below(material.random, 3));
    for (; at < end; ++at) words[at] = any_word(material);
  }
  return words;
}

// A form filled in anew: the three words of five or more letters that the text uses most, and every number, are other ones.
WordHashes form_letter(const EditMaterial& material) {
  WordHashes words = material.article.words();
  std::map<std::uint64_t, int> uses;
  for (const std::uint64_t word : words)
    if (material.forms.at(word).size() >= 5) ++uses[word];
  std::map<std::uint64_t, std::uint64_t> other;
  for (int turn = 0; turn < 3 && !uses.empty(); ++turn) {
    const auto most = std::max_element(uses.begin(), uses.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    other[most->first] = hash_of("q" + material.forms.at(any_word(material)) + "town", material.forms);
    uses.erase(most);
  }
  for (std::uint64_t& word : words) {
    const std::string& form = material.forms.at(word);
    if (const auto found = other.find(word); found != other.end()) word = found->second;
    else if (form[0] >= '0' && form[0] <= '9') word = hash_of(std::to_string(below(material.random, 1'000'000)), material.forms);
  }
  return words;
}

// Another article that ends with a part of this one: `percent` of the words of the shorter of the two.
TextPair with_background(const EditMaterial& material, unsigned percent) {
  const WordHashes whole = material.article.words();
  WordHashes second = material.other.words();
  const std::size_t shared = std::min(whole.size(), second.size()) * percent / 100;
  second.resize(second.size() - std::min(second.size(), shared));
  second.insert(second.end(), whole.end() - static_cast<std::ptrdiff_t>(shared), whole.end());
  return {whole, second};
}

// Two releases of one press office: the same opening of 20 words and the same closing of 60, nothing else.
TextPair of_one_office(const EditMaterial& material) {
  const WordHashes opening = passage(material.third, 20, material.random), closing = passage(material.third, 60, material.random);
  return {flat({opening, material.article.words(), closing}), flat({opening, material.other.words(), closing})};
}

TextPair short_texts_with_a_phrase(const EditMaterial& material) {
  const WordHashes phrase = passage(material.third, 10, material.random);
  const auto text = [&](const HashedText& from) {
    return flat({passage(from, 15, material.random), phrase, passage(from, 10 + below(material.random, 20), material.random)});
  };
  return {text(material.article), text(material.other)};
}

// Fixtures, results, names: 80 entries of two or three words out of the same 130, in an order of their own.
TextPair lists_of_one_kind(const EditMaterial& material) {
  Paragraphs entries(130);
  for (WordHashes& entry : entries) entry = any_words(material, 2 + below(material.random, 2));
  const auto list = [&] {
    std::shuffle(entries.begin(), entries.end(), material.random);
    return flat(Paragraphs(entries.begin(), entries.begin() + 80));
  };
  WordHashes first = list();
  return {std::move(first), list()};
}

TextPair changed(const EditMaterial& material, const Paragraphs& paragraphs) { return {material.article.words(), flat(paragraphs)}; }

}  // namespace

const std::vector<EditKind>& edit_kinds() {
  using M = const EditMaterial&;
  static const std::vector<EditKind> kinds = {
      {"another headline", Expected::copy, [](M m) { return changed(m, m.article.paragraphs); }},
      {"agency line", Expected::copy, [](M m) { return changed(m, with_agency_line(m, m.article.paragraphs)); }},
      {"rights line, links", Expected::copy, [](M m) { return changed(m, with_furniture(m, m.article.paragraphs)); }},
      {"new first paragraph", Expected::copy, [](M m) { return changed(m, with_new_lead(m, m.article.paragraphs)); }},
      {"1 paragraph inserted", Expected::copy, [](M m) { return changed(m, with_insertions(m, m.article.paragraphs, 1)); }},
      {"2 paragraphs inserted", Expected::copy, [](M m) { return changed(m, with_insertions(m, m.article.paragraphs, 2)); }},
      {"2 % of words edited", Expected::copy, [](M m) { return changed(m, copy_edited(m, m.article.paragraphs, 2)); }},
      {"5 % of words edited", Expected::copy, [](M m) { return changed(m, copy_edited(m, m.article.paragraphs, 5)); }},
      {"8 % of words edited", Expected::copy, [](M m) { return changed(m, copy_edited(m, m.article.paragraphs, 8)); }},
      {"spelling and numbers of another house", Expected::copy, [](M m) { return changed(m, in_other_spelling(m, m.article.paragraphs)); }},
      {"last 30 % cut", Expected::copy, [](M m) { return changed(m, cut_to(m.article.paragraphs, 70)); }},
      {"last 50 % cut", Expected::copy, [](M m) { return changed(m, cut_to(m.article.paragraphs, 50)); }},
      {"50 % cut, 3 % edited, agency line", Expected::copy,
       [](M m) { return changed(m, with_agency_line(m, copy_edited(m, cut_to(m.article.paragraphs, 50), 3))); }},
      {"40 % cut, 5 % edited, new first", Expected::copy,
       [](M m) { return changed(m, with_new_lead(m, copy_edited(m, cut_to(m.article.paragraphs, 60), 5))); }},
      {"2 inserted, 5 % edited, links", Expected::copy,
       [](M m) { return changed(m, with_furniture(m, with_insertions(m, copy_edited(m, m.article.paragraphs, 5), 2))); }},
      {"12 % of words edited", Expected::grey, [](M m) { return changed(m, copy_edited(m, m.article.paragraphs, 12)); }},
      {"last 65 % cut, 3 % edited", Expected::grey, [](M m) { return changed(m, copy_edited(m, cut_to(m.article.paragraphs, 35), 3)); }},
      {"same shape, 15 % other words", Expected::grey, [](M m) { return TextPair{m.article.words(), refilled(m, 15)}; }},
      {"form letter, other names and figures", Expected::other, [](M m) { return TextPair{m.article.words(), form_letter(m)}; }},
      {"background of 50 % shared", Expected::grey, [](M m) { return with_background(m, 50); }},
      {"same shape, 30 % other words", Expected::other, [](M m) { return TextPair{m.article.words(), refilled(m, 30)}; }},
      {"same shape, 50 % other words", Expected::other, [](M m) { return TextPair{m.article.words(), refilled(m, 50)}; }},
      {"background of 15 % shared", Expected::other, [](M m) { return with_background(m, 15); }},
      {"background of 30 % shared", Expected::other, [](M m) { return with_background(m, 30); }},
      {"background of 40 % shared", Expected::other, [](M m) { return with_background(m, 40); }},
      {"one office, opening and closing", Expected::other, of_one_office},
      {"short texts with one phrase", Expected::other, short_texts_with_a_phrase},
      {"lists of one kind", Expected::other, lists_of_one_kind},
      {"nothing in common", Expected::other, [](M m) { return TextPair{m.article.words(), m.other.words()}; }},
  };
  return kinds;
}

}  // namespace dateline
