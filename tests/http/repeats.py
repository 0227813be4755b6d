"""Answers that are given again, over the real programs: the same bytes while nothing changes, and never longer.

    repeats.py --index DATELINE_INDEX --serve DATELINE_SERVE --web FOLDER
"""

import json
import os
import re
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from programs import programs_given  # noqa: E402

PROGRAMS = None

ROUTES = ["/api/v1/search?q=harbour&facets=source", "/api/v1/search?q=%22the+harbour%22&sort=newest", "/api/v1/suggest?q=harb",
          "/api/v1/articles/one?q=harbour", "/api/v1/articles/one/related", "/api/v1/stats"]


class Repeats(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="dateline-repeats-")
        self.news = os.path.join(self.folder.name, "news")
        self.archive = os.path.join(self.folder.name, "archive")
        os.mkdir(self.news)
        self.publish("one", "two")

    def tearDown(self):
        self.folder.cleanup()

    def publish(self, *names, **more):
        for name in names:
            with open(os.path.join(self.news, name + ".json"), "w", encoding="utf-8") as file:
                json.dump({"id": name, "title": f"Ferry {name}", "body": f"The harbour and ferry {name}.", "source": "Courier", **more}, file)
        PROGRAMS.run_index(self.archive, self.news)

    def ask(self, server, path, **headers):
        """Status, headers and bytes, whatever the status."""
        request = urllib.request.Request(server.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def whole(self, server, path):
        """As ask, once the answer is not partial: the first completions are still being made."""
        while True:
            answer = self.ask(server, path)
            if answer[1]["Cache-Control"] != "no-store":
                return answer

    def counted(self, server, what):
        return int(re.search(rf"^dateline_answer_cache_{what} (\d+)$", self.ask(server, "/metrics")[2].decode(), re.MULTILINE).group(1))

    def test_the_same_bytes_come_again_without_a_search(self):
        with PROGRAMS.server(self.archive) as server:
            for path in ROUTES:
                with self.subTest(path):
                    _, headers, first = self.whole(server, path)
                    made = self.counted(server, "misses_total")
                    _, again_headers, again = self.ask(server, path)
                    self.assertEqual(again, first)
                    self.assertEqual(again_headers["ETag"], headers["ETag"])
                    self.assertEqual(again_headers["Server-Timing"], "cache;desc=hit")
                    self.assertEqual(self.counted(server, "misses_total"), made)
            self.assertEqual(self.counted(server, "hits_total"), len(ROUTES))

    def test_a_304_costs_no_search_and_takes_nothing_from_memory(self):
        with PROGRAMS.server(self.archive) as server:
            for path in ROUTES:
                with self.subTest(path):
                    etag = self.whole(server, path)[1]["ETag"]
                    before = [self.counted(server, what) for what in ("misses_total", "hits_total")]
                    self.assertEqual(self.ask(server, path, **{"If-None-Match": etag})[0], 304)
                    self.assertEqual([self.counted(server, what) for what in ("misses_total", "hits_total")], before)

    def test_what_is_published_changed_or_killed_is_so_at_once(self):
        with PROGRAMS.server(self.archive) as server:
            for path in ROUTES * 2:
                self.whole(server, path)
            self.publish("three")
            self.assertEqual(json.loads(self.ask(server, ROUTES[0])[2])["total"], 3)
            self.publish("one", body="No quay is named here.")
            self.assertEqual(json.loads(self.ask(server, ROUTES[0])[2])["total"], 2)
            self.assertIn(b"No quay", self.ask(server, ROUTES[3])[2])
            self.publish("one", status="canceled")
            for path in ROUTES[3:5]:
                self.assertEqual(self.ask(server, path)[0], 410)
            for path in ROUTES:
                self.assertNotIn(b"No quay", self.ask(server, path)[2])
            self.assertEqual(json.loads(self.ask(server, ROUTES[5])[2])["articles"], 2)
            self.assertLessEqual(self.counted(server, "entries"), len(ROUTES))


def main():
    global PROGRAMS
    PROGRAMS, rest = programs_given(__doc__)
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
