// E-mail: what wires send, what mail programs make of it, and what nobody should send.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/boxes.h"

using namespace dateline;
using Strings = std::vector<std::string>;

namespace {

constexpr std::int64_t kTen = 1809338400;  // 2027-05-03T10:00:00Z
const std::string kHead = "From: Ruth Ames <ruth@x.example>\r\nDate: Fri, 14 Feb 2020 10:30:00 +0100\r\nMessage-ID: <1@x.example>\r\nSubject: Quay opens\r\n";
const std::string kText = "The quay opens on Monday after forty years of waiting.\r\n";

Article mail(const std::string& bytes) {
  const Boxed box = read_box("a.eml", bytes);
  for (const BadArticle& bad : box.bad) FAIL(bad.reason);
  REQUIRE(box.articles.size() == 1);
  return box.articles[0];
}

std::string dropped(const Article& article, const std::string& reason) {
  std::string out;
  for (const Dropped& entry : article.dropped) {
    if (entry.reason == reason) out += entry.text + "|";
  }
  return out;
}

std::string multipart(const std::string& kind, const Strings& parts) {
  std::string out = "MIME-Version: 1.0\r\nContent-Type: multipart/" + kind + "; boundary=\"b-" + kind + "\"\r\n\r\n";
  for (const std::string& part : parts) out += "--b-" + kind + "\r\n" + part + "\r\n";
  return out + "--b-" + kind + "--\r\n";
}

}  // namespace

TEST_CASE("A mail is told by its headers and a mailbox by its first line, and a letter in plain text is neither") {
  CHECK(format_found("mail", kHead + "\r\n" + kText) == "eml");
  CHECK(format_found("box", "From ruth@x.example Fri Feb 14 10:30:00 2020\n" + kHead + "\n" + kText) == "mbox");
  CHECK(format_found("a.txt", "From here to there: a ferry\n\nIt sails. Date: none. Subject: to change.\n") == "text");
  CHECK(format_found("a.txt", "Date: Monday\nSubject: the quay\n\nText.\n") == "text");
}

TEST_CASE("Headers fill the fields, in any encoding") {
  const Article article = mail(kHead + "Organization: Bay Radio\r\nKeywords: quay, harbour\r\nContent-Language: en-GB\r\n\r\n" + kText);
  CHECK(article.title == "Quay opens");
  CHECK(article.byline == Strings{"Ruth Ames"});
  CHECK(article.source == "Bay Radio");
  CHECK(article.id == "1@x.example");
  CHECK(article.published.seconds == 1581672600);
  CHECK(article.published.offset_minutes == 60);
  CHECK(article.tags == Strings{"quay", "harbour"});
  CHECK(article.lang == "en");
  CHECK(article.body == Strings{"The quay opens on Monday after forty years of waiting."});
  const Article coded = mail("From: =?utf-8?q?J=C3=B6rg_Lahm?= via dpa <x@x.example>\r\nDate: Fri, 14 Feb 2020 10:30:00 GMT\r\nSubject: =?iso-8859-1?Q?AW:_Re[2]:_Caf=E9?=\r\n"
                             " =?utf-8?B?IMO2ZmZuZXQ=?=\r\n\r\nText.\r\n");
  CHECK(coded.title == "Caf\xC3\xA9 \xC3\xB6"
                       "ffnet");
  CHECK(coded.byline == Strings{"J\xC3\xB6rg Lahm"});
  CHECK(coded.source == "dpa");
  CHECK(mail("From: Bay Radio <n@x.example>\r\nTo: a@x.example\r\nSubject: S\r\n\r\nText.").published.known() == false);
}

TEST_CASE("Texts come in any transfer encoding and character set") {
  const std::string type = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=";
  CHECK(mail(kHead + type + "iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9 on the=\r\n quay.\r\n").body == Strings{"Caf\xC3\xA9 on the quay."});
  CHECK(mail(kHead + type + "utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nQ2Fmw6kgb3BlbnMu\r\n").body == Strings{"Caf\xC3\xA9 opens."});
  CHECK(mail(kHead + type + "koi8-r\r\n\r\n\xD2\xD5\xCB\xC1\r\n").body == Strings{"\xD1\x80\xD1\x83\xD0\xBA\xD0\xB0"});
  CHECK(mail(kHead + type + "us-ascii\r\n\r\nCaf\xC3\xA9\r\n").body == Strings{"Caf\xC3\xA9"});
  CHECK(mail(kHead + type + "no-such-charset\r\n\r\nCaf\xC3\xA9\r\n").body == Strings{"Caf\xC3\xA9"});
  CHECK(mail(kHead + type + "utf-8; format=flowed\r\n\r\nThe quay \r\nopens.\r\nNext line.\r\n").body.front().starts_with("The quay opens."));
}

TEST_CASE("Of two alternatives the plain one is read, unless it only points to the other") {
  const std::string plain = "Content-Type: text/plain\r\n\r\n" + kText, html = "Content-Type: text/html\r\n\r\n<p>The <b>quay</b> opens.</p><p>On Monday.</p>\r\n";
  CHECK(mail(kHead + multipart("alternative", {plain, html})).body == Strings{"The quay opens on Monday after forty years of waiting."});
  CHECK(mail(kHead + multipart("alternative", {"Content-Type: text/plain\r\n\r\n", html})).body == Strings{"The quay opens.", "On Monday."});
  CHECK(mail(kHead + multipart("mixed", {multipart("alternative", {plain, multipart("related", {html})})})).body.size() == 1);
}

TEST_CASE("Quotations of other mails and the signature go to the ledger") {
  const Article article = mail(kHead + "\r\nNew text.\r\n\r\nOn Monday, Ann Lee wrote:\r\n> Old text\r\n> goes on.\r\n\r\nMore text.\r\n\r\n-- \r\nRuth Ames\r\nBay Radio\r\n");
  CHECK(article.body == Strings{"New text.", "More text."});
  CHECK(dropped(article, "quoted") == "On Monday, Ann Lee wrote: > Old text > goes on.|");
  CHECK(dropped(article, "signature") == "-- Ruth Ames Bay Radio|");
  CHECK(mail(kHead + "\r\nNew.\r\n-----Original Message-----\r\nFrom: Ann\r\n\r\nOld.\r\n").body == Strings{"New."});
  CHECK(mail(kHead + "\r\nOne.\r\n\r\n--\r\n\r\nTwo.\r\n").body.size() >= 2);
}

TEST_CASE("The head of a forwarded mail goes to the ledger, and its text stays") {
  struct Row {
    const char* what;
    std::string head;
  };
  const std::vector<Row> rows = {
      {"Gmail", "---------- Forwarded message ---------\r\nFrom: Ann Lee <ann@x.example>\r\nDate: Fri, 14 Feb 2020 at 10:30\r\nSubject: Quay\r\nTo: <a@x.example>,\r\n <b@x.example>\r\n"},
      {"Thunderbird", "-------- Forwarded Message --------\r\nSubject: Quay\r\nDate: Fri, 14 Feb 2020\r\nFrom: Ann Lee <ann@x.example>\r\nTo: a@x.example\r\n"},
      {"Apple Mail, with an empty line and bold names", "Begin forwarded message:\r\n\r\n*From: *Ann Lee\r\n*Subject: Quay*\r\n"},
      {"German", "-------- Weitergeleitete Nachricht --------\r\nBetreff: Kai\r\nDatum: 14.2.2020\r\nVon: Ann Lee\r\nAn: a@x.example\r\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const Article article = mail(kHead + "\r\nSee below.\r\n\r\n" + row.head + "\r\nThe quay opens.\r\n\r\nFrom: here to there it is a mile.\r\n");
    CHECK(article.body == Strings{"See below.", "The quay opens.", "From: here to there it is a mile."});
    CHECK(dropped(article, "metadata").find("Ann Lee") != std::string::npos);
  }
  CHECK(mail(kHead + "\r\nFrom: the quay\r\n\r\nA mile.\r\n").body.size() == 2);
  const std::string held = "\r\n---------- Forwarded message ---------\r\nSubject: EMBARGOED UNTIL 3 May 2027 10:00 GMT\r\n\r\nThe quay opens.\r\n";
  CHECK(mail(kHead + held).visible_from == kTen);
}

TEST_CASE("An embargo in the text, the subject or a header holds the mail, and what is attached to it") {
  const std::string line = "EMBARGOED UNTIL 10:00 GMT, 3 May 2027";
  CHECK(mail(kHead + "\r\n" + line + "\r\n\r\n" + kText).visible_from == kTen);
  CHECK(mail(kHead + "\r\n" + line + "\r\n\r\n" + kText).body.size() == 1);
  CHECK(mail(kHead + "\r\n" + kText + "\r\nSperrfrist: Redebeginn\r\n").visible_from == kNeverVisible);
  CHECK(mail(kHead + "Content-Type: text/html\r\n\r\n<p>" + line + "</p><p>Text.</p>").visible_from == kTen);
  CHECK(mail(kHead + "X-Embargo-Until: Mon, 3 May 2027 10:00:00 +0000\r\n\r\n" + kText).visible_from == kTen);
  CHECK(mail(kHead + "X-Embargo: yes\r\n\r\n" + kText).visible_from == kNeverVisible);
  CHECK(mail("From: Ruth Ames <r@x.example>\r\nTo: x\r\nSubject: EMBARGOED: Quay report\r\n\r\n" + kText).visible_from == kNeverVisible);
  CHECK(mail("From: Ruth Ames <r@x.example>\r\nTo: x\r\nSubject: EMBARGOED: Quay report\r\n\r\n" + line + "\r\n\r\n" + kText).visible_from == kTen);
  const Boxed box = read_box("a.eml", kHead + multipart("mixed", {"Content-Type: text/plain\r\n\r\n" + line + "\r\n\r\n" + kText,
                                                                  "Content-Type: text/plain; name=release.txt\r\nContent-Disposition: attachment; filename=release.txt\r\n\r\nRelease\r\n\r\n" + kText}));
  REQUIRE(box.articles.size() == 2);
  CHECK(box.articles[1].origin.path == "a.eml/release.txt");
  CHECK(box.articles[1].visible_from == kTen);
}

TEST_CASE("Attachments are read in their own format or counted, and their names lead nowhere") {
  const Boxed box = read_box(
      "a.eml", kHead + multipart("mixed", {"Content-Type: text/plain\r\n\r\n" + kText,
                                           "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"../../b.json\"\r\n\r\n{\"title\": \"Ferry\"}",
                                           "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=",
                                           "Content-Type: message/rfc822\r\n\r\n" + std::string("From: Tom Reed <t@x.example>\r\nDate: Fri, 14 Feb 2020 10:30:00 GMT\r\nSubject: Inner\r\n\r\nInner text.\r\n")}));
  REQUIRE(box.articles.size() == 3);
  CHECK(box.articles[1].origin.path == "a.eml/.._.._b.json");
  CHECK(box.articles[2].title == "Inner");
  REQUIRE(box.skipped.size() == 1);
  CHECK(box.skipped[0].reason == "holds what is no article: 1 image/png");
}

TEST_CASE("A mailbox gives each message, with and without empty lines between them") {
  const std::string from = "From ruth@x.example Fri Feb 14 10:30:00 2020\n";
  const auto message = [](int n) { return "From: Ruth Ames <r@x.example>\nSubject: S" + std::to_string(n) + "\nMessage-ID: <" + std::to_string(n) + "@x>\n\nText " + std::to_string(n) + ".\n"; };
  for (const std::string gap : {"\n", ""}) {
    const Boxed box = read_box("in.mbox", from + message(1) + gap + from + message(2) + gap + from + message(3));
    CHECK(box.bad.empty());
    REQUIRE(box.articles.size() == 3);
    CHECK(box.articles[2].title == "S3");
    CHECK(box.articles[1].origin.line == (gap.empty() ? 7 : 8));
  }
  const Boxed quoted = read_box("in.mbox", from + "From: a@x.example\nSubject: S\n\nFrom here it goes.\n\n>From there it came.\n>>From me\nFrom now on.\n");
  REQUIRE(quoted.articles.size() == 1);
  CHECK(quoted.articles[0].body.at(0).find("From here") == 0);
  CHECK(quoted.articles[0].body.at(1).find("From there it came.") == 0);
  std::string crlf;
  for (const char c : from + message(1) + "\n" + from + message(2)) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  CHECK(read_box("in.mbox", crlf).articles.size() == 2);
}

TEST_CASE("Messages that are made to do harm cost no more than themselves") {
  std::string deep = kHead;
  for (int i = 0; i < 3000; ++i) deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  CHECK(read_box("a.eml", deep + "\ntext").articles.size() == 1);
  std::string inner = kHead + "\n" + kText;
  for (int i = 0; i < 40; ++i) inner = kHead + "Content-Type: message/rfc822\n\n" + inner;
  CHECK(read_box("a.eml", inner).bad.size() == 1);
  std::string wide = kHead + "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 20'000; ++i) wide += "--b\n\nx\n";
  CHECK(read_box("a.eml", wide).articles.size() == 1);
  CHECK(read_box("a.eml", kHead + std::string("\n\0\0\0text\0more", 13)).articles.size() == 1);
  CHECK(read_box("a.eml", kHead + "X: " + std::string(900'000, 'x') + "\n\ntext").articles.size() == 1);
  std::string headers;
  for (int i = 0; i < 200'000; ++i) headers += "X: xxxx\n";
  const std::string attached = "Content-Type: message/rfc822\n\n";
  for (const std::string& start : {kHead, kHead + "Content-Type: multipart/mixed; boundary=b\n\n--b\n", kHead + attached + kHead}) {
    const Boxed box = read_box("a.eml", start + headers + "\ntext");
    CHECK(box.articles.empty());
    REQUIRE(box.bad.size() == 1);
    CHECK(box.bad[0].reason == "has headers of more than 1 MiB, which no mail has");
  }
  CHECK(read_box("a.eml", kHead + "\n" + headers + "\ntext").articles.size() == 1);
  CHECK(read_box("a.mbox", "nothing of the kind").bad.size() >= 1);
  std::string lines = "From a@x.example Fri Feb 14 10:30:00 2020\nFrom: a@x.example\n\n";
  for (int i = 0; i < 100'000; ++i) lines += "From x\n";
  CHECK(read_box("a.mbox", lines).articles.size() == 1);
}
