#include "server/page/histogram.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace dateline {
namespace {

constexpr std::int64_t kMostDays = 62;
constexpr int kMostYearsOfMonths = 5;
constexpr std::size_t kMostPeriods = 800;

int year_of(const std::string& period) { return std::atoi(period.substr(0, 4).c_str()); }

// The period behind this one.
std::string next_period(const std::string& period, ChartUnit unit) {
  using namespace std::chrono;
  int y = year_of(period);
  unsigned m = 1, d = 1;
  if (period.size() >= 7) m = static_cast<unsigned>(std::atoi(period.substr(5, 2).c_str()));
  if (period.size() >= 10) d = static_cast<unsigned>(std::atoi(period.substr(8, 2).c_str()));
  year_month_day date{year(y), month(m), day(d)};
  if (unit == ChartUnit::year) date += years(1);
  else if (unit == ChartUnit::month) date += months(1);
  else date = sys_days(date) + days(1);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return std::string(text).substr(0, period.size());
}

}  // namespace

std::string_view unit_name(ChartUnit unit) {
  return unit == ChartUnit::day ? "day" : unit == ChartUnit::month ? "month" : "year";
}

ChartUnit unit_for(const TimeRange& published) {
  const bool is_short = published.from && published.until && *published.until - *published.from <= kMostDays * 86'400;
  return is_short ? ChartUnit::day : ChartUnit::month;
}

std::vector<FacetValue> fewer_periods(const std::vector<FacetValue>& months, ChartUnit& unit) {
  if (unit != ChartUnit::month || months.empty() || year_of(months.back().value) - year_of(months.front().value) < kMostYearsOfMonths) return months;
  unit = ChartUnit::year;
  std::vector<FacetValue> years;
  for (const auto& [value, count] : months) {
    if (years.empty() || years.back().value != value.substr(0, 4)) years.push_back({value.substr(0, 4), 0});
    years.back().count += count;
  }
  return years;
}

std::vector<FacetValue> without_gaps(const std::vector<FacetValue>& periods, ChartUnit unit) {
  std::vector<FacetValue> out;
  for (const FacetValue& period : periods) {
    if (!out.empty())
      for (std::string at = next_period(out.back().value, unit); at < period.value && out.size() < 20 * kMostPeriods; at = next_period(at, unit))
        out.push_back({at, 0});
    out.push_back(period);
  }
  if (out.size() > kMostPeriods) out.erase(out.begin(), out.end() - kMostPeriods);
  return out;
}

std::string bars_path(const std::vector<FacetValue>& periods) {
  std::uint64_t most = 1;
  for (const FacetValue& period : periods) most = std::max(most, period.count);
  std::string path;
  for (std::size_t at = 0; at < periods.size(); ++at) {
    if (periods[at].count == 0) continue;
    const auto height = std::max<std::uint64_t>(3, periods[at].count * 100 / most);
    path += "M" + std::to_string(at) + " 100v-" + std::to_string(height) + "h.85v" + std::to_string(height) + "z";
  }
  return path;
}

}  // namespace dateline
