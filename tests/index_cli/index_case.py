"""What all tests of the command line share: a temporary folder, and the indexer to start in it."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import unittest

OK, REJECTED, USAGE, NO_INPUT, IO_ERROR, LOCKED, MISFIT = 0, 1, 64, 66, 74, 75, 78


def article(title, body="The council voted on the levy.", **more):
    return json.dumps({"title": title, "body": body, **more})


class IndexCase(unittest.TestCase):
    program = None

    def setUp(self):
        self._folder = tempfile.TemporaryDirectory(prefix="dateline-cli-")
        self.addCleanup(self._folder.cleanup)
        self.top = self._folder.name
        self.archive = os.path.join(self.top, "archive")
        self.news = os.path.join(self.top, "news")
        os.mkdir(self.news)

    def write(self, name, text, folder=None):
        path = os.path.join(folder or self.news, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def start(self, *arguments, **options):
        return subprocess.Popen([self.program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)

    def run_index(self, *arguments, code=OK, stdin=None):
        """The report of a run, with what it printed; fails when the exit code is not `code`."""
        report = os.path.join(self.top, "report.json")
        if os.path.exists(report):
            os.remove(report)
        done = subprocess.run([self.program, "--archive", self.archive, "--report", report, *arguments],
                              stdin=stdin or subprocess.DEVNULL, capture_output=True, timeout=300)
        self.out, self.err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, code, self.out + self.err)
        if not os.path.exists(report):
            return None
        with open(report, encoding="utf-8") as file:
            return json.load(file)

    def assert_counts(self, report, **counts):
        self.assertEqual({name: report[name] for name in counts}, counts)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--index", required=True)
    options, rest = parser.parse_known_args()
    IndexCase.program = os.path.abspath(options.index)
    unittest.main(module="__main__", argv=[sys.argv[0], *rest], verbosity=1)
