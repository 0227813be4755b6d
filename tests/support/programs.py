"""The two programs as a person starts them, for tests in Python: an indexing run, and a server on a port of its own."""

import argparse
import json
import os
import re
import subprocess
import threading
import urllib.error
import urllib.request

SECONDS_TO_START = 60
SECONDS_TO_STOP = 30


def run(command, accept):
    """What the command printed; raises when its exit code is not one of `accept`."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
    if done.returncode not in accept:
        raise AssertionError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


class Programs:
    """Where the built programs lie."""

    def __init__(self, index, serve, web):
        self.index = os.path.abspath(index)
        self.serve = os.path.abspath(serve)
        self.web = os.path.abspath(web)

    def run_index(self, archive, *paths, accept=(0,)):
        """Indexes `paths`; raises when the exit code is not one of `accept`. Gives what was printed."""
        return run([self.index, "--archive", str(archive), *map(str, paths)], accept)

    def check_archive(self, archive):
        """Reads every byte of the archive; raises when one is not as it was written."""
        return run([self.index, "--archive", str(archive), "--check"], accept=(0,))

    def server(self, archive, cwd=None, flags=()):
        return Server(self, archive, cwd, flags)


class Server:
    """dateline-serve on a free port of 127.0.0.1 for the length of a with block; `url` has no slash at the end."""

    def __init__(self, programs, archive, cwd=None, flags=()):
        self._command = [programs.serve, "--archive", str(archive), "--listen", "127.0.0.1:0", "--web", programs.web, *flags]
        self._cwd = cwd
        self._printed = []
        self._ready = threading.Event()
        self.url = None

    def __enter__(self):
        self._process = subprocess.Popen(self._command, cwd=self._cwd, stdout=subprocess.PIPE,
                                         stderr=subprocess.STDOUT, text=True)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._ready.wait(SECONDS_TO_START)
        if self.url is None:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"{' '.join(self._command)} did not say where it listens:\n{self.printed()}")
        return self

    def __exit__(self, *_):
        self._process.terminate()
        try:
            code = self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"the server did not stop on SIGTERM:\n{self.printed()}") from None
        self._reader.join()
        if code != 0:
            raise AssertionError(f"the server ended with {code}:\n{self.printed()}")

    def _read(self):
        for line in self._process.stdout:
            self._printed.append(line)
            match = re.search(r"http://127\.0\.0\.1:\d+", line)
            if match and self.url is None:
                self.url = match.group()
                self._ready.set()
        self._ready.set()

    def printed(self):
        return "".join(self._printed)

    def get(self, path):
        """The JSON at `path` with status 200; anything else raises with the answer's text."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"GET {path}: {error.code}: {error.read().decode('utf-8', 'replace')}") from None


def programs_given(description):
    """The programs that the command line names with --index, --serve and --web, and what else stands there."""
    arguments = argparse.ArgumentParser(description=description)
    for name in ("--index", "--serve", "--web"):
        arguments.add_argument(name, required=True)
    given, rest = arguments.parse_known_args()
    return Programs(given.index, given.serve, given.web), rest
