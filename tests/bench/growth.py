"""bench growth: what an archive costs as it grows: articles made from a seed, indexed, changed, served and asked; beside plain Xapian.

    scripts/bench growth [--sizes 10000,100000,1000000] [--floor-sizes 10000,100000] [--archive FOLDER] [--json FILE] [--scratch FOLDER]

`--archive` takes a finished archive of made articles, of the one size that is named, and leaves it as it is.
"""

import argparse
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "release"
INDEX, SERVE = BUILD / "indexer" / "dateline-index", BUILD / "server" / "dateline-serve"
MADE, FLOOR = BUILD / "tests" / "bench" / "made_articles", BUILD / "tests" / "bench" / "plain_xapian"
CHANGES = 20
QUERIES_A_CLASS = 80
MB = 1e6
STATUS_FIELDS = ("VmRSS", "RssAnon", "RssFile")


def memory(pid):
    """MB by kind of a process that runs; {} when it has ended."""
    try:
        text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return {}
    found = dict(re.findall(r"^(\w+):\s+(\d+) kB$", text, re.MULTILINE))
    return {name: int(found[name]) * 1024 / MB for name in STATUS_FIELDS if name in found}


class Watched:
    """A process from start to end: processor time, wall time, the most memory it had."""

    def __init__(self, command, **options):
        self.start = time.monotonic()
        self.process = subprocess.Popen([str(part) for part in command], **options)
        self.peak = {}
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()

    def _watch(self):
        while self.process.returncode is None:
            for name, value in memory(self.process.pid).items():
                self.peak[name] = max(self.peak.get(name, 0), value)
            time.sleep(0.02)

    def wait(self):
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.monotonic() - self.start
        self.watcher.join()
        if self.process.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, self.process.args))} ended with {self.process.returncode}")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.rss = usage.ru_maxrss * 1024 / MB
        return self


def make(articles, first=0, count=0, **options):
    """The program that writes articles first to first + count of an archive of that many."""
    command = [str(MADE), "--articles", str(articles), "--first", str(first), "--count", str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def made(articles, first, count):
    with make(articles, first, count) as maker:
        return [json.loads(line) for line in maker.stdout]


def fed(articles, command):
    """Runs `command` with all articles on its standard input; the process and what was made."""
    maker = make(articles)
    watched = Watched(command, stdin=maker.stdout, stdout=subprocess.DEVNULL)
    maker.stdout.close()
    watched.wait()
    counts = json.loads(maker.stderr.read())
    maker.wait()
    return watched, counts


def folder_bytes(folder):
    return sum(file.stat().st_size for file in pathlib.Path(folder).rglob("*") if file.is_file())


def build_row(watched, counts, folder):
    text = counts["text_bytes"]
    return {"articles": counts["articles"], "text_mb": text / MB, "cpu_s": watched.cpu, "wall_s": watched.wall,
            "articles_per_s": counts["articles"] / watched.wall, "mb_per_cpu_s": text / MB / watched.cpu, "mb_per_s": text / MB / watched.wall,
            "peak_rss_mb": watched.rss, "peak_anonymous_mb": watched.peak.get("RssAnon", 0), "bytes_per_text_byte": folder_bytes(folder) / text}


def changes(archive, articles, scratch):
    """One article after the other gets a new paragraph; each is published by a run of its own. Medians."""
    cpu, wall, rss, anonymous = [], [], [], []
    for turn in range(CHANGES):
        article = made(articles, turn * articles // CHANGES, 1)[0]
        article["body"] = f"This article was corrected for the {turn + 1}th time today.\n\n" + article["body"]
        article["updated"] = "2024-05-01T10:00:00Z"
        file = scratch / f"change-{turn}.jsonl"
        file.write_text(json.dumps(article) + "\n", encoding="utf-8")
        run = Watched([INDEX, "--quiet", "--archive", archive, file], stdout=subprocess.DEVNULL).wait()
        cpu.append(run.cpu * 1e3)
        wall.append(run.wall * 1e3)
        rss.append(run.rss)
        anonymous.append(run.peak.get("RssAnon", 0))
    return {"change_cpu_ms": statistics.median(cpu), "change_cpu_ms_most": max(cpu), "change_wall_ms": statistics.median(wall),
            "change_wall_ms_most": max(wall), "change_peak_rss_mb": max(rss), "change_peak_anonymous_mb": max(anonymous)}


def query_words(articles, random_source):
    """Words as people type them: of headlines all over the archive, without endings of sentences."""
    titles = []
    for _ in range(200):
        titles += made(articles, random_source.randrange(articles), 1)
    words = [word for title in titles for word in re.findall(r"[A-Za-z]{4,}", title["title"])]
    return words, titles


def queries(articles):
    """Parameters of searches, by class; the same for every run, and for the floor where it can answer them."""
    dice = random.Random(7)
    words, titles = query_words(articles, dice)
    dates = sorted(title["published"] for title in titles)
    out = {name: [] for name in ("term", "and", "or", "phrase", "prefix", "filter_newest", "facets")}
    for _ in range(QUERIES_A_CLASS):
        one, two, three = (dice.choice(words) for _ in range(3))
        body = re.findall(r"[A-Za-z]+", dice.choice(titles)["body"])
        at = dice.randrange(max(1, len(body) - 3))
        out["term"].append({"q": one})
        out["and"].append({"q": f"{one} {two}"})
        out["or"].append({"q": f"{one} OR {two} OR {three}"})
        out["phrase"].append({"q": f'"{body[at]} {body[min(at + 1, len(body) - 1)]}"'})
        out["prefix"].append({"q": one[:4] + "*"})
        out["filter_newest"].append({"q": f"{one} from:{dice.choice(dates)[:10]}", "sort": "newest"})
        out["facets"].append({"q": one, "facets": "source,section,published:year"})
    return out


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


class Server:
    """dateline-serve on a free port, from its fork on."""

    def __init__(self, archive):
        self.start = time.monotonic()
        self.process = subprocess.Popen([str(SERVE), "--archive", str(archive), "--listen", "127.0.0.1:0", "--access-log", "off"],
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            if match := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                self.connection = http.client.HTTPConnection("127.0.0.1", int(match.group(1)), timeout=60)
                break
        else:
            raise SystemExit("dateline-serve did not start")
        while self.get("/readyz") != 200:
            time.sleep(0.001)
        self.ready_ms = (time.monotonic() - self.start) * 1e3

    def get(self, path):
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status

    def cpu_ms(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * 1e3 / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def ask(archive, asked):
    """Ready, memory, and times by class over HTTP; every query is asked once before it is timed, as the page cache is warm."""
    server = Server(archive)
    out = {"ready_ms": server.ready_ms, "ready_anonymous_mb": memory(server.process.pid)["RssAnon"]}
    paths = {name: ["/api/v1/search?" + urllib.parse.urlencode(one) for one in rows] for name, rows in asked.items()}
    for name in paths:
        for path in paths[name]:
            server.get(path + "&page=2")
    for name in paths:
        walls, cpu = [], server.cpu_ms()
        for path in paths[name]:
            start = time.monotonic()
            if server.get(path) != 200:
                raise SystemExit(f"{path} was not answered")
            walls.append((time.monotonic() - start) * 1e3)
        out[name] = {"p50_ms": percentile(walls, 0.5), "p95_ms": percentile(walls, 0.95), "cpu_ms": (server.cpu_ms() - cpu) / len(walls)}
    for name, value in memory(server.process.pid).items():
        out[f"serve_{name}_mb"] = value
    server.stop()
    return out


def ask_floor(folder, asked):
    lines = [f"{name}\t{one['q']}\n" for name in ("term", "and", "or", "phrase", "prefix") for one in asked[name]]
    rows = {}
    for _ in range(2):
        done = subprocess.run([str(FLOOR), "ask", str(folder)], input="".join(lines), stdout=subprocess.PIPE, text=True, check=True)
        rows = {}
        for line in done.stdout.splitlines():
            name, wall, cpu, _ = line.split("\t")
            rows.setdefault(name, []).append((float(wall), float(cpu)))
    return {name: {"p50_ms": percentile([wall for wall, _ in times], 0.5), "p95_ms": percentile([wall for wall, _ in times], 0.95),
                   "cpu_ms": statistics.mean(cpu for _, cpu in times)} for name, times in rows.items()}


def measure(size, options, scratch):
    row = {"subject": "dateline"}
    archive = options.archive or scratch / f"archive-{size}"
    if not options.archive:
        watched, counts = fed(size, [INDEX, "--quiet", "--archive", archive, "--format", "jsonl", "-"])
        row |= build_row(watched, counts, archive)
    asked = queries(size)
    row |= {"articles": size} | ask(archive, asked)
    if options.archive:
        copy = scratch / "copy"
        shutil.copytree(archive, copy, copy_function=link)
        archive = copy
    row |= changes(archive, size, scratch)
    shutil.rmtree(archive)
    rows = [row]
    if size in options.floor_sizes:
        folder = scratch / f"floor-{size}"
        watched, counts = fed(size, [FLOOR, "index", folder])
        rows.append({"subject": "plain Xapian"} | build_row(watched, counts, folder) | ask_floor(folder, asked))
        shutil.rmtree(folder)
    return rows


def link(source, target):
    """Files that are never changed need no copy; the others are copied."""
    if "/segments/" in source:
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def show(rows):
    names = list(dict.fromkeys(name for row in rows for name in row if name != "subject"))
    print(f"{'':26}" + "".join(f"{row['subject']:>16}" for row in rows))
    for name in names:
        if any(isinstance(row.get(name), dict) for row in rows):
            for part in ("p50_ms", "p95_ms", "cpu_ms"):
                print(f"{name + ' ' + part:26}" + "".join(f"{row[name][part]:16.2f}" if name in row else f"{'':16}" for row in rows))
        else:
            print(f"{name:26}" + "".join(f"{row[name]:16,.2f}" if name in row else f"{'':16}" for row in rows))


def numbers(text):
    return [int(part) for part in text.split(",") if part]


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench growth")
    parser.add_argument("--sizes", type=numbers, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--floor-sizes", type=numbers, default=[10_000, 100_000])
    parser.add_argument("--archive", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--scratch", type=pathlib.Path, help="folder for what is made; default: a temporary one")
    options = parser.parse_args()
    subprocess.run([str(ROOT / "scripts" / "build"), "--set", "DATELINE_BENCH=ON", "made_articles", "plain_xapian"], check=True, stdout=subprocess.DEVNULL)
    rows = []
    with tempfile.TemporaryDirectory(prefix="dateline-growth-", dir=options.scratch) as scratch:
        for size in options.sizes:
            rows += measure(size, options, pathlib.Path(scratch))
            print(f"{size} articles are measured", file=sys.stderr)
    show(rows)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
