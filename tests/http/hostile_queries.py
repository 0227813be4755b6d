"""Queries that nobody should send, to a real server over what the real indexer read: each is answered, as JSON, with escaped text and balanced marks.

    hostile_queries.py --index DATELINE_INDEX --serve DATELINE_SERVE --web FOLDER --news FOLDER --seeds FOLDER [--count N]
"""

import argparse
import html
import http.client
import json
import os
import random
import re
import sys
import tempfile
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from programs import Programs  # noqa: E402

BYTES = b" \"()*?-:~&|!<>'%\\/+.,;=#@[]{}\x01\x7f\xc3\xa9\xe2\x80\x9d\xf0\x9f\xff"
AWKWARD = ("<mark>harbour</mark> & &amp; \"back door\" 'levy'", "日本の東京で huawei 5G", "café cafe\u0301 Straße O’Brien \u202bأخبار\u202c 👨\u200d👩\u200d👧 har\u00adbour",
           "The council voted on the harbour levy, U.S. and the United States, £169m, TS33.128 and F-16.")


def seeds_in(folder):
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            yield file.read()


def mutated(chance, seeds):
    query = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(query))
        kind = chance.randint(0, 3)
        if kind == 0:
            query[at:at] = chance.choice(seeds)[:64]
        elif kind == 1:
            del query[at:at + chance.randint(1, 8)]
        elif kind == 2:
            query.insert(at, chance.choice(BYTES))
        elif query:
            query[at % len(query)] = chance.randint(1, 255)
    return bytes(query) if chance.random() < 0.1 else bytes(query).decode("utf-8", "replace").encode()


def check_html(value):
    """Every "html" below `value` is escaped text with marks in turns, and says what the "text" beside it says."""
    if isinstance(value, list):
        for inner in value:
            check_html(inner)
    if not isinstance(value, dict):
        return
    for inner in value.values():
        check_html(inner)
    if not isinstance(value.get("html"), str):
        return
    marks = re.findall(r"</?mark>", value["html"])
    assert marks == ["<mark>", "</mark>"] * (len(marks) // 2), value["html"]
    plain = re.sub(r"</?mark>", "", value["html"])
    assert not re.search(r"[<>\"']|&(?!amp;|lt;|gt;|quot;|#39;)", plain), value["html"]
    assert "text" not in value or html.unescape(plain) == value["text"], value


class Client:
    """One connection that is opened again when the server closes it."""

    def __init__(self, url):
        self._host = urllib.parse.urlsplit(url).netloc
        self._connection = None

    def ask(self, method, path, body=None):
        """Status and JSON of the answer."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection(self._host, timeout=60)
        headers = {"Content-Type": "application/json"} if body is not None else {}
        self._connection.request(method, path, body=body, headers=headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.will_close:
            self._connection.close()
            self._connection = None
        return answer.status, json.loads(text.decode("utf-8"))


def check_query(client, query, number):
    if number % 3 == 2:
        query = query.decode("utf-8", "replace").encode()
        body = json.dumps({"q": query.decode(), "snippets": number % 6, "per_page": 5}).encode()
        status, answer = client.ask("POST", "/api/v1/search", body)
    else:
        path = "/api/v1/search?per_page=5&q=" + urllib.parse.quote(query, safe="")
        status, answer = client.ask("GET", path)
        if len(path) > 8000 and status == 414:
            return
    assert status == 200, (status, answer)
    assert not answer["partial"]
    check_html(answer)
    if answer["hits"] and number % 10 == 0:
        path = "/api/v1/articles/" + urllib.parse.quote(answer["hits"][0]["id"], safe="") + "?q=" + urllib.parse.quote(query[:400], safe="")
        status, article = client.ask("GET", path)
        assert status == 200, (status, article)
        check_html(article)


def main():
    parser = argparse.ArgumentParser()
    for name in ("index", "serve", "web", "news", "seeds"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--count", type=int, default=3000)
    options = parser.parse_args()
    seeds = list(seeds_in(options.seeds))
    chance = random.Random(20200214)
    queries = seeds + [mutated(chance, seeds) for _ in range(options.count)]
    programs = Programs(options.index, options.serve, options.web)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="dateline-hostile-") as folder:
        awkward = os.path.join(folder, "awkward.jsonl")
        with open(awkward, "w", encoding="utf-8") as file:
            for number, text in enumerate(AWKWARD):
                file.write(json.dumps({"id": f"<{number}>", "title": text, "body": text + " " + text}) + "\n")
        archive = os.path.join(folder, "archive")
        programs.run_index(archive, options.news, awkward, accept=(0, 1))
        with programs.server(archive) as server:
            client = Client(server.url)
            for number, query in enumerate(queries):
                try:
                    check_query(client, query, number)
                except Exception as error:  # whatever it is, this query has failed and the others go on
                    failed += 1
                    print(f"FAILED: {query!r}\n  {type(error).__name__}: {str(error)[:500]}")
                    client = Client(server.url)
    print(f"{len(queries)} queries, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
