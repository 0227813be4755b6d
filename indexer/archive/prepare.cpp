#include "indexer/archive/prepare.h"

#include <xxhash.h>

#include <set>

#include "indexer/archive/archive.h"

namespace dateline {
namespace {

// A value that is named twice counts once.
std::vector<std::string> without_repeats(const std::vector<std::string>& values) {
  std::vector<std::string> out;
  std::set<std::string_view> seen;
  for (const std::string& value : values)
    if (seen.insert(value).second) out.push_back(value);
  return out;
}

}  // namespace

std::string byline_text(const Article& article) {
  std::string out;
  for (const std::string& name : article.byline) {
    if (!out.empty()) out += kBylineSeparator;
    out += name;
  }
  return out;
}

void ArticlePreparer::add_unit(std::string_view text, WordSequence& words) {
  tokens_.clear();
  tokenizer_.tokenize(text, tokens_, casing_);
  for (const Token& token : tokens_) words.codes.push_back(token.form);
  words.unit_ends.push_back(static_cast<std::uint32_t>(words.codes.size()));
}

CopySignature ArticlePreparer::sign(const WordSequence& words) {
  for (std::size_t form = form_hashes_.size(); form < forms().size(); ++form) {
    const std::string_view text = forms().text(static_cast<std::uint32_t>(form));
    form_hashes_.push_back(XXH3_64bits(text.data(), text.size()));
  }
  word_hashes_.clear();
  for (std::uint32_t unit = kFirstBodyUnit; unit < words.units(); ++unit)
    for (const std::uint32_t form : words.unit(unit)) word_hashes_.push_back(form_hashes_[form]);
  return sign_words(word_hashes_);
}

PreparedArticle ArticlePreparer::prepare(const Article& article) {
  PreparedArticle out;
  out.id = article.id;
  out.lang = article.lang;
  out.title_derived = article.title_derived && !article.body.empty();
  casing_ = casing_of(article.lang);
  add_unit(article.title, out.words);
  add_unit(byline_text(article), out.words);
  for (const std::string& paragraph : article.body) add_unit(paragraph, out.words);
  if (article.published.known()) out.row.published = article.published.seconds;
  out.row.words = static_cast<std::uint32_t>(out.words.codes.size());
  out.row.id_hash = id_hash(article.id);
  const auto one = [](const std::string& text) { return text.empty() ? std::vector<std::string>{} : std::vector<std::string>{text}; };
  out.row.visible_from = article.visible_from;
  if (!article.evolved_from.empty() && article.evolved_from != article.id) out.row.continues_hash = id_hash(article.evolved_from);
  out.keywords = {without_repeats(article.byline), one(article.source),           one(article.section),
                  one(article.lang),               without_repeats(article.tags), without_repeats(article.persons),
                  without_repeats(article.orgs),   without_repeats(article.places), one(article.origin.path)};
  out.record = encode_article(article);
  out.row.content_hash = content_hash(article, out.record);
  out.row.group = out.row.id_hash;
  out.signature = sign(out.words);
  return out;
}

}  // namespace dateline
