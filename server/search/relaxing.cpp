#include "server/search/relaxing.h"

#include <algorithm>

#include "server/search/leaf_queries.h"
#include "server/search/plan.h"
#include "server/search/query_text.h"

namespace dateline {
namespace {

using Query = PostingQuery;
using Op = PostingQuery::Op;

// Of more words than these any may be missing.
constexpr std::size_t kFewWords = 4;

// Pieces of a hyphenated word that are words of their own.
constexpr std::size_t kShortestPiece = 2;

bool is_hyphen(char32_t c) { return c == U'-' || c == U'/' || c == 0x2010 || c == 0x2011 || c == 0x2013; }

// "shock-sound" as shock, sound; the word as it is when a piece has digits or next to no letters.
std::vector<QueryNode> pieces_of(const QueryNode& word) {
  std::vector<QueryNode> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= word.text.size();) {
    const std::size_t here = at;
    if (at < word.text.size() && !is_hyphen(next_code_point(word.text, at))) continue;
    QueryNode piece = word;
    piece.text = word.text.substr(begin, here - begin);
    const bool has_digit = piece.text.find_first_of("0123456789") != std::string::npos;
    if (has_digit || word_characters(piece.text) < kShortestPiece) return {word};
    out.push_back(std::move(piece));
    begin = at;
    if (here == word.text.size()) break;
  }
  return out;
}

std::vector<QueryNode> words_of(const QueryNode& phrase) {
  std::vector<QueryNode> out;
  for (std::size_t begin = 0; begin < phrase.text.size();) {
    const std::size_t end = std::min(phrase.text.find(' ', begin), phrase.text.size());
    QueryNode word = phrase;
    word.kind = NodeKind::word;
    word.distance = 0;
    word.text = phrase.text.substr(begin, end - begin);
    if (has_word_character(word.text)) out.push_back(std::move(word));
    begin = end + 1;
  }
  return out;
}

std::vector<QueryNode> loosened_leaf(const QueryNode& leaf, bool phrases) {
  if (leaf.kind == NodeKind::word && !leaf.exact) return pieces_of(leaf);
  if (leaf.kind == NodeKind::phrase && !leaf.exact && phrases) return words_of(leaf);
  return {leaf};
}

}  // namespace

QueryNode loosened(const QueryNode& root, bool phrases) {
  QueryNode out = root;
  if (root.kind == NodeKind::without) {
    out.children[0] = loosened(root.children[0], phrases);
    return out;
  }
  const std::vector<QueryNode> lone = {root};
  out.children.clear();
  for (const QueryNode& child : root.kind == NodeKind::all_of ? root.children : lone)
    for (QueryNode& leaf : loosened_leaf(child, phrases && root.kind == NodeKind::all_of)) out.children.push_back(std::move(leaf));
  if (root.kind == NodeKind::all_of) return out;
  if (out.children.size() < 2) return root;
  QueryNode all;
  all.kind = NodeKind::all_of;
  all.position = root.position;
  all.children = std::move(out.children);
  return all;
}

Query Relaxing::whole(const Query& words) const {
  Query out = words;
  if (!conditions_.empty()) out = Query(Op::all, {out, Query(Op::all, conditions_)});
  return Query(Op::without, {out, unwanted_});
}

Relaxed Relaxing::take() {
  Relaxed out;
  words_ = without_repeats(words_);
  conditions_ = without_repeats(conditions_);
  const bool left_out = unknown_ || light_;
  if (words_.empty() && left_out && phrase_) {
    out.steps.emplace_back(Op::without, std::vector{Query(Op::all, conditions_), unwanted_});
  }
  if (words_.empty() || words_.size() + (left_out ? 1 : 0) < 2) return out;
  out.words = words_.size() + unknown_;
  if (out.words > kFewWords) {
    out.steps.push_back(whole(Query(Op::any, words_)));
    return out;
  }
  // Half of the words typed, and never one of several: less is another question.
  const std::size_t least = out.words < 2 ? 1 : std::max<std::size_t>(2, (out.words + 1) / 2);
  for (std::size_t wanted = words_.size() - (left_out ? 0 : 1); wanted >= least && wanted > 0; --wanted) out.steps.push_back(whole(Query::at_least(static_cast<std::uint32_t>(wanted), words_)));
  out.first_has_all = light_ && !unknown_ && !out.steps.empty();
  return out;
}

}  // namespace dateline
