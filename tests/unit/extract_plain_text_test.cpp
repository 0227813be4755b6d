// read_plain_text: what stays of a scraped page, and what goes. All pages here are made up.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/extract/plain_text.h"
#include "noisy_pages.h"

using namespace dateline;

namespace {

// Rows of the tables start with a mark: "=" the headline, "+" body, "-" dropped, "" an empty line of the page.
struct Expected {
  std::string text, title;
  std::vector<std::string> body, dropped;
};

Expected expected_of(const std::vector<std::string>& rows) {
  Expected out;
  for (const std::string& row : rows) {
    const std::string line = row.empty() ? row : row.substr(2);
    out.text += line + '\n';
    if (row.empty()) continue;
    if (row[0] == '=') out.title = line.substr(0, line.find(" | "));  // behind the bar: the site
    if (row[0] == '+') out.body.push_back(line);
    if (row[0] == '-') out.dropped.push_back(line);
  }
  return out;
}

std::vector<std::string> texts_of(const std::vector<Dropped>& dropped) {
  std::vector<std::string> out;
  for (const Dropped& entry : dropped) out.push_back(entry.text);
  return out;
}

std::string reason_of(const PlainText& page, const std::string& text) {
  for (const Dropped& entry : page.dropped) {
    if (entry.text == text) return entry.reason;
  }
  return {};
}

const std::string prose =
    "The harbour office said on Monday that the new quay would open in spring, two years later than it had promised "
    "the fishermen.";
const std::string more_prose =
    "Fishermen had asked for the quay since the old harbour wall was damaged, and the office has now found the money "
    "for it.";

}  // namespace

TEST_CASE("noisy pages in four languages keep their article and lose the rest") {
  for (const NoisyPage& page : noisy_pages()) {
    CAPTURE(page.name);
    const Expected expected = expected_of(page.rows);
    const PlainText read = read_plain_text(expected.text);
    CHECK(read.body == expected.body);
    CHECK(texts_of(read.dropped) == expected.dropped);
    if (!expected.title.empty()) CHECK(read.title == expected.title);
    CHECK(read.title_derived == expected.title.empty());
    CHECK(read.byline == page.byline);
    CHECK(read.published.seconds == page.published);
    CHECK(read.published.known() == (page.published != 0));
  }
}

TEST_CASE("a page without a headline gets one from its first sentence, which stays") {
  const PlainText read = read_plain_text(prose + "\n\n" + more_prose);
  CHECK(read.title_derived);
  CHECK(read.title.size() <= 130);
  CHECK(read.body.size() == 2);
  CHECK(read_plain_text("").title.empty());
  CHECK(read_plain_text(
            "Short lead by Mr. Reed of the U.S. office came first and nobody minded it. And more followed after that.")
            .title == "Short lead by Mr. Reed of the U.S. office came first and nobody minded it");
}

TEST_CASE("prose that speaks about furniture is prose") {
  // Whole sentences in the middle of an article, each with words that give furniture away.
  const std::vector<std::string> sentences = {
      "The comments that readers left below the article were deleted by the newspaper on the order of the court last "
      "week.",
      "Subscribe to our newsletter, the poster said, and many of the people in the queue at the library actually did "
      "so.",
      "Photographers from three agencies waited outside the court, and one of them sold the picture to an advertising "
      "company.",
      "All rights reserved for the indigenous people of the valley were confirmed by the judge in her ruling on "
      "Tuesday.",
      "Related work by another team had reached the opposite conclusion, which the committee did not mention in its "
      "report.",
      "“We use cookies, we set traps and we wait,” said the ranger who has followed the bears through the park for "
      "years.",
      "Leave a comment about the proposed quay at the harbour office, where the plans are on display until the end of "
      "May.",
      "Advertisement revenue fell by nine per cent, the publisher said, while the number of subscribers grew for once.",
      "Follow us on this journey, the guide likes to tell her guests, and she means the nine kilometres around the "
      "bay.",
      "Register to vote by Friday, the clerk said, because the lists for the harbour elections close at noon that day.",
      "First published in 1911, the pilot book was the only one that showed the shoal on which the ferry ran aground.",
      "Reporting by the newspaper had shown in spring that the harbour office knew of the damage and told nobody.",
      "Read more books was the advice that the retired teacher gave to the pupils who had come to celebrate her "
      "birthday."};
  std::string text = "Harbour office promises quay again\n\n" + prose + "\n\n";
  for (const std::string& sentence : sentences) text += sentence + "\n\n";
  const PlainText read = read_plain_text(text + more_prose + "\n");
  for (const std::string& sentence : sentences) {
    CAPTURE(sentence);
    CHECK(std::find(read.body.begin(), read.body.end(), sentence) != read.body.end());
  }
  CHECK(read.dropped.empty());
}

TEST_CASE("words that an article uses as subheads stay, unless other furniture stands beside them") {
  const std::string head = "How villages use the networks\n\n" + prose + "\n\n";
  CHECK(read_plain_text(head + "Facebook\n\n" + more_prose).body.size() == 3);
  CHECK(read_plain_text(head + more_prose + "\n\nFacebook\nTwitter\nPrint\n").body.size() == 2);
}

TEST_CASE("subheads directly above their paragraphs are no teasers") {
  std::string text = "Four ways to mend a net\n\n" + prose + "\n\n";
  for (const std::string subject :
       {"Linen and its old enemies", "Needles made from whalebone", "Knots for every weather", "Tar against the rot"}) {
    text += subject +
            "\nNobody ashore can say when the first crews began to do it this way, but every skipper swears by it "
            "today.\n\n";
  }
  const PlainText read = read_plain_text(text);
  CHECK(read.body.size() == 9);
}

TEST_CASE("a comment mark at the top of a page does not cut the article off") {
  const PlainText read = read_plain_text("Quay opens in spring\n\n12 Comments\n\n" + prose + "\n\n" + more_prose);
  CHECK(read.body.size() == 2);
  CHECK(reason_of(read, "12 Comments") == "boilerplate");
}

TEST_CASE("lines that were wrapped at a column are one paragraph") {
  const PlainText read = read_plain_text(
      "Quay opens in spring\n\nThe harbour office said on Monday that the new quay would open\n"
      "in spring, two years later than it had promised the fishermen\nof the town.\n\nThe money has been found.\n");
  REQUIRE(read.body.size() == 2);
  CHECK(read.body[0].find("open in spring") != std::string::npos);
}

TEST_CASE("what is dropped says why and where") {
  const PlainText read =
      read_plain_text("Quay opens in spring\nBy Ada Marlow\nPublished: 02/03/2020\n\n" + prose +
                      "\n\nPhoto: Tom Reed\n\n" + more_prose + "\n\nTags: harbour, quay\nSource: Bay Radio\n");
  CHECK(reason_of(read, "By Ada Marlow") == "metadata");
  CHECK(reason_of(read, "Published: 02/03/2020") == "unreadable_date");
  CHECK(reason_of(read, "Photo: Tom Reed") == "caption");
  CHECK(reason_of(read, "Source: Bay Radio") == "credit");
  CHECK(read.tags == std::vector<std::string>{"harbour", "quay"});
  CHECK_FALSE(read.published.known());
  CHECK(read.dropped.front().line == 2);
}

TEST_CASE("every line of hostile pages comes back once, and quickly") {
  // Nothing but marks, a thousand separators in one line, and a label before every line.
  std::string marks, labels;
  for (int i = 0; i < 20000; ++i) marks += "Comments\nLeave a reply\nRelated\n";
  for (int i = 0; i < 5000; ++i) labels += "Look at this:\n\nBy A, 1 / 2 - 3 | 4, on 5 by 6 - 7 / 8 | 9, 10\n\n";
  for (const std::string& text :
       {marks, labels, prose + "\n\n" + marks, std::string(200000, '-'), std::string(100000, '"')}) {
    const PlainText read = read_plain_text(text);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    CHECK(read.body.size() + read.dropped.size() + 1 >= lines / 2);
  }
}
