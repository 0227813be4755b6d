#include "indexer/archive/fields.h"

#include <xxhash.h>

#include <array>
#include <cstdio>

#include "indexer/analysis/fold.h"

namespace dateline {
namespace {

constexpr auto kText = FieldKind::text;
constexpr auto kWord = FieldKind::keyword;

constexpr std::array kFields = {
    //    name         query        kind               prefix column       weight stored facet  what
    Field{"title",     "title",     kText,             "",    "",          3,     true,  false, "the headline's words"},
    Field{"byline",    "byline",    kWord,             "XA",  "byline",    1,     true,  true,  "who wrote it; its words are also searched"},
    Field{"body",      "body",      kText,             "",    "",          1,     true,  false, "the paragraphs' words"},
    Field{"source",    "source",    kWord,             "XO",  "source",    0,     true,  true,  "publication or agency"},
    Field{"section",   "section",   kWord,             "XE",  "section",   0,     true,  true,  "desk or section"},
    Field{"lang",      "lang",      kWord,             "XL",  "lang",      0,     true,  true,  "language, a BCP 47 primary subtag"},
    Field{"tags",      "tag",       kWord,             "XK",  "tags",      0,     true,  true,  "keywords given by the source"},
    Field{"persons",   "person",    kWord,             "XP",  "persons",   0,     true,  true,  "people that the source's own mark-up names"},
    Field{"orgs",      "org",       kWord,             "XR",  "orgs",      0,     true,  true,  "organisations that it names"},
    Field{"places",    "place",     kWord,             "XC",  "places",    0,     true,  true,  "places that it names"},
    Field{"url",       "url",       FieldKind::stored, "",    "",          0,     true,  false, "where it was published"},
    Field{"published", "published", FieldKind::date,   "",    "published", 0,     true,  true,  "first publication; also the order of documents"},
    Field{"updated",   "updated",   FieldKind::stored, "",    "",          0,     true,  false, "last change that the source tells of"},
    Field{"words",     "words",     FieldKind::number, "",    "words",     0,     true,  false, "number of words in headline, byline and body"},
};

constexpr std::size_t kLongest = 200;

}  // namespace

std::span<const Field> fields() { return kFields; }

const Field* field_named(std::string_view name) {
  if (name == "headline") name = "title";
  for (const Field& field : kFields)
    if (field.query == name || field.name == name) return &field;
  return nullptr;
}

std::string keyword_term(const Field& field, std::string_view value) {
  std::string term(field.prefix);
  term += ':';
  term += fold_value(value);
  if (term.size() <= kLongest) return term;
  char hash[17];
  std::snprintf(hash, sizeof hash, "%016llx", static_cast<unsigned long long>(XXH3_64bits(term.data(), term.size())));
  term.resize(kLongest - 16);
  return term + hash;
}

}  // namespace dateline
