"""Clients of answers that are made while they are sent, as clients_table.py has those of all others."""

import threading

from client import Closed, Server, close_all, reset
from clients_table import case, ONE_GET


def read_until(connection, over):
    while not over.is_set() and connection.more():
        connection.rest = b""


def ask_for_stream(connection, parameters, version="1.1", method="GET"):
    return connection.send(f"{method} /stream?{parameters} HTTP/{version}\r\nHost: t\r\n\r\n".encode())


@case
def a_stream_comes_whole_and_the_connection_stays(program):
    with Server(program) as server, server.connect() as connection:
        for pieces, size in ((0, 5), (1, 5), (3, 0), (40, 100_000)):
            ask_for_stream(connection, f"pieces={pieces}&bytes={size}").streamed()
            expected = b"".join(bytes([97 + i % 26]) * size for i in range(pieces))
            assert connection.rest_of_stream() == expected, (pieces, size)
        head = ask_for_stream(connection, "pieces=3&bytes=5", method="HEAD").answer("HEAD")
        assert head.status == 200 and head.headers["transfer-encoding"] == "chunked"
        assert connection.send(ONE_GET).answer().status == 200


@case
def a_stream_in_http_1_0_ends_with_the_connection(program):
    with Server(program) as server, server.connect() as connection:
        ask_for_stream(connection, "pieces=30&bytes=100000", version="1.0")
        head = connection.until(b"\r\n\r\n").lower()
        assert b"transfer-encoding" not in head and b"content-length" not in head and b"connection: close" in head
        while connection.more():
            pass
        assert len(connection.rest) == 3_000_000 and connection.rest.endswith(b"d" * 100_000)


@case
def who_does_not_read_a_stream_holds_no_worker_and_little_memory(program):
    with Server(program, threads=1) as server:
        lazy = [server.connect(receive_buffer=4096) for _ in range(20)]
        for connection in lazy:
            ask_for_stream(connection, "pieces=2000&bytes=60000")
        server.wait_for("all have begun", lambda c: c["buffered"] > 19 * 60_000)
        assert server.get("/").status == 200
        held = server.wait_for("what is held", lambda c: c["requests"] > 20)["buffered"]
        assert held < 20 * 200_000, held
        lazy[0].streamed()
        assert len(lazy[0].rest_of_stream()) == 2000 * 60_000, "it goes on when it is read"
        close_all(lazy)
        server.wait_for("they are gone", lambda c: c["open"] == 1 and c["buffered"] < 60_000)


@case
def streams_that_are_read_as_fast_as_they_come_turn_no_request_away(program):
    with Server(program, threads=1, queue=2) as server:
        eager = [server.connect() for _ in range(24)]
        for connection in eager:
            ask_for_stream(connection, "pieces=1000000&bytes=60000").streamed()
        over = threading.Event()
        readers = [threading.Thread(target=read_until, args=(connection, over)) for connection in eager]
        for reader in readers:
            reader.start()
        try:
            assert [server.get("/").status for _ in range(50)] == [200] * 50
        finally:
            over.set()
            for reader in readers:
                reader.join()
            close_all(eager)


@case
def a_stream_that_is_not_read_ends_when_its_time_is_over(program):
    for limits in ({"write_time": 500}, {"stream_time": 500}):
        with Server(program, threads=1, **limits) as server, server.connect(receive_buffer=4096) as lazy:
            ask_for_stream(lazy, "pieces=100000&bytes=60000").streamed()
            if "stream_time" in limits:  # it is read, but for too long
                try:
                    assert lazy.rest_of_stream() is None, "a stream that never ends has ended"
                except Closed:
                    pass
            server.wait_for("it is closed", lambda c: c["too_slow"] == 1 and c["open"] == 1)


@case
def a_stream_that_fails_does_not_look_whole(program):
    with Server(program) as server, server.connect() as connection:
        ask_for_stream(connection, "pieces=9&bytes=1000&fail=5").streamed()
        try:
            assert connection.rest_of_stream() is None, "the end was marked"
        except Closed:
            pass
        assert server.get("/").status == 200


@case
def who_hangs_up_in_a_stream_is_forgotten(program):
    with Server(program, threads=1) as server:
        for leave in (lambda c: c.close(), reset):
            connection = server.connect(receive_buffer=4096)
            ask_for_stream(connection, "pieces=100000&bytes=60000").streamed()
            leave(connection)
            server.wait_for("it is gone", lambda c: c["open"] == 1 and c["buffered"] < 60_000)
