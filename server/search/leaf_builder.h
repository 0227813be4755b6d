// A leaf's text -> its pattern and the postings that could have it. Here live stems, compounds and aliases.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/analysis/aliases.h"
#include "server/search/pattern.h"
#include "server/search/query.h"
#include "server/search/snapshot.h"
#include "server/search/wildcards.h"

namespace dateline {

// The articles that match a leaf are those of `sure`, and those of `maybe` in whose words the leaf is found.
struct BuiltLeaf {
  Leaf leaf;
  Xapian::Query sure, maybe;  // empty queries: none
  std::vector<std::string> forms;  // as typed, folded
  bool cut = false;                // a wildcard for more words than are looked for
};

class LeafBuilder {
 public:
  LeafBuilder(const Snapshot& snapshot, SearchHand& hand) : snapshot_(snapshot), hand_(hand) {}

  // A word or phrase node. nullopt when its text has no words.
  std::optional<BuiltLeaf> text(const QueryNode& node);
  // A prefix or wildcard node: the most frequent words that fit. nullopt when its text has no word.
  std::optional<BuiltLeaf> wild(const QueryNode& node);
  // A near node: its children stand near each other. nullopt when fewer than two have words.
  std::optional<BuiltLeaf> near(const QueryNode& node);
  // The one word that two neighbouring words make ("back", "door" -> "backdoor"), when the archive has it.
  std::optional<BuiltLeaf> joined(const QueryNode& left, const QueryNode& right);

  // True when some article has the form, or one with the same stem.
  bool known(const std::string& form);
  // Articles that have exactly this form, as the vocabularies count them.
  std::uint64_t articles_with(const std::string& form) const;

 private:
  std::vector<std::string> forms_in(std::string_view text);
  std::vector<std::string> terms_of(const std::string& form);
  WordClass any_form(const std::string& form);
  std::optional<std::string> compound(const std::string& left, const std::string& right);
  std::optional<std::pair<std::string, std::string>> split(const std::string& form) const;

  Pattern make_pattern(const QueryNode& node, const std::vector<std::string>& forms);
  void add_edge(Pattern& pattern, std::uint32_t from, std::uint32_t to, std::vector<WordClass> words) const;
  void add_compounds(Pattern& pattern, const std::vector<std::string>& forms);
  void add_aliases(Pattern& pattern, const std::vector<std::string>& forms);
  void add_ways(Pattern& pattern, const std::vector<std::string>& forms, std::size_t at, std::span<const AliasGroup> groups);

  bool cover_their_terms(const std::vector<std::string>& forms);
  std::vector<std::string> terms_of_class(const WordClass& words);
  Xapian::Query edge_query(const Pattern& pattern, const PatternEdge& edge);
  void make_queries(BuiltLeaf& built, bool must_check);
  void make_word_queries(BuiltLeaf& built, const Pattern& pattern, bool must_check);
  Xapian::Query all_places(const Pattern& pattern, const std::vector<std::string>& forms);

  const Snapshot& snapshot_;
  SearchHand& hand_;
  std::size_t looks_left_ = kMostFormsLookedAt;
};

// The scope that a text node's field means.
Scope scope_of(const std::string& field);

}  // namespace dateline
