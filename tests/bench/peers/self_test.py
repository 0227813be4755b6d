"""A small run of every comparison: the programs run, say something of every engine that is installed, and write sound figures.

    self_test.py PROGRAMS      (the folder of the built bench programs)

Nothing is said about times. The articles are made here, from words whose frequencies fall off as in any language.
"""

import json
import math
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

ARTICLES = 300
CLASSES = ["term", "and", "or", "phrase", "prefix", "filter + newest", "facets", "as you type", "completions", "mixed"]
FIGURES = ["p50_ms", "p95_ms", "p99_ms", "cpu_ms", "cpu_p50_ms", "cpu_p95_ms", "hits"]


def make_articles(path):
    chance = random.Random(5)
    syllables = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "an", "er", "on")]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(3000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]

    def text(count):
        return " ".join(chance.choices(words, weights, k=count))

    with open(path, "w", encoding="utf-8") as out:
        for number in range(ARTICLES):
            article = {"id": f"a{number}", "title": text(8), "body": "\n".join(text(60) + "." for _ in range(3)),
                       "source": f"Paper {number % 7}", "published": f"20{10 + number % 9}-0{1 + number % 8}-1{number % 10}"}
            out.write(json.dumps(article) + "\n")


def installed():
    """Keys of engines as they must appear in the tables, by what is on this machine."""
    yield from ("Xapian", "Dateline", "cpp-httplib")
    if shutil.which("groonga"):
        yield "Groonga"
    if shutil.which("scriptindex") and pathlib.Path("/usr/lib/cgi-bin/omega/omega").exists():
        yield "Omega"
    if pathlib.Path("/usr/include/sqlite3.h").exists():
        yield "SQLite"


def numbers_are_sound(row, names):
    return all(isinstance(row[name], (int, float)) and math.isfinite(row[name]) and row[name] >= 0 for name in names)


def check_query(figures):
    for engine in installed():
        rows = [row for row in figures["rows"] if engine in row["engine"]]
        told = {row["class"] for row in rows}
        wanted = set(CLASSES) - (set() if engine == "Dateline" else {"completions"}) - ({"facets"} if engine == "Omega" else set())
        if told != wanted:
            yield f"query: {engine} lacks {sorted(wanted - told)}"
        for row in rows:
            if not numbers_are_sound(row, FIGURES) or row["queries"] == 0 or row["hits"] > 10:
                yield f"query: {row}"
            if row["class"] in ("term", "or") and row["hits"] < 1:
                yield f"query: {row['engine']} finds next to nothing: {row}"
            if row["class"] != "completions" and not row["to_floor"]["p50_ms"] > 0:
                yield f"query: no ratio in {row}"


def check_index(figures):
    for engine in installed():
        rows = [row for row in figures["rows"] if engine in row["engine"]]
        if not rows and engine != "cpp-httplib":
            yield f"index: nothing about {engine}"
        for row in rows:
            if not numbers_are_sound(row, ["CPU s", "wall s", "articles/s", "MB/CPU s", "peak MB", "disk/text"]) or row["disk/text"] <= 0:
                yield f"index: {row}"


def check_load(figures):
    told = {(row["engine"].split(" over")[0].split(",")[0], row["connections"], "writer" in row["engine"]) for row in figures["rows"]}
    for engine in ("Dateline", "Xapian behind cpp-httplib"):
        for connections in (1, 4):
            if (engine, connections, False) not in told:
                yield f"load: {engine} with {connections} connections is missing"
    if ("Dateline", 4, True) not in told:
        yield "load: no row with a writer at work"
    for row in figures["rows"]:
        if row["q/s"] <= 0 or row["failures"] != "none":
            yield f"load: {row}"


def check_document(text):
    for bench in ("index", "query", "load"):
        if f"#### {bench}" not in text:
            yield f"the document has no section about {bench}"
    if not text.startswith("before\n") or not text.endswith("after\n"):
        yield "the document lost what stands around the tables"


def main():
    with tempfile.TemporaryDirectory(prefix="dateline-bench-test-") as scratch:
        folder = pathlib.Path(scratch)
        make_articles(folder / "articles.jsonl")
        (folder / "page.md").write_text("before\n<!-- bench all 300 -->\nold\n<!-- end -->\nafter\n", "utf-8")
        command = [sys.executable, "-B", str(pathlib.Path(__file__).resolve().parents[1] / "all.py"), "--quick", "--programs", sys.argv[1],
                   "--json", str(folder / "all.json"), "--write", str(folder / "page.md"), str(folder / "articles.jsonl")]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"scripts/bench all ended with {done.returncode}\n{done.stdout}{done.stderr}")
        figures = json.loads((folder / "all.json").read_text("utf-8"))
        wrong = [*check_index(figures["index"]), *check_query(figures["query"]), *check_load(figures["load"]),
                 *check_document((folder / "page.md").read_text("utf-8"))]
    print(*wrong, sep="\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
