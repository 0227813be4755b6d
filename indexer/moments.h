// Times, status and visibility as people and programs read them.
#pragma once

#include <cstdint>
#include <string>

#include "indexer/article.h"

namespace dateline {

// ISO 8601: "2024-05-03", "2024-05-03T18:20:00+02:00"; empty when not known.
std::string moment_as_written(const Moment& moment);
// The same, and says when no zone was written.
std::string moment_in_words(const Moment& moment);
// "2027-01-01T00:00:00Z". Years beyond 9999 and before 0 are given in seconds.
std::string utc_in_words(std::int64_t seconds);

// "usable", "corrected", "withheld", "canceled".
std::string status_in_words(Status status);
// "to everybody", "to nobody", "held until 2027-01-01T00:00:00Z", "since ...".
std::string visibility_in_words(const Article& article);

}  // namespace dateline
