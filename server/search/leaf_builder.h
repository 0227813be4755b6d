// A leaf's text -> its pattern and the postings that could have it. See leaf_ways.h for compounds and aliases, leaf_words.h for stems.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/analysis/aliases.h"
#include "server/search/leaf_queries.h"
#include "server/search/leaf_ways.h"
#include "server/search/leaf_words.h"
#include "server/search/pattern.h"
#include "server/search/query.h"
#include "server/search/search.h"
#include "server/search/snapshot.h"
#include "server/search/wildcards.h"

namespace dateline {

// The articles that match a leaf are those of `sure`, and those of `maybe` in whose words the leaf is found.
struct BuiltLeaf {
  Leaf leaf;
  PostingQuery sure, maybe;  // empty queries: none
  // The words as typed: forms as a vocabulary has them, with their accents and without compounds and aliases, so that an exact spelling can be told
  // from a folded one. The last one of a prefix ends in '*'.
  std::vector<std::string> forms;
  std::vector<AliasNote> aliases;  // that were applied
  bool cut = false;                // a wildcard for more words than are looked for
};

// Neighbouring nodes that an article may have written as one thing: "back" "door", "United" "States", "£169" "million".
struct WordRun {
  std::size_t first = 0, count = 0;
  bool amount = false;  // a number and its unit, which mean nothing apart
  BuiltLeaf leaf;  // all of them, side by side, in all ways
};

class LeafBuilder {
 public:
  // `aliases` may be null: none are applied. All three must outlive it.
  LeafBuilder(const Snapshot& snapshot, SearchHand& hand, const AliasTable* aliases);

  // A word or phrase node. nullopt when its text has no words.
  std::optional<BuiltLeaf> text(const QueryNode& node);
  // A prefix or wildcard node: the most frequent words that fit. nullopt when its text has no word.
  std::optional<BuiltLeaf> wild(const QueryNode& node);
  // A near node: its children stand near each other. nullopt when fewer than two have words.
  std::optional<BuiltLeaf> near(const QueryNode& node);
  // The runs among the children of a node that wants all of them, in their order, without overlaps.
  std::vector<WordRun> runs(const std::vector<QueryNode>& nodes);

  // Articles that have exactly this form, as the vocabularies count them.
  std::uint64_t articles_with(const std::string& form) const { return words_.articles_with(form); }

 private:
  BuiltLeaf build(const std::vector<TypedWord>& typed, const QueryNode& node);
  void add_edge(Pattern& pattern, std::uint32_t from, std::uint32_t to, std::vector<WordClass> words) const;
  void add_relatives(const WildToken& token, std::vector<std::string>& forms);
  void make_queries(BuiltLeaf& built, const std::vector<std::string>& forms, bool must_check);
  std::vector<WordRun> runs_among(const std::vector<QueryNode>& nodes, std::size_t begin, std::size_t end);
  static std::pair<std::size_t, std::size_t> tied(const std::vector<LeafWay>& ways, const std::vector<std::size_t>& node_of, std::size_t at);

  const Snapshot& snapshot_;
  SearchHand& hand_;
  LeafWords words_;
  LeafWays ways_;
  LeafQueries queries_;
  std::size_t looks_left_ = kMostFormsLookedAt;
};

// The scope that a text node's field means.
Scope scope_of(const std::string& field);

}  // namespace dateline
