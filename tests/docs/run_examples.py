"""Runs the examples of the documents as they stand: every block that is fenced as ```sh.

    run_examples.py --root DIR --index PROGRAM --serve PROGRAM [DOCUMENT...]

All blocks of one document run in order, each in a fresh bash (errexit, nounset, pipefail), in one temporary folder that
looks like a clone after ./scripts/run: corpus/, web/ and the other folders, the programs below build/release and on the
PATH, ./archive built from corpus/ and served. http://127.0.0.1:8080 in the text stands for that server's address.
A block that ends with a code other than 0 fails; so does a line of the block fenced as ```output right behind it that
was not printed, in that order ("..." inside a line stands for anything). Blocks that take a container engine, a package
manager or a terminal are fenced with another word, ```text for example, and are not run.
"""

import argparse
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from programs import Programs  # noqa: E402

ADDRESS = "http://127.0.0.1:8080"
SECONDS_A_BLOCK = 120
FENCE = re.compile(r"^(?P<indent> *)```(?P<info>\S*)[^\n]*\n(?P<text>.*?)^(?P=indent)```[ \t]*$", re.MULTILINE | re.DOTALL)


class Example:
    def __init__(self, line, command):
        self.line = line        # of the document, 1-based, where the fence opens
        self.command = command
        self.output = []        # lines that must be printed


def examples(text):
    """The runnable blocks of a document, with the output that each one shows."""
    found = []
    end_of_last = -1
    for match in FENCE.finditer(text):
        if match["info"] == "sh":
            found.append(Example(text.count("\n", 0, match.start()) + 1, dedented(match)))
            end_of_last = match.end()
        elif match["info"] == "output" and found and not text[end_of_last:match.start()].strip():
            found[-1].output = [line for line in dedented(match).splitlines() if line.strip()]
    return found


def dedented(match):
    indent = len(match["indent"])
    return "".join(line[indent:] if line[:indent].isspace() else line for line in match["text"].splitlines(True))


def first_missing(wanted, printed):
    """The first of the wanted lines that does not follow the ones before it in what was printed; None: all are there."""
    lines = iter(printed.splitlines())
    for line in wanted:
        pattern = re.compile(".*".join(re.escape(part) for part in line.strip().split("...")))
        if not any(pattern.fullmatch(found.strip()) for found in lines):
            return line
    return None


def run_block(command, folder, environment):
    """(exit code, what was printed). Ends everything that the block started."""
    block = subprocess.Popen(["bash", "-euo", "pipefail", "-c", command], cwd=folder, env=environment,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                             errors="replace", start_new_session=True)
    try:
        printed, _ = block.communicate(timeout=SECONDS_A_BLOCK)
        return block.returncode, printed
    except subprocess.TimeoutExpired:
        return 124, f"(not done after {SECONDS_A_BLOCK} s; a block that serves for good must be fenced as text)"
    finally:
        try:
            os.killpg(block.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        block.wait()


def clone_like(folder, root, programs):
    """Makes `folder` look like a clone after ./scripts/run; what the examples write stays in it."""
    def left_out(inside, names):
        return {"node_modules", *({".git", "archive", "build"} if pathlib.Path(inside) == root else ())} & set(names)

    shutil.copytree(root, folder, dirs_exist_ok=True, ignore=left_out)
    for program, room in ((programs.index, "indexer"), (programs.serve, "server")):
        place = folder / "build/release" / room
        place.mkdir(parents=True)
        (place / os.path.basename(program)).symlink_to(program)
    programs.run_index(folder / "archive", folder / "corpus", accept=(0, 1))


def failures_of(document, root, programs):
    found = examples(document.read_text("utf-8"))
    if not found:
        return 0, []
    failures = []
    with tempfile.TemporaryDirectory(prefix="dateline-docs-") as name:
        folder = pathlib.Path(name)
        clone_like(folder, root, programs)
        path = os.pathsep.join([os.path.dirname(programs.index), os.path.dirname(programs.serve), os.environ["PATH"]])
        environment = {**os.environ, "PATH": path, "HOME": name}
        with programs.server(folder / "archive") as server:
            for example in found:
                code, printed = run_block(example.command.replace(ADDRESS, server.url), folder, environment)
                where = f"{document.relative_to(root)}:{example.line}"
                if code != 0:
                    failures.append(f"{where}: ended with {code}\n{example.command}{printed}")
                    continue
                missing = first_missing(example.output, printed.replace(server.url, ADDRESS))
                if missing is not None:
                    failures.append(f"{where}: did not print {missing!r} where it is shown\n{example.command}{printed}")
    return len(found), failures


def main():
    parser = argparse.ArgumentParser()
    for name in ("root", "index", "serve"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("documents", nargs="*")
    options = parser.parse_args()
    root = pathlib.Path(options.root).resolve()
    programs = Programs(options.index, options.serve, root / "web")
    documents = [root / name for name in options.documents] or [root / "README.md", *sorted(root.glob("docs/**/*.md"))]
    total, failures = 0, []
    for document in documents:
        ran, failed = failures_of(document, root, programs)
        total += ran
        failures += failed
        if ran:
            print(f"{document.relative_to(root)}: {ran} examples, {len(failed)} failed", flush=True)
    print(*failures, sep="\n\n")
    if total == 0:
        print("no document has an example that is fenced as sh")
    return 1 if failures or total == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
