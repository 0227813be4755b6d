"""Kills the indexer with SIGKILL at random moments, again and again: nothing that was published may be lost.

    kill_loop.py --index PROGRAM --serve PROGRAM --web DIR --corpus DIR [--kills N] [--seed N]

The input grows and changes before every run: new articles, and new text for old ones. After a kill the archive must
open, and must hold each article that a finished run published, in the text that was published or in the newer one that
the killed run was about to publish; every byte of it must be as it was written. Every few kills a run may finish; then exactly the whole input must be there, also
in a server that has been answering since the beginning.
"""

import argparse
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from programs import Programs  # noqa: E402

SYLLABLES = ("ba", "co", "du", "fi", "go", "ka", "lo", "mu", "ni", "po")
NEW_A_RUN = 30
CHANGED_A_RUN = 10
CHECKED_ONE_BY_ONE = 40


def word(number):
    """A word that no language has and no stemmer shortens; another one for each number."""
    return "z" + "".join(SYLLABLES[int(digit)] for digit in str(number)) + "x"


class Input:
    """A folder with a copy of the sample corpus and one JSON Lines file that grows and changes."""

    def __init__(self, folder, corpus, chance):
        self.folder = folder
        self._chance = chance
        self._versions = []  # of article number n: how often its text changed
        self._batches = []   # numbers of articles, by the run that they came with
        shutil.copytree(corpus, folder / "corpus")

    def grow(self):
        for number in self._chance.sample(range(len(self._versions)), min(CHANGED_A_RUN, len(self._versions))):
            self._versions[number] += 1
        first = len(self._versions)
        self._versions += [0] * NEW_A_RUN
        self._batches.append(range(first, first + NEW_A_RUN))
        with open(self.folder / "wire.jsonl", "w", encoding="utf-8") as file:
            for batch, numbers in enumerate(self._batches):
                for number in numbers:
                    file.write(json.dumps(self._article(batch, number)) + "\n")

    def _article(self, batch, number):
        chance = random.Random(number * 1000 + self._versions[number])
        filler = " ".join(word(chance.randrange(100_000, 200_000)) for _ in range(80))
        return {"id": f"wire-{number}", "title": f"Report {word(number)}", "source": "Loop Wire",
                "published": f"2020-01-{1 + number % 28:02}", "tags": [f"batch-{batch}"],
                "body": f"Version v{self._versions[number]} of {word(number)}.\n\n{filler}"}

    def state(self):
        """What an archive of this input holds: articles a batch, and the version of each article."""
        return State([len(batch) for batch in self._batches], list(self._versions))


class State:
    def __init__(self, batches=(), versions=()):
        self.batches = batches
        self.versions = versions


def count(server, **parameters):
    answer = server.get("/api/v1/search?" + urllib.parse.urlencode({**parameters, "per_page": 1}))
    if answer["total_relation"] != "eq":
        raise AssertionError(f"{parameters}: the total is not exact")
    return answer["total"]


def check(server, published, attempted, corpus_articles, chance):
    """Everything of `published` is there; of what `attempted` adds, all or nothing is, batch by batch."""
    articles = server.get("/api/v1/stats")["articles"]
    least, most = (sum(state.batches) + corpus_articles for state in (published, attempted))
    if not least <= articles <= most:
        raise AssertionError(f"{articles} articles; {least} were published, {most} are in the input")
    for batch, size in enumerate(published.batches):
        found = count(server, tag=f"batch-{batch}")
        if found != size:
            raise AssertionError(f"{found} articles of batch {batch} are found, {size} were published")
    sample = range(len(published.versions))
    for number in chance.sample(sample, min(CHECKED_ONE_BY_ONE, len(sample))):
        if count(server, q=word(number)) != 1:
            raise AssertionError(f"wire-{number} was published and its word {word(number)} does not find it")
        body = " ".join(server.get(f"/api/v1/articles/wire-{number}")["body"])
        wanted = {f"Version v{state.versions[number]} of" for state in (published, attempted)}
        if not any(body.startswith(text) for text in wanted):
            raise AssertionError(f"wire-{number} begins {body[:40]!r}; wanted one of {sorted(wanted)}")


def killed_run(programs, archive, folder, delay):
    """Starts a run and kills it after `delay` seconds. True: it was killed; False: it had ended before, and well."""
    run = subprocess.Popen([programs.index, "--archive", archive, folder], stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, text=True)
    try:
        printed, _ = run.communicate(timeout=delay)
    except subprocess.TimeoutExpired:
        run.kill()
        run.communicate()
        return run.returncode == -9
    if run.returncode not in (0, 1):
        raise AssertionError(f"a run on what a killed run left behind ended with {run.returncode}:\n{printed}")
    return False


def loop(programs, folder, options):
    chance = random.Random(options.seed)
    archive = folder / "archive"
    material = Input(folder / "input", options.corpus, chance)
    programs.run_index(archive, material.folder, accept=(0, 1))
    kills = runs = 0
    published = State()
    with programs.server(archive) as witness:
        corpus_articles = witness.get("/api/v1/stats")["articles"]
        took = 1.0
        while kills < options.kills:
            if runs > 4 * options.kills:
                raise AssertionError(f"only {kills} of {runs} runs could be killed before they ended")
            for _ in range(chance.randint(1, 3)):
                material.grow()
                runs += 1
                if killed_run(programs, archive, material.folder, chance.uniform(0, took)):
                    kills += 1
                else:
                    published = material.state()
                programs.check_archive(archive)
                with programs.server(archive) as fresh:
                    check(fresh, published, material.state(), corpus_articles, chance)
            began = time.monotonic()
            programs.run_index(archive, material.folder, accept=(0, 1))
            took = time.monotonic() - began
            published = material.state()
            check(witness, published, published, corpus_articles, chance)
    return kills, runs


def main():
    parser = argparse.ArgumentParser()
    for name in ("index", "serve", "web"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--corpus", required=True, type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=36)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="dateline-kill-loop-") as folder:
        kills, runs = loop(Programs(options.index, options.serve, options.web), pathlib.Path(folder), options)
    print(f"{kills} of {runs} runs were killed; nothing that was published is lost")


if __name__ == "__main__":
    main()
