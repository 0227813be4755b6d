"""Clients that are slow, greedy, rude or many. Each function is one case: it gets the server program and fails by assert."""

import json
import resource
import select
import socket
import subprocess
import time

from client import Server, close_all, reset

CASES = []
ONE_GET = b"GET /a HTTP/1.1\r\nHost: t\r\n\r\n"


def case(function):
    CASES.append((function.__name__.replace("_", " "), function))
    return function


def raise_file_limit(wanted):
    """Gives how many files this process, and those it starts, may open."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return soft


def assert_served(server, times=5):
    for _ in range(times):
        assert server.get("/still-served").status == 200


@case
def slow_headers_hold_no_worker_and_end_in_408(program):
    with Server(program, threads=2, header_time=2500) as server:
        slow = [server.connect() for _ in range(400)]
        for byte in b"GET / ":
            for connection in slow:
                connection.send(bytes([byte]))
            assert_served(server)
        for connection in slow:
            assert connection.answer().status == 408
            assert connection.is_closed()
        close_all(slow)


@case
def slow_bodies_hold_no_worker_and_end_in_408(program):
    with Server(program, threads=2, body_time=1500) as server:
        slow = [server.connect().send(b"POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1000\r\n\r\n") for _ in range(200)]
        for _ in range(4):
            for connection in slow:
                connection.send(b"x")
            assert_served(server)
        for connection in slow:
            assert connection.answer().status == 408
        close_all(slow)


@case
def slow_readers_hold_no_worker_and_are_dropped(program):
    with Server(program, threads=2, write_time=1500) as server:
        slow = [server.connect(receive_buffer=4096).send(b"GET /large?bytes=8000000 HTTP/1.1\r\nHost: t\r\n\r\n")
                for _ in range(16)]
        server.wait_for("the answers are held", lambda c: c["buffered"] > 16 * 1_000_000)
        assert_served(server)
        server.wait_for("the readers are dropped", lambda c: c["too_slow"] == 16 and c["buffered"] < 1_000_000)
        close_all(slow)


@case
def a_steady_slow_reader_gets_everything(program):
    with Server(program) as server, server.connect(receive_buffer=8192) as connection:
        answer = connection.send(b"GET /large?bytes=3000000 HTTP/1.1\r\nHost: t\r\n\r\n").answer()
        assert answer.body == b"x" * 3_000_000
        assert connection.send(ONE_GET).answer().status == 200


@case
def answers_that_nobody_reads_do_not_fill_the_memory(program):
    with Server(program, buffered_bytes=20_000_000) as server:
        greedy = [server.connect(receive_buffer=4096).send(b"GET /large?bytes=8000000 HTTP/1.1\r\nHost: t\r\n\r\n")
                  for _ in range(30)]
        server.wait_for("all are answered or dropped", lambda c: c["requests"] > 30 and c["open"] < 10)
        assert_served(server)
        close_all(greedy)


@case
def unfinished_bodies_do_not_fill_the_memory(program):
    part = b"POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 900000\r\n\r\n" + b"x" * 400_000
    with Server(program, buffered_bytes=2_000_000) as server:
        greedy = [server.connect().send(part) for _ in range(12)]
        server.wait_for("some are refused", lambda c: c["overloaded"] >= 6)
        assert_served(server)
        close_all(greedy)


@case
def two_thousand_idle_connections_cost_next_to_nothing(program):
    count = min(2000, raise_file_limit(8192) - 400)
    with Server(program, threads=2) as server:
        idle = [server.connect() for _ in range(count)]
        for connection in idle:
            assert connection.send(ONE_GET).answer().status == 200
        before = server.cpu_seconds()
        server.wait_for("all are open", lambda c: c["open"] > count)
        assert_served(server, 20)
        assert server.cpu_seconds() - before < 0.5
        assert server.resident_megabytes() < 400, server.resident_megabytes()
        for connection in idle[::100]:
            assert connection.send(ONE_GET).answer().status == 200
        close_all(idle)


@case
def idle_connections_are_closed_in_the_end(program):
    with Server(program, idle_time=300) as server, server.connect() as silent, server.connect() as used:
        assert used.send(ONE_GET).answer().status == 200
        assert silent.is_closed() and used.is_closed()


@case
def the_longest_idle_makes_room_for_the_next(program):
    with Server(program, connections=8, threads=1) as server:
        idle = [server.connect() for _ in range(8)]
        for connection in idle:  # one after another, so that the first is idle for longest
            assert connection.send(ONE_GET).answer().status == 200
        assert_served(server)
        assert idle[0].is_closed()
        close_all(idle)


@case
def a_slow_head_makes_room_for_the_next(program):
    with Server(program, connections=8) as server:
        slow = [server.connect().send(b"GET /") for _ in range(20)]
        assert_served(server)
        assert server.wait_for("room", lambda c: c["made_room"] >= 13)
        close_all(slow)


@case
def a_connection_too_many_gets_503_when_all_are_busy(program):
    with Server(program, connections=4) as server:
        busy = [server.connect().send(b"POST / HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n")
                for _ in range(4)]
        for connection in busy:
            assert connection.until(b"\r\n\r\n") == b"HTTP/1.1 100 Continue"
        with server.connect() as late:
            answer = late.answer()
            assert answer.status == 503 and answer.headers["retry-after"] == "1"
        for connection in busy:
            assert connection.send(b"nine byte").answer().status == 200
        close_all(busy)


@case
def one_address_may_not_take_all_connections(program):
    with Server(program, connections_per_address=3) as server:
        mine = [server.connect().send(ONE_GET) for _ in range(3)]
        assert all(connection.answer().status == 200 for connection in mine)
        with server.connect() as late:
            assert late.answer().status == 503
        mine.pop().close()
        server.wait_for("the closed one's place", lambda c: c["open"] == 3)
        close_all(mine)


@case
def overload_gives_503_with_retry_after(program):
    with Server(program, threads=1, queue=2) as server:
        crowd = [server.connect().send(b"GET /slow?ms=400 HTTP/1.1\r\nHost: t\r\n\r\n") for _ in range(10)]
        answers = [connection.answer() for connection in crowd]
        served = [answer for answer in answers if answer.status == 200]
        turned_away = [answer for answer in answers if answer.status == 503]
        assert len(served) + len(turned_away) == 10 and 1 <= len(served) <= 4, [a.status for a in answers]
        for answer in turned_away:
            assert answer.headers["retry-after"] == "1" and answer.headers["connection"] == "close"
            assert json.loads(answer.body)["code"] == "overloaded"
        close_all(crowd)


@case
def a_request_that_waited_too_long_is_not_worked_on(program):
    with Server(program, threads=1, request_time=150) as server:
        with server.connect() as first, server.connect() as second:
            first.send(b"GET /slow?ms=900 HTTP/1.1\r\nHost: t\r\n\r\n")
            second.send(b"GET /slow?ms=900 HTTP/1.1\r\nHost: t\r\n\r\n")
            assert sorted([first.answer().status, second.answer().status]) == [200, 503]


@case
def a_request_that_would_wait_too_long_is_told_so_at_once(program):
    with Server(program, threads=1, request_time=500) as server:
        for _ in range(40):
            assert server.get("/slow?ms=20").status == 200
        crowd = [server.connect().send(b"GET /slow?ms=100 HTTP/1.1\r\nHost: t\r\n\r\n") for _ in range(60)]
        answers = [connection.answer() for connection in crowd]
        turned_away = [answer for answer in answers if answer.status == 503]
        assert sum("waiting" in json.loads(answer.body)["detail"] for answer in turned_away) >= 5, [a.status for a in answers]
        assert all(answer.headers["retry-after"] == "1" for answer in turned_away)
        close_all(crowd)
        assert server.get("/slow?ms=1").status == 200


@case
def nobody_overtakes_in_the_queue(program):
    with Server(program, threads=1) as server:
        crowd = [server.connect() for _ in range(20)]
        assert all(connection.send(ONE_GET).answer().status == 200 for connection in crowd)
        for number, connection in enumerate(crowd):
            connection.send(b"GET /slow?ms=%d HTTP/1.1\r\nHost: t\r\n\r\n" % (20 if number else 400))
            time.sleep(0.005)
        waiting = {connection.socket: number for number, connection in enumerate(crowd)}
        order = []
        while waiting:
            order += [waiting.pop(ready) for ready in select.select(list(waiting), [], [])[0]]
        assert order == sorted(order), order
        close_all(crowd)


@case
def a_request_whose_client_has_gone_is_not_worked_on(program):
    for leave in (lambda c: c.close(), reset):
        with Server(program, threads=1) as server, server.connect() as busy, server.connect() as patient:
            busy.send(b"GET /slow?ms=2500 HTTP/1.1\r\nHost: t\r\n\r\n")
            patient.send(ONE_GET).finish_sending()
            hasty = [server.connect().send(b"GET /slow?ms=5000 HTTP/1.1\r\nHost: t\r\n\r\n") for _ in range(5)]
            time.sleep(0.5)
            for connection in hasty:
                leave(connection)
            assert busy.answer().status == 200
            assert patient.answer().status == 200
            server.wait_for("five were abandoned", lambda c: c["abandoned"] == 5)


@case
def few_file_descriptors_are_shared_out_without_spinning(program):
    with Server(program, files=60) as server:
        many = [server.connect() for _ in range(120)]
        assert_served(server)
        before = server.cpu_seconds()
        assert_served(server)
        assert server.cpu_seconds() - before < 0.5
        close_all(many)


@case
def twenty_pipelined_requests_are_answered_in_order(program):
    with Server(program) as server, server.connect() as connection:
        connection.send(b"".join(b"POST /%d HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\nabc" % i for i in range(20)))
        for i in range(20):
            body = connection.answer().body
            assert b"path /%d\n" % i in body and body.endswith(b"body abc\n"), body


@case
def a_pipelined_fault_is_answered_in_its_turn(program):
    with Server(program) as server, server.connect() as connection:
        connection.send(ONE_GET * 3 + b"GET / HTTP/1.1\r\nHost : t\r\n\r\n" + ONE_GET)
        assert [connection.answer().status for _ in range(4)] == [200, 200, 200, 400]
        assert connection.is_closed()


@case
def a_request_in_single_bytes_is_the_same_request(program):
    request = (b"POST /a?b HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
               b"5;x\r\nhello\r\n1\r\n!\r\n0\r\nT: r\r\n\r\n")
    with Server(program) as server, server.connect() as connection:
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in request:
            connection.send(bytes([byte]))
        assert connection.answer().body.endswith(b"body hello!\n")
        assert connection.send(ONE_GET).answer().status == 200


@case
def a_client_that_has_ended_its_side_is_answered(program):
    with Server(program) as server, server.connect() as connection:
        connection.send(ONE_GET * 2).finish_sending()
        assert [connection.answer().status for _ in range(2)] == [200, 200]
        assert connection.is_closed()


@case
def clients_that_vanish_leave_nothing_behind(program):
    with Server(program) as server:
        for request in (b"", b"GET / HT", b"POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nabc",
                        b"GET /slow?ms=50 HTTP/1.1\r\nHost: t\r\n\r\n", b"GET /large?bytes=9000000 HTTP/1.1\r\nHost: t\r\n\r\n"):
            for leave in (lambda c: c.close(), reset):
                for _ in range(20):
                    leave(server.connect().send(request))
        server.wait_for("only this client is left", lambda c: c["open"] == 1 and c["buffered"] < 100_000)


@case
def the_refusal_of_a_large_upload_is_read_while_it_is_sent(program):
    with Server(program) as server, server.connect() as connection:
        connection.send(b"POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 20000000\r\n\r\n" + b"x" * 3_000_000)
        assert connection.answer().status == 413


@case
def one_who_sends_on_after_a_refusal_stops_nobody(program):
    with Server(program, linger_time=1000) as server, server.connect() as rude:
        rude.send(b"nonsense\r\n")
        for _ in range(200):
            rude.send(b"x" * 100_000)
        assert_served(server)


@case
def the_client_is_asked_for_a_body_that_it_announces(program):
    announced = b"POST / HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"
    with Server(program) as server, server.connect() as connection:
        assert connection.send(announced % 3).until(b"\r\n\r\n") == b"HTTP/1.1 100 Continue"
        assert connection.send(b"abc").answer().body.endswith(b"body abc\n")
        assert connection.send(announced % 3 + b"abc").answer().status == 200, "nothing to ask for"
        assert connection.send(announced % 99_999_999).answer().status == 413, "refused without asking for it"


@case
def head_has_the_length_and_not_the_body(program):
    with Server(program) as server, server.connect() as connection:
        connection.send(b"HEAD /large?bytes=1234 HTTP/1.1\r\nHost: t\r\n\r\n")
        assert connection.answer("HEAD").headers["content-length"] == "1234"
        assert connection.send(ONE_GET).answer().status == 200


@case
def connections_end_when_the_client_says_so(program):
    with Server(program) as server:
        for request, stays in ((b"GET / HTTP/1.1\r\nHost: t\r\nConnection: x, Close\r\n\r\n", False),
                               (b"GET / HTTP/1.0\r\n\r\n", False),
                               (b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", True),
                               (ONE_GET, True)):
            with server.connect() as connection:
                answer = connection.send(request).answer()
                assert answer.headers["connection"] == ("keep-alive" if stays else "close")
                assert connection.send(ONE_GET).answer().status == 200 if stays else connection.is_closed()


@case
def a_handler_cannot_break_the_message(program):
    with Server(program) as server, server.connect() as connection:
        split = connection.send(b"GET /split HTTP/1.1\r\nHost: t\r\n\r\n").answer()
        assert split.body == b"whole\n" and split.headers["x-kept"] == "yes"
        assert "x-evil" not in split.headers and "x-split" not in split.headers
        nothing = connection.send(b"GET /nothing HTTP/1.1\r\nHost: t\r\n\r\n").answer()
        assert nothing.status == 204 and "content-length" not in nothing.headers
        thrown = connection.send(b"GET /throw HTTP/1.1\r\nHost: t\r\n\r\n").answer()
        assert thrown.status == 500 and b"must not" not in thrown.body


@case
def stopping_finishes_what_is_in_flight(program):
    with Server(program) as server:
        with server.connect() as working, server.connect() as sending, server.connect() as idle:
            assert idle.send(ONE_GET).answer().status == 200
            sending.send(b"POST / HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
            assert sending.until(b"\r\n\r\n") == b"HTTP/1.1 100 Continue"
            # The slow request is in the server's hands when the one before it is answered.
            working.send(ONE_GET + b"GET /slow?ms=1000 HTTP/1.1\r\nHost: t\r\n\r\n")
            assert working.answer().status == 200
            server.ask_to_stop()
            assert idle.is_closed()
            for answer in (sending.send(b"abc").answer(), working.answer()):
                assert answer.status == 200 and answer.headers["connection"] == "close"
        server.check_stopped()


@case
def stopping_does_not_wait_for_ever(program):
    with Server(program, stop_time=300) as server:
        with server.connect() as sending, server.connect(receive_buffer=4096) as reading:
            sending.send(b"POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\na")
            reading.send(b"GET /large?bytes=20000000 HTTP/1.1\r\nHost: t\r\n\r\n")
            server.wait_for("the answer is held", lambda c: c["buffered"] > 1_000_000)
            server.stop()


@case
def an_address_in_use_is_named(program):
    with Server(program) as server:
        second = subprocess.run([program, f"port={server.port}"], capture_output=True, text=True, timeout=60, check=False)
        assert second.returncode == 1 and str(server.port) in second.stderr and "in use" in second.stderr, second.stderr
    unknown = subprocess.run([program, "host=no.such.host.invalid"], capture_output=True, text=True, timeout=60, check=False)
    assert unknown.returncode == 1 and "no.such.host.invalid" in unknown.stderr, unknown.stderr


@case
def it_listens_on_ipv6(program):
    if not socket.has_ipv6:
        return
    with Server(program, host="[::1]") as server, server.connect(host="::1") as connection:
        assert b"remote ::1\n" in connection.send(ONE_GET).answer().body
