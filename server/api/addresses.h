// The addresses that answers lead to: of this server, of its articles, and of where articles came from. Pure functions, safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/api/answer.h"

namespace dateline {

// Where readers reach this server. No slash at the end of either.
struct PublicAddress {
  std::string configured;  // the origin that the configuration gives; empty: it is made from each request
  std::string listening;   // "http://127.0.0.1:8080": where the server listens, for requests that do not say whom they ask
};

// The origin for absolute addresses in the answer to `call`, without a slash at the end: the configured one, else "http://" and the Host that was asked
// when it is a host with or without a port and nothing else, else the listening address. Lower case, and without any character that HTML, XML, JSON or a
// header would have to escape; empty only when nothing is known, so that addresses become relative ones. An answer made with it depends on the header Host
// (see Route::absolute in server/http/routes.h).
std::string public_base(const Call& call, const PublicAddress& address);

// A number from 1 to 65535 in at most five digits.
bool is_port(std::string_view text);

// All bytes but A-Z a-z 0-9 - . _ ~ as %XX: for a value in a query, and for a segment of a path.
std::string percent_encoded(std::string_view text);

// Path of the page that shows an article: "/articles/" and its id. Behind a base it is absolute.
std::string article_path(std::string_view id);

// The address of an article at its source as a URI in ASCII, what may not stand in one percent-encoded. nullopt: it is none that begins with http:// or
// https:// and has a host, so that nobody is led to a script.
std::optional<std::string> web_url(std::string_view url);

// As much of a query string as may stand in a URI: every other byte, and a % that begins no escape, is percent-encoded. What it means stays the same.
std::string clean_query(std::string_view raw_query);

}  // namespace dateline
