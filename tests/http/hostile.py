"""Drives a real server with hostile requests and hostile clients. Needs Python's standard library alone.

    hostile.py PROGRAM [WORD]

PROGRAM is front_echo; WORD picks the cases whose name contains it. Exits 1 when a case fails.
"""

import json
import sys
import traceback

import clients_table
import requests_table
import streams_table  # noqa: F401 - its cases are among those of clients_table
from client import Server


def check_request(server, request, status, words):
    with server.connect() as connection:
        answer = connection.send(request).answer()
        text = answer.body.decode()
        assert answer.status == status, f"{answer.status} instead of {status}: {text}"
        assert words in text, f"{words!r} is not in {text!r}"
        if status == 200:
            return
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["connection"] == "close" and json.loads(text)["status"] == status
        assert connection.is_closed(), "more bytes after the refusal"


def requests(program, word):
    with Server(program) as server:
        for name, request, status, words in requests_table.ALL:
            if word in name:
                yield name, lambda r=request, s=status, w=words: check_request(server, r, s, w)


def clients(program, word):
    for name, function in clients_table.CASES:
        if word in name:
            yield name, lambda f=function: f(program)


def main(program, word=""):
    passed, failed = 0, 0
    for cases in (requests, clients):
        for name, run in cases(program, word):
            try:
                run()
                passed += 1
            except Exception:  # whatever it is, the case has failed and the others go on
                failed += 1
                print(f"FAILED: {name}")
                traceback.print_exc(limit=-3, file=sys.stdout)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
