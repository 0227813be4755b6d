"""Embargoes through the whole house: real files in every format that can hold one, the real indexer, a real server, and every route asked.

    embargo.py --index DATELINE_INDEX --serve DATELINE_SERVE --web FOLDER
"""

import datetime
import html
import json
import os
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from programs import programs_given  # noqa: E402

PROGRAMS = None
PATIENCE = 90  # seconds for an article to appear by itself

G2 = """<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{id}" version="1" standard="NewsML-G2">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Hushwire"/><versionCreated>2024-01-01T00:00:00Z</versionCreated>{meta}</itemMeta>
<contentMeta><headline>Zanzibar treaty {id}</headline></contentMeta>
<contentSet><inlineData contenttype="text/plain">The quixotry of the zanzibarians is confidential, {id}.</inlineData></contentSet></newsItem>"""

NITF = """<?xml version="1.0"?><nitf><head><docdata {status}><doc-id id-string="{id}"/>{release}</docdata></head>
<body><body.head><hedline><hl1>Zanzibar treaty {id}</hl1></hedline></body.head>
<body.content><p>The quixotry of the zanzibarians is confidential, {id}.</p></body.content></body></nitf>"""


def text(name):
    return f"The quixotry of the zanzibarians is confidential, {name}."


def ninjs(name, **more):
    return json.dumps({"uri": name, "type": "text", "versioncreated": "2024-01-01T00:00:00Z", "headline": f"Zanzibar treaty {name}",
                       "headlines": [{"value": f"Zanzibar treaty {name}"}], "body_text": text(name), **more})


def plain_json(name, **more):
    return json.dumps({"id": name, "title": f"Zanzibar treaty {name}", "body": text(name), "source": "Hushwire", **more})


# File name, content, and the id of the article that must not be seen.
FUTURE = "2999-01-01T00:00:00Z"
HELD = [
    ("g2-open-ended.xml", G2.format(id="g2a", meta="<embargoed/>"), "g2a"),
    ("g2-future.xml", G2.format(id="g2b", meta=f"<embargoed>{FUTURE}</embargoed>"), "g2b"),
    ("g2-unreadable.xml", G2.format(id="g2c", meta="<embargoed>when the minister speaks</embargoed>"), "g2c"),
    ("g2-withheld.xml", G2.format(id="g2d", meta='<pubStatus qcode="stat:withheld"/>'), "g2d"),
    ("nitf-release.xml", NITF.format(id="nitfa", status='management-status="embargoed"', release='<date.release norm="29990101T000000Z"/>'), "nitfa"),
    ("nitf-no-date.xml", NITF.format(id="nitfb", status='management-status="embargoed"', release=""), "nitfb"),
    ("nitf-withheld.xml", NITF.format(id="nitfc", status='management-status="withheld"', release=""), "nitfc"),
    ("ninjs-1.json", ninjs("ninjsa", embargoed=FUTURE), "ninjsa"),
    ("ninjs-3.json", ninjs("ninjsb", embargoedUntil=FUTURE), "ninjsb"),
    ("ninjs-unreadable.json", ninjs("ninjsc", embargoed="soon"), "ninjsc"),
    ("ninjs-withheld.json", ninjs("ninjsd", pubstatus="withheld"), "ninjsd"),
    ("feed.rss", "<rss version='2.0'><channel><title>Hushwire</title><item><guid>rssa</guid><title>Zanzibar treaty rssa</title>"
                 f"<description>{text('rssa')}</description><pubDate>Tue, 01 Jan 2999 00:00:00 GMT</pubDate></item></channel></rss>", "rssa"),
    ("feed.atom", "<feed xmlns='http://www.w3.org/2005/Atom'><title>Hushwire</title><entry><id>atoma</id><title>Zanzibar treaty atoma</title>"
                  f"<updated>2024-01-01T00:00:00Z</updated><content>{text('atoma')}</content>"
                  "<app:control xmlns:app='http://www.w3.org/2007/app'><app:draft>yes</app:draft></app:control></entry></feed>", "atoma"),
    ("draft.md", f"---\nid: mda\ntitle: Zanzibar treaty mda\ndraft: true\n---\n{text('mda')}\n", "mda"),
    ("later.md", f"---\nid: mdb\ntitle: Zanzibar treaty mdb\npublishDate: {FUTURE}\n---\n{text('mdb')}\n", "mdb"),
    ("embargo.json", plain_json("jsona", embargo={"until": FUTURE}), "jsona"),
    ("empty.json", plain_json("jsonb", embargoed_until=""), "jsonb"),
    ("lines.jsonl", plain_json("jsonc", status="draft") + "\n" + plain_json("jsond", embargo="some day") + "\n", "jsonc"),
    ("table.csv", f"id,title,body,embargo\ncsva,Zanzibar treaty csva,{text('csva').replace(',', '')},{FUTURE}\n", "csva"),
    ("handout.txt", f"EMBARGOED UNTIL 1 January 2999, 10:00 GMT\n\nZanzibar treaty handout\n\n{text('handout')} {text('more')}\n", None),
]

OPEN = ("open.json", json.dumps({"id": "open", "title": "Harbour opens", "body": "The quixotic harbour opens in public.", "source": "Courier"}))

QUERIES = ["", "zanzibar", "quixotry", '"quixotry of the zanzibarians"', "zanzi*", "exact:quixotry", "quixotry OR harbour", "treaty NEAR zanzibar",
           "title:treaty", "source:Hushwire", "-harbour", "words:>1", "from:2023", "date:2999-01-01", "lang:en -harbour", "quixotri", "zanzibarian"]


# What somebody would type to find out; the last three are of what may be seen.
TYPED = ["z", "za", "zanzibar", "zanzibar t", "treaty ", "tr", "qui", "quixotr", "quixotry of the z", "hush", "source:h", "con", '"zanzibar t', "is confid",
         "harbour zan", "mda", "quixotic h", "harb", "cour"]


class Embargo(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="dateline-embargo-")
        self.news = os.path.join(self.folder.name, "news")
        self.archive = os.path.join(self.folder.name, "archive")
        os.mkdir(self.news)

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, content):
        with open(os.path.join(self.news, name), "w", encoding="utf-8") as file:
            file.write(content)

    def ask(self, server, path):
        """Status, headers and text, whatever the status."""
        try:
            with urllib.request.urlopen(server.url + path, timeout=60) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def suggest(self, server, typed):
        return server.get("/api/v1/suggest?" + urllib.parse.urlencode({"q": typed, "limit": 50}))["suggestions"]

    def search(self, server, **parameters):
        return server.get("/api/v1/search?" + urllib.parse.urlencode(parameters))

    def test_nothing_that_is_held_leaks_by_any_route(self):
        for name, content, _ in HELD:
            self.write(name, content)
        self.write(*OPEN)
        printed = PROGRAMS.run_index(self.archive, self.news)
        self.assertIn("withheld", printed)
        self.assertIn(f"read {len(HELD) + 2} articles", printed)
        with PROGRAMS.server(self.archive) as server:
            for q in QUERIES:
                for more in ({}, {"group": "copies"}, {"sort": "newest"}, {"spelling": "auto"}, {"explain": "true", "fields": "id,title,body"}):
                    with self.subTest(q=q, more=more):
                        answer = self.search(server, q=q, facets="source,byline,section,tag,lang,person,org,place,published:year", per_page=100, **more)
                        self.assertLessEqual({hit["id"] for hit in answer["hits"]}, {"open"})
                        self.assertEqual(answer["total"], len(answer["hits"]))
                        self.assertNotIn("ushwire", json.dumps(answer["facets"]))
                        self.assertNotIn("anzibar", json.dumps(answer["suggestion"]) if answer["suggestion"] else "")
                        for facet in answer["facets"].values():
                            self.assertLessEqual(sum(value["count"] for value in facet["values"]) + facet["other"], 1)
            for _, _, article_id in HELD:
                if article_id is None:
                    continue
                for q in (article_id, "id:" + article_id):
                    self.assertEqual(self.search(server, q=q)["total"], 0, q)
                for query in ("", "?q=quixotry", "?fields=ledger", "?version=1", "?fields=versions,copies"):
                    status, _, body = self.ask(server, f"/api/v1/articles/{article_id}{query}")
                    self.assertEqual(status, 404)
                    self.assertNotIn("anzibar", body)
                for path in ("", "/related"):
                    self.assertEqual(self.ask(server, f"/api/v1/articles/{article_id}{path}")[0], 404)
            for typed in TYPED:
                with self.subTest(typed=typed):
                    for suggestion in self.suggest(server, typed):
                        self.assertNotRegex(suggestion["text"], "(?i)zanzi|quixotry|treaty|hushwire|confid|handout")
                        self.assertIn(suggestion.get("id", "open"), ("open",))
                        self.assertEqual(suggestion["count"], 1)
            self.assertEqual([one["text"] for one in self.suggest(server, "quixot")], ["quixotic"])
            self.assertEqual(server.get("/api/v1/articles/open/related")["articles"], [])
            absent = self.ask(server, "/api/v1/articles/no-such-article")[2]
            held = self.ask(server, "/api/v1/articles/g2a")[2]
            self.assertEqual(json.loads(absent)["detail"], json.loads(held)["detail"])
            stats = server.get("/api/v1/stats")
            self.assertEqual(stats["articles"], 1)
            self.assertEqual([source["value"] for source in stats["sources"]], ["Courier"])
            self.assertEqual(stats["last_run"]["read"], 1)
            self.assertEqual(stats["last_run"]["added"], 1)
            for word in ("embargo", "withheld", "unreadable_embargo", "canceled"):
                self.assertNotIn(word, json.dumps(stats))
            for path in ("/metrics", "/readyz", "/openapi.json", "/", "/embed", "/search?group=copies&per_page=100", "/articles/open"):
                self.assertNotRegex(self.ask(server, path)[2], "anzibar|ushwire")
            for q in QUERIES:
                for path in ("/search", "/embed", "/api/v1/search.atom", "/api/v1/search.json-feed", "/api/v1/search.csv"):
                    with self.subTest(q=q, path=path):
                        found = self.ask(server, f"{path}?{urllib.parse.urlencode({'q': q})}")[2]
                        for said in (q, html.escape(q), urllib.parse.quote(q, safe=""), urllib.parse.quote_plus(q)):
                            found = found.replace(said, "")
                        self.assertNotRegex(found, "ushwire|Zanzibar treaty|confidential")
            for _, _, article_id in HELD:
                if article_id is not None:
                    held, absent = (self.ask(server, f"/articles/{each}?q=quixotry") for each in (article_id, "no-such-article"))
                    self.assertEqual(held[0], 404)
                    self.assertEqual(held[2].replace(article_id, ""), absent[2].replace("no-such-article", ""))

    def test_an_article_appears_by_itself_when_its_time_comes(self):
        self.write(*OPEN)
        at = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(seconds=6)
        self.write("soon.json", plain_json("soon", embargo=at.strftime("%Y-%m-%dT%H:%M:%SZ")))
        PROGRAMS.run_index(self.archive, self.news)
        with PROGRAMS.server(self.archive) as server:
            path = "/api/v1/search?q=quixotry&facets=source"
            _, headers, body = self.ask(server, path)
            if time.time() < at.timestamp() - 1:
                self.assertEqual(json.loads(body)["total"], 0)
                self.assertEqual(self.ask(server, "/api/v1/articles/soon")[0], 404)
                self.assertEqual(self.suggest(server, "zanzi"), [])
            patience = time.time() + PATIENCE
            while self.search(server, q="quixotry")["total"] == 0 and time.time() < patience:
                time.sleep(0.2)
            request = urllib.request.Request(server.url + path, headers={"If-None-Match": headers["ETag"]})
            with urllib.request.urlopen(request, timeout=60) as fresh:
                answer = json.load(fresh)
            self.assertEqual([hit["id"] for hit in answer["hits"]], ["soon"])
            self.assertEqual(answer["facets"]["source"]["values"], [{"value": "Hushwire", "count": 1}])
            self.assertEqual(self.ask(server, "/api/v1/articles/soon")[0], 200)
            self.assertIn("soon", [one.get("id") for one in self.suggest(server, "zanzi")])
            self.assertGreaterEqual(time.time(), at.timestamp())

    def test_a_kill_is_told_with_its_time_and_reason_and_stays(self):
        self.write("one.xml", G2.format(id="killed", meta=""))
        PROGRAMS.run_index(self.archive, self.news)
        with PROGRAMS.server(self.archive) as server:
            self.assertEqual(self.search(server, q="quixotry")["total"], 1)
            self.assertIn("quixotry", [one["text"] for one in self.suggest(server, "quix")])
            kill = G2.format(id="killed", meta='<pubStatus qcode="stat:canceled"/><edNote>Libel in the second paragraph</edNote>')
            self.write("two.xml", kill.replace('version="1" standard', 'version="2" standard').replace("2024-01-01", "2024-01-02"))
            PROGRAMS.run_index(self.archive, self.news)
            self.assertEqual(self.search(server, q="quixotry")["total"], 0)
            status, _, body = self.ask(server, "/api/v1/articles/killed")
            self.assertEqual(status, 410)
            self.assertEqual(json.loads(body)["code"], "article_withdrawn")
            self.assertIn("2024-01-02", body)
            self.assertIn("Libel in the second paragraph", body)
            self.assertNotIn("quixotry", body)
            self.assertEqual(self.ask(server, "/api/v1/articles/killed/related")[0], 410)
            for typed in TYPED:
                self.assertEqual(self.suggest(server, typed), [])
            self.write("late-copy.xml", G2.format(id="killed", meta=""))
            PROGRAMS.run_index(self.archive, self.news)
            self.assertEqual(self.search(server, q="quixotry")["total"], 0)
            self.assertEqual(self.ask(server, "/api/v1/articles/killed?version=1")[0], 410)


def main():
    global PROGRAMS
    PROGRAMS, rest = programs_given(__doc__)
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
