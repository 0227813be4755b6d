// Which articles are copies of one another: wire copy under another headline, cut at the end, lightly edited, with a paragraph or a
// line more. A signature of fixed size an article, an estimate from two of them, and keys under which copies meet. Pure functions,
// safe from any thread. Why it is made like this, and how well it does: docs/decisions/0005-copies.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

namespace dateline {

inline constexpr std::size_t kShingleWords = 4;
inline constexpr std::size_t kCopyBands = 10;
inline constexpr std::size_t kSlotsOfBand = 6;
inline constexpr std::size_t kCopySlots = kCopyBands * kSlotsOfBand;

// Part of the archive's format: a signature made under another number is not to be compared with ours.
inline constexpr std::uint32_t kCopySignatureVersion = 1;

// One-permutation MinHash over shingles of kShingleWords words. 84 bytes on disk and in memory, little-endian, no padding.
struct CopySignature {
  // Each shingle falls into one slot; a slot keeps the smallest hash of its shingles as a code that preserves order: 4 bits
  // exponent, 4 bits fraction. kEmptySlot: no shingle fell into it. So two slots also say whose smallest is smaller.
  std::array<std::uint8_t, kCopySlots> slots;
  // For each band of kSlotsOfBand neighbouring slots: 16 other bits of the hash behind its smallest code (the first, if several).
  std::array<std::uint16_t, kCopyBands> marks;
  std::uint32_t shingles;  // how many were signed, repeated ones too; 0: too short to tell, and the rest says nothing

  bool operator==(const CopySignature&) const = default;
};
static_assert(sizeof(CopySignature) == 84 && alignof(CopySignature) == 4 && std::is_trivially_copyable_v<CopySignature>);

inline constexpr std::uint8_t kEmptySlot = 255;

// Texts of fewer shingles are not signed: what they share is as likely a phrase as a story.
inline constexpr std::uint32_t kFewestShingles = 30;

// The signature of a text whose words, in order, have these hashes (64 well-mixed bits, equal for equal words, the same in every run: XXH3
// of the form). Give the body alone: headlines and bylines are what editors change. Linear, about 4 ns a word; no allocation.
CopySignature sign_words(std::span<const std::uint64_t> word_hashes);

// How much of the shorter text stands in the longer one, 0..1, estimated (standard error about 0.06). 0 where one of them is not signed.
double containment(const CopySignature& a, const CopySignature& b);

// The shorter text by the longer, in shingles: 0..1. 0 where one of them is not signed.
double length_ratio(const CopySignature& a, const CopySignature& b);

// What is known of two articles beside their texts.
struct Circumstances {
  std::optional<std::int64_t> apart;  // seconds between their dates of publication, either sign; nothing: not known
  bool same_source = false;           // published by the same source, which both name
};

// True when they were published within two weeks of one another, by one source within three days: what a house sends again it sends
// soon, and its forms come back every few days. False when it is not known.
bool is_close(const Circumstances& known);

// Where `are_copies` draws the line: containment of this and more.
struct CopyLine {
  double containment = 0.7;
  double length_ratio = 0.3;              // less of a long text is a quotation of it
  double containment_same_source = 0.9;   // of close articles of one source: most of what it writes alike is a form filled in anew
  double containment_apart = 0.95;        // of those that are not close
};

// True when the one is, by the signatures, a re-publication of the other. Symmetric; not transitive. Some form letters with another name
// in them pass; whoever has the words too can look twice (same_story.h).
bool are_copies(const CopySignature& a, const CopySignature& b, const Circumstances& known, const CopyLine& line = {});

// The same by `containment` and `length_ratio` of the line, whatever the circumstances: no pair passes the other that does not pass this.
bool are_copies(const CopySignature& a, const CopySignature& b, const CopyLine& line = {});

// Keys under which two signatures meet: copies share one or more of them, in the same band, nearly always. Spread evenly over 32 bits.
// kNoKey: the band is empty and meets nothing.
inline constexpr std::uint32_t kNoKey = 0;
using CopyKeys = std::array<std::uint32_t, kCopyBands>;
std::uint32_t band_key(const CopySignature& signature, std::size_t band);
CopyKeys band_keys(const CopySignature& signature);

// Ordinals of the signatures, sorted by the key of that band, equal keys by ordinal: what is stored beside the signatures so that a
// key is found without another table.
std::vector<std::uint32_t> band_order(std::span<const CopySignature> signatures, std::size_t band);
// The same, given the key of each.
std::vector<std::uint32_t> order_of_keys(std::span<const std::uint32_t> keys);

// Signatures that never change, as they lie in a mapped file, and the order of each band.
struct SignedArticles {
  std::span<const CopySignature> signatures;
  std::array<std::span<const std::uint32_t>, kCopyBands> orders;
};

// No more than this many of one key are looked at, the first in order: a phrase that so many articles share says nothing, and of so many
// copies each leads to the same group.
inline constexpr std::size_t kMostOfKey = 256;

// Appends to `out` the ordinals of the articles that share a key with `signature`, ascending, each once. Nothing for a signature that is not
// signed. Touches some 40 places of the memory. Orders that name no article of `articles` are passed over, whatever they hold.
void find_candidates(const SignedArticles& articles, const CopySignature& signature, std::vector<std::uint32_t>& out);

// Appends the ordinals of those for which `are_copies` is true, whatever the circumstances, ascending.
void find_copies(const SignedArticles& articles, const CopySignature& signature, std::vector<std::uint32_t>& out);

// Signatures by key in memory, for the articles of one run. About 200 bytes an article. One writer, or many readers.
class CopyIndex {
 public:
  // `number` is what `candidates` and `copies` give back; any value, in any order. An article that is not signed is not kept.
  void add(std::uint32_t number, const CopySignature& signature);

  // Append numbers in the order in which they were added, each entry once; as find_candidates and find_copies, but of more than
  // kMostOfKey entries of a key those that came last are looked at.
  void candidates(const CopySignature& signature, std::vector<std::uint32_t>& out) const;
  void copies(const CopySignature& signature, std::vector<std::uint32_t>& out) const;

  // The same with the signatures, which stay until `clear`.
  struct Met {
    std::uint32_t number;
    const CopySignature* signature;
  };
  std::vector<Met> met(const CopySignature& signature) const;

  std::size_t size() const { return entries_.size(); }
  void clear();

 private:
  struct Entry {
    CopySignature signature;
    std::uint32_t number;
    CopyKeys older;  // for each band: entry + 1 of the one before it in the same bucket; 0: none
  };

  std::size_t bucket(std::size_t band, std::uint32_t key) const;
  void link(std::uint32_t entry);
  void grow();
  std::vector<std::uint32_t> meeting(const CopySignature& signature) const;

  std::deque<Entry> entries_;
  std::vector<std::uint32_t> newest_;  // kCopyBands tables one behind the other: entry + 1; 0: none
  std::size_t buckets_ = 0;            // of one band; a power of two
};

// What is known of an article that a new one is a copy of.
struct CopyMatch {
  std::uint64_t group = 0;     // the group it is in
  // Seconds UTC. Give the largest number where there is no date: then it is the oldest only among its like.
  std::int64_t published = 0;
  std::uint64_t id_hash = 0;   // settles which of two of the same second is the older
};

// The group of a new article: that of its oldest match (the smaller id_hash of two of one second), or `own` when there is none. Groups
// that a new article joins in this way stay apart: what was said of an article is not changed by a later one.
std::uint64_t copy_group(std::span<const CopyMatch> matches, std::uint64_t own);

}  // namespace dateline
