// What kind of XML a file is, told from its first bytes.
#include "indexer/readers/xml_root.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace dateline;

namespace {

std::string told(std::string_view head) {
  const auto root = xml_root(head);
  return root ? root->name + "|" + root->space : "none";
}

std::string utf16(std::string_view ascii, bool big) {
  std::string out;
  for (const char c : ascii) out += big ? std::string{'\0', c} : std::string{c, '\0'};
  return out;
}

}  // namespace

TEST_CASE("the outermost element of an XML document is found in its first bytes") {
  struct Row {
    std::string head, told;
  };
  const Row rows[] = {
      {"<rss version='2.0'><channel>", "rss|"},
      {"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">",
       "feed|http://www.w3.org/2005/Atom"},
      {"<!-- <rss> --><?pi <rss?>\n<!DOCTYPE nitf SYSTEM \"nitf.dtd\" [ <!ENTITY a '>'> ]><nitf>", "nitf|"},
      {"<a:newsItem xmlns:b='no' xmlns:a = 'urn:x' xmlns='other' guid='>'>", "newsItem|urn:x"},
      {"<newsItem guid='a\n", "newsItem|"},
      {"<!DOCTYPE nitf [ <!ENTITY a", "nitf|"},
      {"<!doctype html>\n<html lang=en>", "html|"},
      {"<rdf:RDF\n  xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"",
       "RDF|http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
      {"\xFF\xFE" + utf16("<?xml version='1.0'?><nitf>", false), "nitf|"},
      {"\xFE\xFF" + utf16("<nitf xmlns='u'>", true), "nitf|u"},
      {utf16("<nitf>", false), "nitf|"},
      {"plain text <rss>", "none"},
      {"{\"a\": \"<rss>\"}", "none"},
      {"<", "none"},
      {"< rss>", "none"},
      {"<!-- never closed", "none"},
      {"", "none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head);
    CHECK(told(row.head) == row.told);
  }
}
