#include "server/http/metrics.h"

#include <algorithm>
#include <cstdio>

namespace dateline {
namespace {

std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.12g", value);
  return text;
}

std::string heading(std::string_view name, std::string_view type, std::string_view help) {
  const std::string title(name);
  return "# HELP " + title + " " + std::string(help) + "\n# TYPE " + title + " " + std::string(type) + "\n";
}

}  // namespace

std::string metric_text(std::string_view name, std::string_view type, std::string_view help, double value) {
  return heading(name, type, help) + std::string(name) + " " + number(value) + "\n";
}

std::shared_ptr<const void> Metrics::place_for_stream(std::size_t most) {
  if (streams_.fetch_add(1) < most) return {this, [this](const void*) { --streams_; }};
  --streams_;
  return nullptr;
}

void Metrics::count(std::string_view route, int status, double seconds) {
  const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), seconds);
  const std::lock_guard lock(mutex_);
  ++requests_[{route, status}];
  Durations& durations = durations_[route];
  if (bound != kBounds.end()) ++durations.within[static_cast<std::size_t>(bound - kBounds.begin())];
  ++durations.count;
  durations.sum += seconds;
}

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string text = heading("dateline_http_requests_total", "counter", "Requests answered.");
  for (const auto& [key, count] : requests_)
    text += "dateline_http_requests_total{route=\"" + std::string(key.first) + "\",status=\"" +
            std::to_string(key.second) + "\"} " + std::to_string(count) + "\n";
  const std::string name = "dateline_http_request_duration_seconds";
  text += heading(name, "histogram", "Seconds from the complete header block to the answer, for a table to its end.");
  for (const auto& [route, durations] : durations_) {
    const std::string label = "{route=\"" + std::string(route) + "\"";
    std::uint64_t sum = 0;
    for (std::size_t at = 0; at < kBounds.size(); ++at) {
      sum += durations.within[at];
      text += name + "_bucket" + label + ",le=\"" + number(kBounds[at]) + "\"} " + std::to_string(sum) + "\n";
    }
    text += name + "_bucket" + label + ",le=\"+Inf\"} " + std::to_string(durations.count) + "\n";
    text += name + "_sum" + label + "} " + number(durations.sum) + "\n";
    text += name + "_count" + label + "} " + std::to_string(durations.count) + "\n";
  }
  return text + metric_text("dateline_http_requests_in_flight", "gauge", "Requests being answered now.", in_flight_) +
         metric_text("dateline_http_streams_open", "gauge", "Tables being made and sent now.", static_cast<double>(streams_.load())) +
         metric_text("dateline_http_streams_broken_total", "counter", "Tables that were broken off before their end.",
                     static_cast<double>(broken_streams_.load()));
}

}  // namespace dateline
