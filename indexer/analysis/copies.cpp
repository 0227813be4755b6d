#include "indexer/analysis/copies.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

namespace dateline {
namespace {

static_assert(std::endian::native == std::endian::little, "signatures lie in files as they lie in memory");

constexpr std::uint64_t kNothing = std::numeric_limits<std::uint64_t>::max();

constexpr std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93;
  x ^= x >> 32;
  x *= 0xD6E8FEB86659FD93;
  return x ^ (x >> 32);
}

// Different factors, so that the same words in another order are another shingle.
std::uint64_t shingle_hash(const std::uint64_t* words) {
  static constexpr std::array<std::uint64_t, kShingleWords> kFactors = {0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD1B54A32D192ED03};
  std::uint64_t sum = 0;
  for (std::size_t at = 0; at < kShingleWords; ++at) sum += words[at] * kFactors[at];
  return mixed(sum);
}

// A floating point number of 4 and 4 bits, the first step being even. The largest is left to empty slots.
std::uint8_t code_of(std::uint32_t value) {
  const int exponent = std::max(0, 15 - std::countl_zero(value));
  const std::uint32_t fraction = value >> (exponent == 0 ? 13 : 12 + exponent) & 15;
  return static_cast<std::uint8_t>(std::min(exponent * 16 + static_cast<int>(fraction), kEmptySlot - 1));
}

std::size_t first_smallest(const CopySignature& signature, std::size_t band) {
  const auto begin = signature.slots.begin() + static_cast<std::ptrdiff_t>(band * kSlotsOfBand);
  return static_cast<std::size_t>(std::min_element(begin, begin + kSlotsOfBand) - signature.slots.begin());
}

// In how many slots the two have the same code, and in how many the one or the other has the smaller.
struct SlotCounts {
  int same = 0, a_smaller = 0, b_smaller = 0;
};

SlotCounts compare_slots(const CopySignature& a, const CopySignature& b) {
  SlotCounts out;
  for (std::size_t slot = 0; slot < kCopySlots; ++slot) {
    out.same += a.slots[slot] == b.slots[slot] && a.slots[slot] != kEmptySlot;
    out.a_smaller += a.slots[slot] < b.slots[slot];
    out.b_smaller += b.slots[slot] < a.slots[slot];
  }
  return out;
}

// The first place of the order whose key is not smaller. Keys are spread evenly, so a guess is near; every other step halves what is left,
// whatever the keys are. Empty when the order names an article that is not there.
std::size_t first_of_key(std::span<const CopySignature> signatures, std::span<const std::uint32_t> order, std::size_t band, std::uint32_t key) {
  std::size_t low = 0, high = order.size();
  double low_key = 0, high_key = 4294967296.0;
  for (bool guess = true; low < high; guess = !guess) {
    const double part = high_key > low_key ? (key - low_key) / (high_key - low_key) : 0.5;
    const auto left = static_cast<double>(high - low);
    const std::size_t middle = guess ? low + std::min(high - low - 1, static_cast<std::size_t>(std::clamp(part, 0.0, 1.0) * left)) : low + (high - low) / 2;
    if (order[middle] >= signatures.size()) return order.size();
    const std::uint32_t found = band_key(signatures[order[middle]], band);
    if (found < key) {
      low = middle + 1;
      low_key = found;
    } else {
      high = middle;
      high_key = found;
    }
  }
  return low;
}

void sort_and_drop_repeats(std::vector<std::uint32_t>& numbers, std::size_t from) {
  const auto begin = numbers.begin() + static_cast<std::ptrdiff_t>(from);
  std::sort(begin, numbers.end());
  numbers.erase(std::unique(begin, numbers.end()), numbers.end());
}

}  // namespace

CopySignature sign_words(std::span<const std::uint64_t> word_hashes) {
  CopySignature out;
  out.slots.fill(kEmptySlot);
  out.marks.fill(0);
  out.shingles = 0;
  if (word_hashes.size() < kFewestShingles + kShingleWords - 1) return out;
  const std::size_t shingles = word_hashes.size() - kShingleWords + 1;
  out.shingles = static_cast<std::uint32_t>(std::min<std::size_t>(shingles, std::numeric_limits<std::uint32_t>::max()));
  // The low half chooses the slot and becomes the mark, the high half is what the smallest is taken of.
  std::array<std::uint64_t, kCopySlots> smallest;
  smallest.fill(kNothing);
  for (std::size_t at = 0; at < shingles; ++at) {
    const std::uint64_t hash = shingle_hash(&word_hashes[at]);
    std::uint64_t& slot = smallest[(hash & 0xFFFFFFFF) * kCopySlots >> 32];
    slot = std::min(slot, hash);
  }
  for (std::size_t slot = 0; slot < kCopySlots; ++slot)
    if (smallest[slot] != kNothing) out.slots[slot] = code_of(static_cast<std::uint32_t>(smallest[slot] >> 32));
  for (std::size_t band = 0; band < kCopyBands; ++band) {
    const std::size_t slot = first_smallest(out, band);
    if (out.slots[slot] != kEmptySlot) out.marks[band] = static_cast<std::uint16_t>(smallest[slot]);
  }
  return out;
}

double containment(const CopySignature& a, const CopySignature& b) {
  if (a.shingles == 0 || b.shingles == 0) return 0;
  const SlotCounts counts = compare_slots(a, b);
  const int only_shorter = a.shingles < b.shingles    ? counts.a_smaller
                           : b.shingles < a.shingles ? counts.b_smaller
                                                     : std::min(counts.a_smaller, counts.b_smaller);
  return counts.same == 0 ? 0 : static_cast<double>(counts.same) / (counts.same + only_shorter);
}

double length_ratio(const CopySignature& a, const CopySignature& b) {
  const auto [shorter, longer] = std::minmax(a.shingles, b.shingles);
  return shorter == 0 ? 0 : static_cast<double>(shorter) / longer;
}

bool is_close(const Circumstances& known) {
  const std::int64_t most = (known.same_source ? 3 : 14) * std::int64_t{86'400};
  return known.apart && *known.apart >= -most && *known.apart <= most;
}

bool are_copies(const CopySignature& a, const CopySignature& b, const Circumstances& known, const CopyLine& line) {
  CopyLine here = line;
  if (!is_close(known)) here.containment = line.containment_apart;
  else if (known.same_source) here.containment = line.containment_same_source;
  return are_copies(a, b, here);
}

bool are_copies(const CopySignature& a, const CopySignature& b, const CopyLine& line) {
  return length_ratio(a, b) >= line.length_ratio && containment(a, b) >= line.containment;
}

std::uint32_t band_key(const CopySignature& signature, std::size_t band) {
  const std::size_t slot = first_smallest(signature, band);
  if (signature.shingles == 0 || signature.slots[slot] == kEmptySlot) return kNoKey;
  const std::uint64_t said = slot << 24 | static_cast<std::uint64_t>(signature.slots[slot]) << 16 | signature.marks[band];
  return std::max<std::uint32_t>(static_cast<std::uint32_t>(mixed(said + 0x9E3779B97F4A7C15)), kNoKey + 1);
}

CopyKeys band_keys(const CopySignature& signature) {
  CopyKeys out;
  for (std::size_t band = 0; band < kCopyBands; ++band) out[band] = band_key(signature, band);
  return out;
}

std::vector<std::uint32_t> band_order(std::span<const CopySignature> signatures, std::size_t band) {
  std::vector<std::uint32_t> keys;
  keys.reserve(signatures.size());
  for (const CopySignature& signature : signatures) keys.push_back(band_key(signature, band));
  return order_of_keys(keys);
}

std::vector<std::uint32_t> order_of_keys(std::span<const std::uint32_t> keys) {
  std::vector<std::uint64_t> keyed(keys.size());
  for (std::size_t at = 0; at < keys.size(); ++at) keyed[at] = static_cast<std::uint64_t>(keys[at]) << 32 | at;
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::uint32_t> out(keyed.size());
  std::transform(keyed.begin(), keyed.end(), out.begin(), [](std::uint64_t entry) { return static_cast<std::uint32_t>(entry); });
  return out;
}

void find_candidates(const SignedArticles& articles, const CopySignature& signature, std::vector<std::uint32_t>& out) {
  const std::size_t before = out.size();
  for (std::size_t band = 0; band < kCopyBands; ++band) {
    const std::uint32_t key = band_key(signature, band);
    if (key == kNoKey) continue;
    const auto order = articles.orders[band];
    const std::size_t begin = first_of_key(articles.signatures, order, band, key);
    const std::size_t end = std::min(order.size(), begin + kMostOfKey);
    for (std::size_t at = begin; at < end && order[at] < articles.signatures.size(); ++at) {
      if (band_key(articles.signatures[order[at]], band) != key) break;
      out.push_back(order[at]);
    }
  }
  sort_and_drop_repeats(out, before);
}

void find_copies(const SignedArticles& articles, const CopySignature& signature, std::vector<std::uint32_t>& out) {
  std::vector<std::uint32_t> candidates;
  find_candidates(articles, signature, candidates);
  std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(out),
               [&](std::uint32_t ordinal) { return are_copies(signature, articles.signatures[ordinal]); });
}

std::size_t CopyIndex::bucket(std::size_t band, std::uint32_t key) const { return band * buckets_ + (key & (buckets_ - 1)); }

void CopyIndex::link(std::uint32_t entry) {
  const CopyKeys keys = band_keys(entries_[entry].signature);
  for (std::size_t band = 0; band < kCopyBands; ++band)
    entries_[entry].older[band] = keys[band] == kNoKey ? 0 : std::exchange(newest_[bucket(band, keys[band])], entry + 1);
}

void CopyIndex::grow() {
  buckets_ = std::max<std::size_t>(64, buckets_ * 2);
  newest_.assign(kCopyBands * buckets_, 0);
  for (std::uint32_t entry = 0; entry < entries_.size(); ++entry) link(entry);
}

void CopyIndex::add(std::uint32_t number, const CopySignature& signature) {
  if (signature.shingles == 0) return;
  if (entries_.size() >= buckets_) grow();
  entries_.push_back({signature, number, {}});
  link(static_cast<std::uint32_t>(entries_.size() - 1));
}

void CopyIndex::clear() {
  entries_.clear();
  newest_.clear();
  buckets_ = 0;
}

std::vector<std::uint32_t> CopyIndex::meeting(const CopySignature& signature) const {
  std::vector<std::uint32_t> out;
  if (entries_.empty()) return out;
  const CopyKeys keys = band_keys(signature);
  for (std::size_t band = 0; band < kCopyBands; ++band) {
    if (keys[band] == kNoKey) continue;
    std::uint32_t next = newest_[bucket(band, keys[band])];
    for (std::size_t looked = 0; next != 0 && looked < kMostOfKey; ++looked) {
      const Entry& entry = entries_[next - 1];
      if (band_key(entry.signature, band) == keys[band]) out.push_back(next - 1);
      next = entry.older[band];
    }
  }
  sort_and_drop_repeats(out, 0);
  return out;
}

std::vector<CopyIndex::Met> CopyIndex::met(const CopySignature& signature) const {
  std::vector<Met> out;
  for (const std::uint32_t entry : meeting(signature)) out.push_back({entries_[entry].number, &entries_[entry].signature});
  return out;
}

void CopyIndex::candidates(const CopySignature& signature, std::vector<std::uint32_t>& out) const {
  for (const std::uint32_t entry : meeting(signature)) out.push_back(entries_[entry].number);
}

void CopyIndex::copies(const CopySignature& signature, std::vector<std::uint32_t>& out) const {
  for (const std::uint32_t entry : meeting(signature))
    if (are_copies(signature, entries_[entry].signature)) out.push_back(entries_[entry].number);
}

std::uint64_t copy_group(std::span<const CopyMatch> matches, std::uint64_t own) {
  const auto oldest = std::min_element(matches.begin(), matches.end(), [](const CopyMatch& a, const CopyMatch& b) {
    return std::pair(a.published, a.id_hash) < std::pair(b.published, b.id_hash);
  });
  return oldest == matches.end() ? own : oldest->group;
}

}  // namespace dateline
