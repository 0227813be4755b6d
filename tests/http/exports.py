"""What leaves the house: feeds, tables, citations and what browsers are told, over the real programs.

    exports.py --index DATELINE_INDEX --serve DATELINE_SERVE --web FOLDER
"""

import csv
import io
import json
import os
import re
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from client import Connection  # noqa: E402
from programs import programs_given  # noqa: E402

PROGRAMS = None
ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
WINDOW = 10_000
FORMULAS = "=+-@\t\r\n"
CONTROLS = "".join(map(chr, range(1, 32)))

NASTY = "=cmd|' /C calc'!A0 <script>alert(\"x\")</script> ]]> & %s \ufffe\uffff {b} }} \\input{x} $x$ \"q\", 100%%" % CONTROLS
HOSTILE = [
    {"id": "nasty", "title": NASTY, "body": NASTY + " harbour\n\n@second, \"paragraph\"", "source": "-" + NASTY[:80], "section": "+" + NASTY[:80],
     "byline": ["ER  - \r\nTY  - JOUR", "A } and {B"], "tags": ["=1+1", "<b>", "a\nb"], "url": "https://example.com/a b\"<>{}\\%x\n",
     "published": "2020-02-14T18:06:40+01:00", "lang": "en"},
    {"id": "day", "title": "Only a day harbour", "body": "The harbour on a day.", "source": "Courier", "byline": ["Jane Doe"], "published": "2020-02-14",
     "url": "javascript:alert(1)"},
    {"id": "undated", "title": "Undated harbour", "body": "The harbour at some time."},
    {"id": "https://example.com/x/y?z=1#f", "title": "Slashes harbour", "body": "The harbour of slashes.", "source": "Courier", "byline": ["Jane Doe", "Reuters Staff"],
     "published": "2021-03-01T23:30:00-05:00", "updated": "2021-03-02T10:00:00Z", "url": "https://example.com/x/y"},
    {"id": "held", "title": "Zanzibar harbour", "body": "The harbour of zanzibar.", "embargo": {"until": "2999-01-01T00:00:00Z"}},
]


def numbered(count, word="quay", body=""):
    return [{"id": f"n{number:05}", "title": f"Report {number} {word}", "body": f"The {word} is number {number}. {body}", "source": "Courier",
             "published": f"{1990 + number % 30}-05-{1 + number % 28:02}"} for number in range(count)]


class Exports(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="dateline-exports-")
        self.news = os.path.join(self.folder.name, "news.jsonl")
        self.archive = os.path.join(self.folder.name, "archive")

    def tearDown(self):
        self.folder.cleanup()

    def publish(self, articles):
        with open(self.news, "w", encoding="utf-8") as file:
            for article in articles:
                file.write(json.dumps(article) + "\n")
        PROGRAMS.run_index(self.archive, self.news)

    def ask(self, server, path, method="GET", **headers):
        """Status, headers and bytes, whatever the status."""
        request = urllib.request.Request(server.url + path, headers={name.replace("_", "-"): value for name, value in headers.items()}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def table(self, server, parameters):
        """The rows of a table as dictionaries, and its headers."""
        status, headers, body = self.ask(server, "/api/v1/search.csv?" + parameters)
        self.assertEqual(status, 200, body[:500])
        self.assertTrue(body.startswith(b"\xef\xbb\xbf"))
        self.assertTrue(body.endswith(b"\r\n"))
        return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True)), headers

    def socket_to(self, server, receive_buffer=None):
        return Connection(int(server.url.rsplit(":", 1)[1]), receive_buffer=receive_buffer)

    def metric(self, server, name):
        return float(re.search(rf"^{name} (\S+)$", self.ask(server, "/metrics")[2].decode(), re.MULTILINE).group(1))

    def wait_until(self, what, condition):
        end = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.05)

    def test_feeds_of_a_hostile_archive_are_valid_and_say_the_same_as_the_search(self):
        self.publish(HOSTILE)
        with PROGRAMS.server(self.archive) as server:
            for q in ("harbour", "", NASTY, CONTROLS):
                parameters = urllib.parse.urlencode({"q": q})
                searched = server.get(f"/api/v1/search?{parameters}&sort=newest&per_page=20")
                with self.subTest(q=q):
                    status, headers, body = self.ask(server, "/api/v1/search.atom?" + parameters)
                    self.assertEqual((status, headers["Content-Type"]), (200, "application/atom+xml; charset=utf-8"))
                    feed = ElementTree.fromstring(body)
                    entries = feed.findall(ATOM + "entry")
                    self.assertEqual(feed.findtext(OPENSEARCH + "totalResults"), str(searched["total"]))
                    self.assertEqual(len(entries), len(searched["hits"]))
                    for element in [feed, *entries]:
                        for name in ("id", "title", "updated"):
                            self.assertEqual(len(element.findall(ATOM + name)), 1)
                        self.assertRegex(element.findtext(ATOM + "updated"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")
                        self.assertRegex(element.findtext(ATOM + "id"), r"^(urn:uuid:[0-9a-f-]{36}|http://127\.0\.0\.1:\d+/[!-~]*)$")
                        for link in element.findall(ATOM + "link"):
                            self.assertRegex(link.get("href"), r"^https?://[!-~]+$")
                    for entry, hit in zip(entries, searched["hits"]):
                        self.assertTrue(entry.find(ATOM + "author").findtext(ATOM + "name").strip())
                        address = entry.find(f"{ATOM}link[@rel='alternate']").get("href")
                        self.assertEqual(address, server.url + "/articles/" + urllib.parse.quote(hit["id"], safe=""))
                        self.assertEqual(self.ask(server, address[len(server.url):])[0], 200)
                    status, _, body = self.ask(server, "/api/v1/search.json-feed?" + parameters)
                    feed = json.loads(body)
                    self.assertEqual(feed["version"], "https://jsonfeed.org/version/1.1")
                    self.assertEqual([item["_dateline"]["id"] for item in feed["items"]], [hit["id"] for hit in searched["hits"]])
                    self.assertEqual(feed["_dateline"]["total"], searched["total"])
                    for item in feed["items"]:
                        self.assertTrue(item["url"].startswith(server.url + "/articles/"))
                        self.assertRegex(item.get("external_url", "https://x"), r"^https?://[!-~]+$")

    def test_pages_of_a_feed_lead_to_one_another_and_have_each_hit_once(self):
        self.publish(numbered(50))
        with PROGRAMS.server(self.archive) as server:
            address, seen = server.url + "/api/v1/search.atom?q=quay&per_page=7", []
            while address:
                feed = ElementTree.fromstring(self.ask(server, address[len(server.url):])[2])
                seen += [entry.findtext(ATOM + "id") for entry in feed.findall(ATOM + "entry")]
                following = feed.find(f"{ATOM}link[@rel='next']")
                address = following.get("href") if following is not None else None
            self.assertEqual((len(seen), len(set(seen))), (50, 50))
            _, headers, _ = self.ask(server, "/api/v1/search?q=quay&page=2&per_page=7")
            links = dict(reversed(match) for match in re.findall(r'<([^>]+)>; rel="(\w+)"', headers["Link"]))
            self.assertEqual(set(links), {"first", "prev", "next", "last"})
            self.assertEqual(len(server.get(links["last"])["hits"]), 1)

    def test_a_feed_that_has_not_changed_is_a_304_until_it_has(self):
        self.publish(numbered(3))
        with PROGRAMS.server(self.archive) as server:
            for path in ("/api/v1/search.atom?q=quay", "/api/v1/search.json-feed?q=quay", "/api/v1/search.csv?q=quay", "/opensearch.xml",
                         "/api/v1/articles/n00001/citation?format=ris"):
                with self.subTest(path):
                    etag = self.ask(server, path)[1]["ETag"]
                    self.assertEqual(self.ask(server, path, If_None_Match=etag)[0], 304)
            etag = self.ask(server, "/api/v1/search.atom?q=quay")[1]["ETag"]
            self.publish(numbered(4))
            status, _, body = self.ask(server, "/api/v1/search.atom?q=quay", If_None_Match=etag)
            self.assertEqual((status, body.count(b"<entry")), (200, 4))

    def test_a_table_of_a_hostile_archive_is_read_back_and_has_no_formula(self):
        self.publish(HOSTILE)
        with PROGRAMS.server(self.archive) as server:
            columns = "id,title,byline,source,section,published,updated,lang,tags,words,url,address,persons,orgs,places,status,version,body"
            rows, headers = self.table(server, "q=harbour&fields=" + columns)
            self.assertEqual(",".join(rows[0]), columns)
            self.assertEqual({row["id"] for row in rows}, {"nasty", "day", "undated", "https://example.com/x/y?z=1#f"})
            self.assertEqual((headers["X-Total-Count"], headers["X-Total-Relation"]), ("4", "eq"))
            self.assertEqual(headers["Content-Disposition"], 'attachment; filename="dateline-harbour.csv"')
            for row in rows:
                for cell in row.values():
                    self.assertNotIn(cell[:1] or "x", FORMULAS)
                    self.assertNotRegex(cell, r"[\x00-\x08\x0b-\x1f]")
                hit = server.get("/api/v1/articles/" + urllib.parse.quote(row["id"], safe=""))
                self.assertEqual(row["title"].removeprefix("'"), hit["title"])
                self.assertEqual(row["body"].removeprefix("'"), "\n\n".join(hit["body"]))
                self.assertEqual(row["published"], hit["published"] or "")

    def test_a_table_has_all_matches_up_to_the_window_and_says_what_it_has_not(self):
        self.publish(numbered(WINDOW + 50))
        with PROGRAMS.server(self.archive) as server:
            rows, headers = self.table(server, "q=quay&sort=oldest&fields=id,published")
            self.assertEqual(len({row["id"] for row in rows}), WINDOW)
            self.assertEqual([row["published"] for row in rows], sorted(row["published"] for row in rows))
            self.assertEqual(headers["X-Total-Count"], str(WINDOW + 50))
            self.assertIn("-first-10000.csv", headers["Content-Disposition"])
            fewer, headers = self.table(server, "q=quay&to=1999&fields=id")
            self.assertEqual((len(fewer), headers["X-Total-Count"]), (len(fewer), str(len(fewer))))
            self.assertIn('"dateline-quay.csv"', headers["Content-Disposition"])
            page = server.get("/api/v1/search?q=quay&per_page=100&page=3&sort=oldest")
            self.assertEqual([hit["id"] for hit in page["hits"]], [row["id"] for row in rows[200:300]])

    def test_a_table_is_of_one_generation_whatever_is_indexed_meanwhile(self):
        filler = "lorem ipsum " * 400
        self.publish(numbered(2000, "quay", filler))
        with PROGRAMS.server(self.archive) as server, self.socket_to(server, receive_buffer=4096) as reader:
            reader.send(b"GET /api/v1/search.csv?q=quay&fields=id,title,body HTTP/1.1\r\nHost: t\r\n\r\n").streamed()
            first = reader.chunk()
            for word in ("pier", "jetty"):
                self.publish(numbered(2000, word, filler))
                self.assertEqual(server.get("/api/v1/search?q=quay&match=all&spelling=off")["total"], 0)
            rows = list(csv.DictReader(io.StringIO((first + reader.rest_of_stream()).decode("utf-8-sig"), newline=""), strict=True))
            self.assertEqual(len({row["id"] for row in rows}), 2000)
            for row in rows:
                self.assertIn("quay", row["title"])
                self.assertIn("quay", row["body"])

    def test_slow_readers_and_those_who_hang_up_hold_nobody_up(self):
        self.publish(numbered(2000, "quay", "lorem ipsum " * 400))
        with PROGRAMS.server(self.archive) as server:
            lazy = [self.socket_to(server, receive_buffer=4096) for _ in range(30)]
            for connection in lazy:
                connection.send(b"GET /api/v1/search.csv?q=quay&fields=body HTTP/1.1\r\nHost: t\r\n\r\n").streamed()
            self.assertEqual(server.get("/api/v1/search?q=quay")["total"], 2000)
            self.assertLess(self.metric(server, "dateline_http_buffered_bytes"), 30 * 300_000)
            whole = self.ask(server, "/api/v1/search.csv?q=quay&fields=body")[2]
            self.assertEqual(lazy[0].rest_of_stream(), whole)
            for connection in lazy:
                connection.close()
            self.wait_until("they are gone", lambda: self.metric(server, "dateline_http_connections_open") <= 1)
            self.assertLess(self.metric(server, "dateline_http_buffered_bytes"), 300_000)

    def test_a_table_in_http_1_0_and_for_head(self):
        self.publish(numbered(2000, "quay", "lorem ipsum " * 40))
        with PROGRAMS.server(self.archive) as server:
            whole = self.ask(server, "/api/v1/search.csv?q=quay&fields=id,body")[2]
            with self.socket_to(server) as old:
                old.send(b"GET /api/v1/search.csv?q=quay&fields=id,body HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                head = old.until(b"\r\n\r\n").lower()
                self.assertIn(b"connection: close", head)
                self.assertNotIn(b"transfer-encoding", head)
                while old.more():
                    pass
                self.assertEqual(old.rest, whole)
            status, headers, body = self.ask(server, "/api/v1/search.csv?q=quay", method="HEAD")
            self.assertEqual((status, headers["X-Total-Count"], body), (200, "2000", b""))
            for parameter in ("page=2", "per_page=5", "facets=source"):
                status, _, body = self.ask(server, "/api/v1/search.csv?" + parameter)
                self.assertEqual((status, json.loads(body)["code"]), (400, "unknown_parameter"))

    def test_more_tables_than_there_may_be_are_told_to_come_back(self):
        self.publish(numbered(2000, "quay", "lorem ipsum " * 400))
        with PROGRAMS.server(self.archive, flags=("--streams", "3")) as server:
            readers = [self.socket_to(server, receive_buffer=4096) for _ in range(3)]
            for connection in readers:
                connection.send(b"GET /api/v1/search.csv?q=quay&fields=body HTTP/1.1\r\nHost: t\r\n\r\n").streamed()
            status, headers, body = self.ask(server, "/api/v1/search.csv?q=quay")
            self.assertEqual((status, headers["Retry-After"], json.loads(body)["code"]), (503, "1", "overloaded"))
            self.assertEqual(server.get("/api/v1/search?q=quay")["total"], 2000)
            readers[0].close()
            self.wait_until("there is a place", lambda: self.metric(server, "dateline_http_streams_open") == 2)
            self.assertEqual(self.metric(server, "dateline_http_streams_broken_total"), 1)
            self.assertEqual(self.ask(server, "/api/v1/search.csv?q=quay")[0], 200)
            for connection in readers[1:]:
                connection.close()

    def test_a_person_who_asks_too_much_is_told_by_a_page(self):
        self.publish(numbered(3))
        with PROGRAMS.server(self.archive) as server:
            for length in (9_000, 15_000, 40_000):
                for path, content_type in (("/search", "text/html; charset=utf-8"), ("/api/v1/search", "application/problem+json")):
                    with self.subTest(path=path, length=length), self.socket_to(server) as connection:
                        answer = connection.send(f"GET {path}?q={'a' * length} HTTP/1.1\r\nHost: t\r\nAccept: text/html\r\n\r\n".encode()).answer()
                        self.assertEqual((answer.status, answer.headers["content-type"]), (414, content_type))

    def test_what_is_held_back_leaves_by_no_door(self):
        self.publish(HOSTILE)
        with PROGRAMS.server(self.archive) as server:
            for path in ("/api/v1/search.atom", "/api/v1/search.json-feed", "/api/v1/search.csv"):
                for q in ("", "zanzibar", "harbour", "id:held", "match=most"):
                    _, _, body = self.ask(server, f"{path}?{urllib.parse.urlencode({'q': q, 'match': 'all'})}&sort=newest")
                    self.assertNotIn(b"anzibar harbour", body)
                    self.assertNotIn(b"articles/held", body)
            self.assertEqual(json.loads(self.ask(server, "/api/v1/suggest.opensearch?q=zanzib")[2])[1], [])
            absent, held = (self.ask(server, f"/api/v1/articles/{name}/citation") for name in ("absent", "held"))
            self.assertEqual((absent[0], held[0]), (404, 404))
            self.assertEqual(json.loads(absent[2])["detail"], json.loads(held[2])["detail"])

    def test_citations_of_a_hostile_archive_keep_their_form(self):
        self.publish(HOSTILE)
        with PROGRAMS.server(self.archive) as server:
            for article in HOSTILE[:4]:
                base = f"/api/v1/articles/{urllib.parse.quote(article['id'], safe='')}/citation?format="
                with self.subTest(article["id"]):
                    self.assertEqual(self.ask(server, base + "text")[2].count(b"\n"), 1)
                    _, headers, ris = self.ask(server, base + "ris")
                    self.assertRegex(headers["Content-Disposition"], r'^attachment; filename="[a-z0-9]+\.ris"$')
                    lines = ris.decode().split("\r\n")
                    self.assertEqual((lines[0], lines[-2:]), ("TY  - NEWS", ["ER  - ", ""]))
                    for line in lines[:-1]:
                        self.assertRegex(line, r"^[A-Z][A-Z0-9]  - [^\x00-\x1f]*$")
                    bibtex = self.ask(server, base + "bibtex")[2].decode()
                    self.assertEqual(bibtex.count("{"), bibtex.count("}"))
                    self.assertRegex(bibtex, r"^@(article|misc)\{[a-z0-9]+,\n(  [a-z]+ = [^\n]+,?\n)+\}\n$")
                    items = json.loads(self.ask(server, base + "csl-json")[2])
                    self.assertEqual([(item["id"], item["type"]) for item in items], [(article["id"], "article-newspaper")])

    def test_no_host_that_is_asked_gets_into_an_answer_but_a_plain_one(self):
        self.publish(numbered(3))
        with PROGRAMS.server(self.archive) as server:
            for version, host, base in (("1.1", "Host: News.Example:81\r\n", "http://news.example:81"), ("1.1", "Host: a~b\r\n", server.url),
                                        ("1.0", "", server.url)):
                with self.socket_to(server) as connection:
                    answer = connection.send(f"GET /opensearch.xml HTTP/{version}\r\n{host}\r\n".encode()).answer()
                self.assertIn(f'template="{base}/search?q={{searchTerms}}"'.encode(), answer.body)
            _, _, body = self.ask(server, "/opensearch.xml")
            description = ElementTree.fromstring(body)
            self.assertEqual(description.findtext(OPENSEARCH + "ShortName"), "Dateline")
            for url in description.findall(OPENSEARCH + "Url"):
                if url.get("type") in ("application/atom+xml", "application/feed+json", "application/x-suggestions+json"):
                    path = url.get("template")[len(server.url):].replace("{searchTerms}", "quay")
                    status, headers, _ = self.ask(server, path)
                    self.assertEqual((status, headers["Content-Type"].split(";")[0]), (200, url.get("type")))


def main():
    global PROGRAMS
    PROGRAMS, rest = programs_given(__doc__)
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
