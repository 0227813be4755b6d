// One article in a list, and small pieces that all pages share.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "server/page/address.h"
#include "server/page/locale.h"
#include "server/page/texts.h"
#include "server/page/view.h"
#include "server/search/search.h"

namespace dateline {

// Who reads: what all views are made with. Outlives them.
struct Reader {
  const Texts& texts;
  const Locale& locale;
  std::string ui;  // the language that the address names; empty: none

  std::string counted(std::string_view key, std::uint64_t count) const {
    return texts.counted(key, locale.is_one(count), {{"n", locale.number(count)}});
  }
};

// {datetime, exact, text}, or an off switch for a date that nobody knows.
View time_view(const Moment& moment, const Reader& reader);

// Sets what joins the line of credits from `parts`, which are set and stand in this order: "has_credit", and for each part "PART_more", whether
// another one follows.
void put_credit_line(View& view, std::initializer_list<const char*> parts);

// Kicker, headline, credit, passages, copies and missing words of a hit. `q`: what its page is to mark.
View hit_view(const Hit& hit, std::string_view q, const Reader& reader);

// Headline and credit of an article that no search found.
View brief_view(const Article& article, const Reader& reader);

// "AP (2), Reuters": where the others of the copies are from. `own`: the source of the article that they are copies of.
std::string sources_text(const Copies& copies, std::string_view own, const Reader& reader);

// The value of a field as people say it: a language by its name, all else as it is.
std::string shown_value(std::string_view field, const std::string& value, const Reader& reader);

}  // namespace dateline
