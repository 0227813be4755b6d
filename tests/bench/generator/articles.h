// Articles with the statistics of news, made from a seed: words by Zipf's and Heaps' laws, log-normal lengths around 400 words, subjects that come and
// go, words that repeat within a text, and near-copies.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dateline {

struct MakingOptions {
  std::uint64_t seed = 1;
  std::uint64_t articles = 10'000;  // of the whole archive; dates run over twenty years in their order
  double median_words = 330;        // of a text; the mean is about 400
  double copies = 0.07;             // share of articles that are an earlier one, edited a little
};

struct MadeArticle {
  std::string id, url, title, byline, source, section, published;
  std::vector<std::string> tags, paragraphs;
};

// Article `number`, always the same for one seed, whatever was made before.
MadeArticle make_article(std::uint64_t number, const MakingOptions& options);

// One line of JSON with a line feed.
std::string json_line(const MadeArticle& article);

// Bytes of headline and text.
std::uint64_t text_bytes(const MadeArticle& article);

}  // namespace dateline
