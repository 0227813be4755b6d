"""The kill loop can fail: what it says of archives that lost, doubled or mixed up what was published."""

import json
import pathlib
import random
import tempfile
import unittest
import urllib.parse

import kill_loop

CORPUS_ARTICLES = 5


class FakeServer:
    """Answers as a server on an archive with these articles would: {number: (batch, version)}."""

    def __init__(self, articles, total=None):
        self._articles = articles
        self._total = len(articles) + CORPUS_ARTICLES if total is None else total

    def get(self, path):
        address = urllib.parse.urlsplit(path)
        asked = dict(urllib.parse.parse_qsl(address.query))
        if address.path == "/api/v1/stats":
            return {"articles": self._total}
        if address.path == "/api/v1/search":
            found = [number for number, (batch, _) in self._articles.items()
                     if asked.get("tag", f"batch-{batch}") == f"batch-{batch}"
                     and asked.get("q", kill_loop.word(number)) == kill_loop.word(number)]
            return {"total": len(found), "total_relation": "eq"}
        number = int(address.path.rsplit("-", 1)[1])
        return {"body": [f"Version v{self._articles[number][1]} of {kill_loop.word(number)}.", "filler"]}


PUBLISHED = kill_loop.State([2, 2], [0, 1, 0, 0])
ATTEMPTED = kill_loop.State([2, 2, 1], [0, 2, 0, 0, 0])
SOUND = {0: (0, 0), 1: (0, 1), 2: (1, 0), 3: (1, 0)}


class KillLoopTest(unittest.TestCase):
    def check(self, articles, total=None):
        kill_loop.check(FakeServer(articles, total), PUBLISHED, ATTEMPTED, CORPUS_ARTICLES, random.Random(1))

    def test_the_published_state_the_attempted_one_and_any_between_are_sound(self):
        for articles in (SOUND, {**SOUND, 1: (0, 2)}, {**SOUND, 1: (0, 2), 4: (2, 0)}, {**SOUND, 4: (2, 0)}):
            with self.subTest(articles):
                self.check(articles)

    def test_what_is_lost_doubled_or_mixed_up_is_found(self):
        for reason, articles, total in (
                ("an article is lost", {0: (0, 0), 1: (0, 1), 2: (1, 0)}, None),
                ("an article is lost that the statistics still count", {0: (0, 0), 1: (0, 1), 2: (1, 0)}, 9),
                ("the statistics count too many", SOUND, 11),
                ("an article has a text that was replaced before", {**SOUND, 1: (0, 0)}, None),
                ("an article has a text that nobody wrote", {**SOUND, 3: (1, 7)}, None)):
            with self.subTest(reason), self.assertRaises(AssertionError):
                self.check(articles, total)

    def test_the_input_grows_and_its_state_says_so(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "corpus").mkdir()
            (folder / "corpus" / "a.md").write_text("A\n")
            material = kill_loop.Input(folder / "input", folder / "corpus", random.Random(1))
            for runs in (1, 2, 3):
                material.grow()
                lines = (folder / "input" / "wire.jsonl").read_text().splitlines()
                self.assertEqual(len(lines), runs * kill_loop.NEW_A_RUN)
                self.assertEqual(sum(material.state().batches), len(lines))
            changed = [version for version in material.state().versions if version > 0]
            self.assertGreaterEqual(sum(changed), kill_loop.CHANGED_A_RUN)
            first = json.loads(lines[0])
            self.assertIn(f"v{material.state().versions[0]} of", first["body"])

    def test_every_article_has_a_word_of_its_own(self):
        words = {kill_loop.word(number) for number in range(5000)}
        self.assertEqual(len(words), 5000)


if __name__ == "__main__":
    unittest.main()
