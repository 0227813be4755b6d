// A collection of articles with questions and judgements, and how well a ranking does on it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "indexer/article.h"

namespace dateline {

struct Topic {
  std::string id, q;
  std::map<std::string, int> judged;  // article id: how relevant, above 0
};

struct Collection {
  std::string name;
  std::vector<Article> articles;
  std::vector<Topic> topics;  // those with a relevant article
};

// A folder with corpus.jsonl, queries.jsonl and qrels.tsv. Throws std::exception.
Collection read_collection(const std::string& folder);
// The sample archive and its judgements: an article is relevant when a row wants it at some rank.
Collection read_corpus_judgements(const std::string& folder);

// Means over topics; of the field's usual definitions.
struct Scores {
  double map = 0, ndcg10 = 0, mrr = 0, recall100 = 0;
};

// `ranking`: article ids, best first, of the first 1,000.
Scores score(const Topic& topic, const std::vector<std::string>& ranking);
Scores mean(const std::vector<Scores>& all);

// Topics are split in two by a hash of their text: what is chosen is chosen on the tuning half.
bool is_held_out(const Topic& topic);

}  // namespace dateline
