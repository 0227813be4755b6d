// Repeatable randomness, and the distributions that texts follow.
#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>

namespace dateline {

constexpr std::uint64_t mixed_bits(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

constexpr std::uint64_t mixed_bits(std::initializer_list<std::uint64_t> parts) {
  std::uint64_t out = 0;
  for (const std::uint64_t part : parts) out = mixed_bits(out ^ part);
  return out;
}

// A stream of numbers that depends on its seed alone, on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() { return mixed_bits(state_ += 0x9E3779B97F4A7C15); }
  // At least 0, below 1.
  double unit() { return static_cast<double>(bits() >> 11) * 0x1p-53; }
  bool chance(double probability) { return unit() < probability; }
  std::uint64_t below(std::uint64_t limit) { return static_cast<std::uint64_t>(unit() * static_cast<double>(limit)); }

  // Whole, from 0 below `limit`, the small ones more often: about 1 / rank.
  std::uint64_t skewed(std::uint64_t limit) { return static_cast<std::uint64_t>(std::pow(static_cast<double>(limit) + 1, unit())) - 1; }

  double normal() { return std::sqrt(-2 * std::log(1 - unit())) * std::cos(6.283185307179586 * unit()); }
  double log_normal(double median, double spread) { return median * std::exp(spread * normal()); }

 private:
  std::uint64_t state_;
};

}  // namespace dateline
