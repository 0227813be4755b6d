// From a Call to a page: the same questions that the API answers, as HTML that needs no script. Opens no database: asks through SearchCalls.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/addresses.h"
#include "server/api/answer.h"
#include "server/api/endpoints.h"
#include "server/search/search.h"

namespace dateline {

// Files of the web folder that pages are made from, and what they lead to.
struct PageFiles {
  std::string_view page;                // page.mustache
  std::string_view texts;               // texts.json
  std::vector<std::string> scripts;     // paths of the modules that main.js needs: "/address.js"
};

// What one page is made with.
struct PageCall {
  const Call& call;
  const SearchCalls& archive;
  std::chrono::milliseconds time_limit;
  std::string base;       // public_base() of the call
  std::string ancestors;  // origins that may frame a page and are told its height, separated by blanks; empty: none
};

class Query;  // address.h

// Safe from any thread.
class Pages {
 public:
  // Throws std::runtime_error when a file does not fit: it says which, and what is wrong with it.
  explicit Pages(const PageFiles& files);
  ~Pages();

  // The start page, the results, one article (`id` decoded), and the results in a frame. Throw BadRequest as the API's endpoints do; failure() makes a page
  // of it.
  Answer start(const PageCall& page) const;
  Answer search(const PageCall& page) const;
  Answer article(const PageCall& page, std::string_view id) const;
  Answer embed(const PageCall& page) const;

  // The page that tells of a problem, with its status.
  Answer failure(const PageCall& page, const BadRequest& problem, std::string_view request_id) const;

  // What a page depends on beside its address and the archive: the locale that the reader gets.
  std::string locale_of(const Call& call) const;

  // A hash of the files: pages of others may look otherwise.
  const std::string& made_from() const;

 private:
  struct Parts;
  Answer results(const PageCall& page, const std::string& path) const;
  template <typename Fill>
  Answer made(const PageCall& page, const Query& query, Fill fill, int status = 200) const;

  std::unique_ptr<Parts> parts_;
};

}  // namespace dateline
