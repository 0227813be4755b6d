// Articles by date as a chart and as a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/search/search.h"

namespace dateline {

enum class ChartUnit { day, month, year };

// "day", "month", "year"
std::string_view unit_name(ChartUnit unit);

// Which counts to ask for: days when the period asked for is at most 62 days long, else months.
ChartUnit unit_for(const TimeRange& published);

// Counts by year in place of counts by month ("2020-02"), when those stretch over more than five years. The unit that they are in then is set.
std::vector<FacetValue> fewer_periods(const std::vector<FacetValue>& months, ChartUnit& unit);

// The same with the periods between the first and the last that have no article; at most 800, the newest.
std::vector<FacetValue> without_gaps(const std::vector<FacetValue>& periods, ChartUnit unit);

// An SVG path of one bar a period in a box of periods.size() by 100; the highest bar fills it.
std::string bars_path(const std::vector<FacetValue>& periods);

}  // namespace dateline
