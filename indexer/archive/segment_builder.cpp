#include "indexer/archive/segment_builder.h"

#include <xxhash.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <future>
#include <numeric>
#include <span>
#include <utility>

#include "indexer/archive/fields.h"
#include "indexer/archive/files.h"
#include "indexer/archive/postings.h"
#include "indexer/archive/segment.h"

namespace dateline {
namespace {

// Small parts keep the engine's inverter in the processor's cache; see docs/decisions/0001-archive-layout.md.
constexpr std::size_t kPartArticles = 500;
constexpr std::uint64_t kPartWords = 1u << 20;
constexpr std::size_t kDictionarySamples = 500;
constexpr std::size_t kLargestSample = 16u << 10;
constexpr std::uint32_t kNoTerm = FormTerms::kNone, kNoForm = 0xffffffff;

std::uint32_t text_weight(std::string_view field) { return field_named(field)->weight; }

}  // namespace

// What one part gives to the segment's files, in document order.
struct SegmentBuilder::Part {
  std::string postings;
  std::string words, records;
  std::vector<std::uint64_t> words_sizes, record_sizes;
  std::vector<ColumnRow> rows;
  std::vector<KeywordValues> keywords;
  std::vector<CopySignature> signatures;
};

// The files that grow while parts come in.
struct SegmentBuilder::Files {
  SectionWriter words, articles;
  CopiesWriter copies;
  ColumnsBuilder columns;
  std::vector<std::uint64_t> words_first = {0}, records_first = {0};

  Files(const std::string& target, std::string_view dictionary)
      : words(target + "/" + kWordsFile), articles(target + "/" + kArticlesFile), copies(target + "/" + kCopiesFile) {
    articles.begin("dictionary");
    articles.write(dictionary);
    articles.begin("records");
    words.begin("words");
  }

  void append(const Part& part) {
    words.write(part.words);
    articles.write(part.records);
    for (const std::uint64_t size : part.words_sizes) words_first.push_back(words_first.back() + size);
    for (const std::uint64_t size : part.record_sizes) records_first.push_back(records_first.back() + size);
    for (std::size_t at = 0; at < part.rows.size(); ++at) columns.add(part.rows[at], part.keywords[at]);
    for (const CopySignature& signature : part.signatures) copies.add(signature);
  }

  void finish(const std::string& target) {
    words.section("words.first", words_first);
    words.finish();
    articles.section("records.first", records_first);
    articles.finish();
    SectionWriter file(target + "/" + kColumnsFile);
    columns.write(file);
    file.finish();
    copies.finish();
  }
};

SegmentBuilder::SegmentBuilder(std::string folder) : folder_(std::move(folder)), spool_(folder_ + "/spool") {}

void SegmentBuilder::learn_form(std::uint32_t form, LanguageTerms& terms, std::string_view lang) {
  FormTerms& known = terms.at(form);
  if (known.known()) return;
  const std::vector<std::string> found = stemmer_.terms(forms_.text(form), lang);
  known.first = terms_.intern(found.front()).first;
  if (found.size() > 1) known.second = terms_.intern(found.back()).first;
}

std::uint32_t SegmentBuilder::add(PreparedArticle article, const FormTable& forms, FormMap& map) {
  const auto number = static_cast<std::uint32_t>(waiting_.size());
  LanguageTerms& terms = terms_by_language_[article.lang];
  map.resize(forms.size(), kNoForm);
  for (std::uint32_t& code : article.words.codes) {
    std::uint32_t& form = map[code];
    if (form == kNoForm) form = forms_.intern(forms.text(code));
    code = form;
    while (facts_.size() <= form) {
      const std::string_view text = forms_.text(static_cast<std::uint32_t>(facts_.size()));
      facts_.push_back({XXH3_64bits(text.data(), text.size())});
    }
    FormFacts& facts = facts_[form];
    ++facts.uses;
    if (facts.last_article == number + 1) continue;
    facts.last_article = number + 1;
    ++facts.articles;
    learn_form(form, terms, article.lang);
  }
  waiting_.push_back({article.row, spool_.append(article), false});
  ++live_;
  return number;
}

void SegmentBuilder::forget(std::uint32_t number) {
  if (waiting_[number].forgotten) return;
  waiting_[number].forgotten = true;
  --live_;
}

void SegmentBuilder::words(std::uint32_t number, WordSequence& words) {
  spool_.flush();
  spool_.read_words(waiting_[number].offset, words);
}

Article SegmentBuilder::card(std::uint32_t number) {
  spool_.flush();
  return decode_article(spool_.read(waiting_[number].offset).record.card, {});
}

PreparedArticle SegmentBuilder::take_back(std::uint32_t number) {
  spool_.flush();
  PreparedArticle out = spool_.read(waiting_[number].offset);
  out.row = waiting_[number].row;
  forget(number);
  return out;
}

std::vector<std::uint32_t> SegmentBuilder::newest_first() const {
  std::vector<std::uint32_t> order;
  for (std::uint32_t number = 0; number < waiting_.size(); ++number)
    if (!waiting_[number].forgotten) order.push_back(number);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return waiting_[a].row.published > waiting_[b].row.published; });
  return order;
}

void SegmentBuilder::rank_forms() {
  by_rank_.resize(forms_.size());
  std::iota(by_rank_.begin(), by_rank_.end(), 0u);
  std::stable_sort(by_rank_.begin(), by_rank_.end(), [&](std::uint32_t a, std::uint32_t b) { return facts_[a].uses > facts_[b].uses; });
  rank_.resize(forms_.size());
  for (std::uint32_t rank = 0; rank < by_rank_.size(); ++rank) rank_[by_rank_[rank]] = rank;
}

// Numbers the posting terms in byte order, the order in which the engine takes them most cheaply.
void SegmentBuilder::sort_terms() {
  terms_sorted_.resize(terms_.size());
  std::iota(terms_sorted_.begin(), terms_sorted_.end(), 0u);
  std::sort(terms_sorted_.begin(), terms_sorted_.end(), [&](std::uint32_t a, std::uint32_t b) { return terms_.text(a) < terms_.text(b); });
  std::vector<std::uint32_t> place(terms_.size());
  for (std::uint32_t at = 0; at < place.size(); ++at) place[terms_sorted_[at]] = at;
  for (auto& [lang, terms] : terms_by_language_)
    terms.for_each([&](FormTerms& form) {
      for (std::uint32_t* term : {&form.first, &form.second})
        if (*term != kNoTerm) *term = place[*term];
    });
}

std::string SegmentBuilder::sample_dictionary(const std::vector<std::uint32_t>& order) const {
  std::vector<std::string> samples;
  const std::size_t step = std::max<std::size_t>(1, order.size() / kDictionarySamples);
  for (std::size_t at = 0; at < order.size(); at += step) {
    PreparedArticle article = spool_.read(waiting_[order[at]].offset);
    article.record.rest.resize(std::min(article.record.rest.size(), kLargestSample));
    samples.push_back(std::move(article.record.card));
    samples.push_back(std::move(article.record.rest));
  }
  return train_dictionary(samples);
}

// Counts the posting terms of articles, one after the other.
class SegmentBuilder::TermCounter {
 public:
  explicit TermCounter(const SegmentBuilder& builder) : builder_(builder), sums_(builder.terms_.size()) {}

  // `terms` are the posting terms of the forms in the article's language.
  CountedTerms count(const PreparedArticle& article, const LanguageTerms& terms, std::deque<std::string>& kept) {
    met_.clear();
    const WordSequence& words = article.words;
    for (std::uint32_t unit = 0; unit < words.units(); ++unit) {
      if (unit == kTitleUnit && article.title_derived) continue;
      const std::uint32_t weight = text_weight(unit == kTitleUnit ? "title" : unit == kBylineUnit ? "byline" : "body");
      for (const std::uint32_t form : words.unit(unit)) {
        const FormTerms found = terms[form];
        add(found.first, weight);
        if (found.second != kNoTerm) add(found.second, weight);
      }
    }
    std::sort(met_.begin(), met_.end());
    CountedTerms out;
    out.reserve(met_.size() + kKeywordColumns.size());
    for (const std::uint32_t term : met_) out.emplace_back(builder_.terms_.text(builder_.terms_sorted_[term]), std::exchange(sums_[term], 0));
    add_pairs(words, out, kept);
    add_keywords(article, out, kept);
    return out;
  }

 private:
  void add(std::uint32_t term, std::uint32_t weight) {
    std::uint32_t& sum = sums_[term];
    if (sum == 0) met_.push_back(term);
    sum += weight;
  }

  void add_pairs(const WordSequence& words, CountedTerms& out, std::deque<std::string>& kept) {
    const FormTable& table = builder_.forms_;
    std::map<std::string, std::uint32_t> pairs;
    for (std::uint32_t unit = 0; unit < words.units(); ++unit) {
      const auto forms = words.unit(unit);
      for (std::size_t at = 0; at + 1 < forms.size(); ++at)
        if (table.unspaced(forms[at]) && table.unspaced(forms[at + 1])) ++pairs[pair_term(table.text(forms[at]), table.text(forms[at + 1]))];
    }
    for (const auto& [pair, count] : pairs) out.emplace_back(kept.emplace_back(pair), count);
  }

  static void add_keywords(const PreparedArticle& article, CountedTerms& out, std::deque<std::string>& kept) {
    for (const Field& field : fields()) {
      if (field.kind != FieldKind::keyword) continue;
      std::vector<std::string> terms;
      for (const std::string& value : article.keywords[keyword_column(field.column)]) terms.push_back(keyword_term(field, value));
      std::sort(terms.begin(), terms.end());
      terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
      for (std::string& term : terms) out.emplace_back(kept.emplace_back(std::move(term)), 0);
    }
  }

  const SegmentBuilder& builder_;
  std::vector<std::uint32_t> sums_;  // by term; all 0 between articles
  std::vector<std::uint32_t> met_;   // terms of the article
};

SegmentBuilder::Part SegmentBuilder::make_part(const std::vector<std::uint32_t>& numbers, const std::string& path,
                                               std::string_view dictionary) const {
  Part part;
  part.postings = path;
  RecordCompressor compressor(dictionary);
  TermCounter counter(*this);
  std::deque<std::string> kept;
  std::vector<CountedTerms> documents;
  for (const std::uint32_t number : numbers) {
    PreparedArticle article = spool_.read(waiting_[number].offset);
    documents.push_back(counter.count(article, terms_by_language_.at(article.lang), kept));
    const std::string record = compressor.compress(article.record);
    part.records += record;
    part.record_sizes.push_back(record.size());
    for (std::uint32_t& code : article.words.codes) code = rank_[code];
    const std::size_t before = part.words.size();
    encode_words(article.words, part.words);
    part.words_sizes.push_back(part.words.size() - before);
    part.rows.push_back(waiting_[number].row);
    part.signatures.push_back(article.signature);
    part.keywords.push_back(std::move(article.keywords));
  }
  write_postings_part(path, documents);
  return part;
}

void SegmentBuilder::write_forms(const std::string& target) const {
  std::vector<VocabularyEntry> entries(by_rank_.size());
  for (std::uint32_t rank = 0; rank < by_rank_.size(); ++rank) {
    const std::uint32_t form = by_rank_[rank];
    entries[rank] = {forms_.text(form), facts_[form].articles, {}};
    for (const auto& [lang, terms] : terms_by_language_)
      for (const FormTerms found = terms[form]; const std::uint32_t term : {found.first, found.second})
        if (term != kNoTerm) entries[rank].terms.push_back(term);
    std::sort(entries[rank].terms.begin(), entries[rank].terms.end());
    entries[rank].terms.erase(std::unique(entries[rank].terms.begin(), entries[rank].terms.end()), entries[rank].terms.end());
  }
  std::vector<std::string> terms;
  terms.reserve(terms_.size());
  for (const std::uint32_t term : terms_sorted_) terms.emplace_back(terms_.text(term));
  SectionWriter file(target + "/" + kVocabularyFile);
  write_vocabulary(file, entries, terms);
  file.section(kPostingsSeal, seal_of(target + "/" + kPostingsFile));
  file.finish();
}

std::vector<std::string> SegmentBuilder::write_parts(const std::string& target, unsigned threads) {
  const std::vector<std::uint32_t> order = newest_first();
  const std::string dictionary = sample_dictionary(order);
  Files files(target, dictionary);
  std::vector<std::string> parts;
  std::deque<std::future<Part>> running;
  const auto take_first = [&] {
    const Part part = running.front().get();
    running.pop_front();
    files.append(part);
    parts.push_back(part.postings);
  };
  for (std::size_t at = 0, count = 0; at < order.size(); ++count) {
    std::vector<std::uint32_t> numbers;
    for (std::uint64_t words = 0; at < order.size() && numbers.size() < kPartArticles && words < kPartWords; ++at) {
      numbers.push_back(order[at]);
      words += waiting_[order[at]].row.words;
    }
    if (running.size() >= threads) take_first();
    running.push_back(std::async(std::launch::async, [this, numbers = std::move(numbers), &dictionary,
                                                      path = folder_ + "/part-" + std::to_string(count)] { return make_part(numbers, path, dictionary); }));
  }
  while (!running.empty()) take_first();
  files.finish(target);
  return parts;
}

void SegmentBuilder::build(const std::string& target, unsigned threads) {
  spool_.flush();
  std::filesystem::create_directories(target);
  rank_forms();
  sort_terms();
  std::vector<std::string> parts = write_parts(target, std::max(1u, threads));
  waiting_.clear();
  merge_postings(std::move(parts), target + "/" + kPostingsFile, folder_);
  sync_file(target + "/" + kPostingsFile);
  write_forms(target);
  write_completions(target);
  sync_folder(target);
}

}  // namespace dateline
