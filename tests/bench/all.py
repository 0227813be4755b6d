"""Runs the comparisons of tests/bench one after the other and writes docs/performance.md's tables.

    scripts/bench all [--json FILE] [--write FILE.md [--name NAME]] [--bench NAMES] [--limit N] [--keep FOLDER] [--judged FOLDER]...
                      [--quick] ARTICLES.jsonl...

Prints what the programs print. --json: all their figures in one object. --write: puts the tables into a document, between the
lines `<!-- bench all NAME -->` and `<!-- end -->` (NAME: --name, the number of articles by default); what else stands there
is left alone. --bench: some of index,query,load,relevance. --keep: where indexes stay for the next run. --quick: a look whether everything
runs. --judged: folders with judgements for the table of relevance.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench all", description=__doc__.split("\n")[0])
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--json")
    parser.add_argument("--write")
    parser.add_argument("--name")
    parser.add_argument("--limit", type=int, default=1_000_000_000)
    parser.add_argument("--index-rounds", type=int, default=3)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--only")
    parser.add_argument("--programs", default=ROOT / "build/release/tests/bench", help="folder of the built programs")
    parser.add_argument("--bench", default="index,query,load,relevance")
    parser.add_argument("--keep")
    parser.add_argument("--judged", action="append", default=[])
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    if options.quick:
        options.index_rounds, options.queries, options.seconds = 1, 5, 0.2
    return options


def run(options, name, *words):
    """(what the program printed, its figures)"""
    with tempfile.NamedTemporaryFile(suffix=".json") as figures:
        command = [str(pathlib.Path(options.programs) / f"bench_{name}"), *words, "--json", figures.name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        print(done.stdout, flush=True)
        return done.stdout, json.loads(pathlib.Path(figures.name).read_text("utf-8"))


def measure(options):
    shared = ["--limit", str(options.limit), *(["--only", options.only] if options.only else []), *options.articles]
    connections = "1,4" if options.quick else "1,8,64,512"
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as scratch:
        keep = ["--keep", options.keep or scratch]
        words = {"index": ["--rounds", str(options.index_rounds), *shared],
                 "query": [*keep, "--queries", str(options.queries), *shared],
                 "load": [*keep, "--seconds", str(options.seconds), "--connections", connections, *shared],
                 "relevance": options.judged}
        for name in options.bench.split(","):
            if words[name]:
                yield name, run(options, name, *words[name])


def about(results):
    """Machine, commit, engines with versions, articles of the measurements."""
    out = {}
    for _, figures in results.values():
        if isinstance(figures, dict):
            engines = {**out.get("engines", {}), **figures["surroundings"]["engines"]}
            out = {**figures["surroundings"], "engines": engines}
    return out


def section(results):
    """What stands in the document: the surroundings as a sentence, then the tables as printed."""
    where = about(results)
    versions = ", ".join(f"{name} {version}" for name, version in sorted(where["engines"].items()))
    lines = [f"{where['articles']:,} articles, {where['text_bytes'] / 1e6:.1f} MB of text. {where['cores']} cores of {where['processor']}, "
             f"{where['kernel']}, load average {where.get('load_average', 'unknown')}; commit {where['commit'][:12]}{' with changes' if where['changed'] else ''}, {where['date']}.",
             "", f"Versions: {versions}."]
    for name, (printed, _) in results.items():
        tables = re.sub(r"^\d+ articles, .*\n", "", printed, flags=re.MULTILINE).strip()
        lines += ["", f"#### {name}", "", tables]
    return "\n".join(lines)


def write_section(path, name, text):
    document = pathlib.Path(path).read_text("utf-8")
    place = re.compile(rf"(<!-- bench all {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
    if not place.search(document):
        sys.exit(f"{path}: has no place for {name}: <!-- bench all {name} --> and <!-- end -->")
    pathlib.Path(path).write_text(place.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", document), "utf-8")


def main():
    options = arguments()
    results = dict(measure(options))
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps({name: figures for name, (_, figures) in results.items()}, indent=1) + "\n", "utf-8")
    if options.write:
        write_section(options.write, options.name or str(about(results)["articles"]), section(results))


if __name__ == "__main__":
    main()
