// The articles that every engine is given: the same few members of each, from one file.
#pragma once

#include <cstdint>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace dateline {

struct PlainArticle {
  std::string id, title, body, source, section;
  std::string date;  // YYYY-MM-DD; empty: not known
  std::uint64_t text_bytes() const { return title.size() + body.size(); }
  int day() const;  // 20200214; 0: not known
  int year() const;  // 2020; 0: not known
};

struct PlainSet {
  std::string path;  // JSON Lines with the members of PlainArticle (the date as "published"), one article a line
  std::size_t count = 0;
  std::uint64_t text_bytes = 0;  // of headlines and bodies
};

// Writes at most `limit` articles of JSON Lines files to the file `to`. Headline, body and date may have other usual names. Articles without
// id are numbered; of two with one id the later is left out. Throws std::exception when a file cannot be read or a line is no JSON object.
PlainSet prepare_articles(const std::vector<std::string>& paths, std::size_t limit, const std::string& to);

// Calls `use` with each article of a file that prepare_articles wrote. One article is in memory at a time.
void for_each_article(const std::string& path, const std::function<void(const PlainArticle&)>& use);

// One line of such a file, with its line feed.
std::string line_of(const PlainArticle& article);

}  // namespace dateline
