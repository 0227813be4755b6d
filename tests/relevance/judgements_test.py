"""Runs every row of corpus/judgements.tsv, and the query expectations of the shared seeds, against the real programs.

A row names a query, an article, and the worst rank at which a demanding reader would accept it; rank 0 says that the
article must not be found. Prints what fails and how many rows hold. Exit code 1 when a row of the sample archive fails.
"""

import argparse
import csv
import json
import os
import sys
import tempfile
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from support.programs import Programs  # noqa: E402

MOST_HITS = 100


def ids_of(server, query, **more):
    parameters = urllib.parse.urlencode({"q": query, "per_page": MOST_HITS, "snippets": 0, **more})
    return [hit["id"] for hit in server.get(f"/api/v1/search?{parameters}")["hits"]]


def fault_of(row, ids):
    """What is wrong with the row; empty when it holds."""
    worst = int(row["worst_rank"])
    rank = ids.index(row["article"]) + 1 if row["article"] in ids else None
    if worst == 0:
        return "" if rank is None else f"must not be found, is at {rank}"
    if rank is None:
        return f"is not found; wanted at {worst} or better"
    return "" if rank <= worst else f"is at {rank}; wanted at {worst} or better"


def judge_corpus(server):
    with open(ROOT / "corpus" / "judgements.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    faults = 0
    for row in rows:
        # What must not be found is asked for with all its words: a relaxed search may find it for the others.
        fault = fault_of(row, ids_of(server, row["query"], match="all" if row["worst_rank"] == "0" else "auto"))
        if fault:
            faults += 1
            print(f"{row['query']}: {row['article']} {fault} ({row['why']})")
    print(f"judgements of the sample archive: {len(rows) - faults} of {len(rows)} hold")
    return faults


def judge_seeds(server, truth):
    """Rows of fields that are not there yet (speaker, person) are left out."""
    rows = [row for row in truth["query_expectations"] if isinstance(row["want"], list) and ":" not in row["q"].split('"')[0]]
    held = 0
    for row in rows:
        found = sorted(article_id[:3] for article_id in ids_of(server, row["q"]))
        held += found == sorted(row["want"])
        if found != sorted(row["want"]):
            print(f"seeds: {row['q']}: found {found}, wanted {row['want']}")
    print(f"query expectations of the seeds: {held} of {len(rows)} hold")
    return len(rows) - held


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--index", required=True)
    parser.add_argument("--serve", required=True)
    options = parser.parse_args()
    programs = Programs(options.index, options.serve, ROOT / "web")
    shared = Path(os.environ.get("DATELINE_SHARED", ROOT.parent / "shared"))
    with tempfile.TemporaryDirectory() as folder:
        programs.run_index(Path(folder, "corpus"), ROOT / "corpus")
        with programs.server(Path(folder, "corpus")) as server:
            faults = judge_corpus(server)
        if not (shared / "seeds" / "truth.json").exists():
            print("query expectations of the seeds: SKIPPED, the shared folder is not here")
            return faults > 0
        programs.run_index(Path(folder, "seeds"), *sorted((shared / "seeds").glob("*.txt")))
        with programs.server(Path(folder, "seeds")) as server:
            faults += judge_seeds(server, json.loads((shared / "seeds" / "truth.json").read_text(encoding="utf-8")))
    return faults > 0


if __name__ == "__main__":
    sys.exit(main())
