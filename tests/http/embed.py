"""What the pages of other origins are given by the real server: the files of the embed for everyone, the API for those that are listed.

    embed.py --index DATELINE_INDEX --serve DATELINE_SERVE --web FOLDER
"""

import base64
import gzip
import hashlib
import json
import os
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from programs import programs_given  # noqa: E402

PROGRAMS = None
LISTED = "https://intranet.newsroom.example"
FOR_EVER = "public, max-age=31536000, immutable"
FOR_NOW = "public, max-age=300"


def ask(server, path, method="GET", **headers):
    """Status, headers and bytes, whatever the status."""
    request = urllib.request.Request(server.url + path, method=method, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def versions():
    """The versions in the web folder, the newest last."""
    return sorted(os.listdir(os.path.join(PROGRAMS.web, "embed")), key=lambda name: [int(number) for number in name.split(".")])


class Embed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="dateline-embed-")
        news = os.path.join(cls.folder.name, "news")
        os.mkdir(news)
        with open(os.path.join(news, "one.json"), "w", encoding="utf-8") as file:
            json.dump({"id": "one", "title": "Ferry", "body": "The harbour and the ferry."}, file)
        archive = os.path.join(cls.folder.name, "archive")
        PROGRAMS.run_index(archive, news)
        cls.running = PROGRAMS.server(archive, flags=["--cors-origins", LISTED])
        cls.server = cls.running.__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.running.__exit__(None, None, None)
        cls.folder.cleanup()

    def test_each_version_stays_at_its_address_with_the_hash_that_it_states(self):
        for version in versions():
            with self.subTest(version):
                status, headers, body = ask(self.server, f"/embed/v{version}/integrity.json")
                stated = json.loads(body)
                self.assertEqual((status, stated["version"], headers["Cache-Control"]), (200, version, FOR_EVER))
                status, headers, script = ask(self.server, stated["url"])
                self.assertEqual((status, headers["Content-Type"]), (200, "text/javascript; charset=utf-8"))
                self.assertEqual(headers["Cache-Control"], FOR_EVER)
                self.assertEqual(stated["integrity"], "sha384-" + base64.b64encode(hashlib.sha384(script).digest()).decode())
                self.assertEqual(gzip.decompress(ask(self.server, stated["url"], Accept_Encoding="gzip")[2]), script)

    def test_the_short_address_is_the_newest_version_for_a_few_minutes(self):
        for name in ("dateline-search.js", "integrity.json"):
            with self.subTest(name):
                newest = ask(self.server, f"/embed/v{versions()[-1]}/{name}")[2]
                status, headers, body = ask(self.server, f"/embed/v1/{name}")
                self.assertEqual((status, body, headers["Cache-Control"]), (200, newest, FOR_NOW))
                status, again, _ = ask(self.server, f"/embed/v1/{name}", If_None_Match=headers["ETag"])
                self.assertEqual((status, again["Cache-Control"], again["Access-Control-Allow-Origin"]), (304, FOR_NOW, "*"))

    def test_every_origin_may_load_the_files_and_nothing_else(self):
        for path in ("/embed/v1.0.0/dateline-search.js", "/embed/v1/dateline-search.js", "/embed/v1/integrity.json"):
            for method in ("GET", "HEAD"):
                with self.subTest(path=path, method=method):
                    _, headers, _ = ask(self.server, path, method, Origin="https://anybody.example")
                    self.assertEqual(headers.get_all("Access-Control-Allow-Origin"), ["*"])
                    self.assertEqual(headers.get_all("Cross-Origin-Resource-Policy"), ["cross-origin"])
        for path in ("/", "/dateline.css", "/api/v1/stats", "/embed/v1.0.0/absent.js", "/embed/1.0.0/dateline-search.js"):
            with self.subTest(path):
                _, headers, _ = ask(self.server, path, Origin="https://anybody.example")
                self.assertIsNone(headers["Access-Control-Allow-Origin"])
                self.assertEqual(headers["Cross-Origin-Resource-Policy"], "same-origin")

    def test_a_listed_page_may_send_a_key_and_read_every_answer(self):
        for path in ("/api/v1/search", "/api/v1/suggest", "/api/v1/articles/one", "/api/v1/articles/one/related", "/api/v1/stats"):
            with self.subTest(path):
                asked = {"Origin": LISTED, "Access_Control_Request_Method": "GET", "Access_Control_Request_Headers": "authorization"}
                status, headers, _ = ask(self.server, path, "OPTIONS", **asked)
                self.assertEqual((status, headers["Access-Control-Allow-Origin"]), (204, LISTED))
                self.assertIn("authorization", headers["Access-Control-Allow-Headers"].lower())
                for target in (path, path + "?colour=red", path + "/nothing"):
                    _, headers, _ = ask(self.server, target, Origin=LISTED, Authorization="Bearer s3cret")
                    self.assertEqual(headers["Access-Control-Allow-Origin"], LISTED, target)
                    exposed = headers["Access-Control-Expose-Headers"].split(", ")
                    self.assertLessEqual({"Link", "Retry-After", "X-Request-Id"}, set(exposed))
                _, headers, _ = ask(self.server, path, Origin="https://anybody.example")
                self.assertIsNone(headers["Access-Control-Allow-Origin"])


def main():
    global PROGRAMS
    PROGRAMS, rest = programs_given(__doc__)
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
