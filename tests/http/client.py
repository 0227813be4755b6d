"""What the hostile tests share: the server under test, sockets, and a strict reader of answers."""

import json
import os
import signal
import socket
import struct
import subprocess
import time

PATIENCE = 15.0  # seconds until a missing answer is a failure; generous, since the machine may be busy


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers  # names in lower case
        self.body = body


class Closed(Exception):
    """The server closed the connection before a whole answer."""


class Connection:
    """One client connection that sends what it is told, byte by byte, and reads answers strictly."""

    def __init__(self, port, receive_buffer=None, host="127.0.0.1"):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(PATIENCE)
        self.socket.connect((host, port))
        self.rest = b""

    def send(self, data):
        """Sends all; a server that has already answered and closed is no error here."""
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass
        return self

    def finish_sending(self):
        self.socket.shutdown(socket.SHUT_WR)
        return self

    def more(self):
        try:
            data = self.socket.recv(65536)
        except ConnectionResetError:
            data = b""
        self.rest += data
        return bool(data)

    def until(self, mark):
        while mark not in self.rest:
            if not self.more():
                raise Closed(self.rest)
        head, self.rest = self.rest.split(mark, 1)
        return head

    def answer(self, method="GET"):
        lines = self.until(b"\r\n\r\n").decode("ascii").split("\r\n")
        version, status, _ = lines[0].split(" ", 2)
        assert version == "HTTP/1.1", lines[0]
        pairs = [line.split(": ", 1) for line in lines[1:]]
        headers = {name.lower(): value for name, value in pairs}
        assert len(headers) == len(pairs), f"a header is repeated: {lines}"
        length = 0 if method == "HEAD" else int(headers.get("content-length", 0))
        while len(self.rest) < length:
            if not self.more():
                raise Closed(self.rest)
        body, self.rest = self.rest[:length], self.rest[length:]
        return Answer(int(status), headers, body)

    def streamed(self):
        """The head of a chunked answer; its pieces are read by chunk()."""
        lines = self.until(b"\r\n\r\n").decode("ascii").split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines[1:])}
        assert headers.get("transfer-encoding") == "chunked" and "content-length" not in headers, lines
        return Answer(int(lines[0].split(" ")[1]), headers, b"")

    def chunk(self):
        """The next piece of a chunked answer; nothing at its end."""
        size = int(self.until(b"\r\n"), 16)
        while len(self.rest) < size + 2:
            if not self.more():
                raise Closed(self.rest)
        data, end, self.rest = self.rest[:size], self.rest[size:size + 2], self.rest[size + 2:]
        assert end == b"\r\n", end
        return data

    def rest_of_stream(self):
        return b"".join(iter(self.chunk, b""))

    def is_closed(self):
        """Waits until the server has closed; false when more bytes come instead."""
        while not self.rest and self.more():
            pass
        return not self.rest

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Server:
    """front_echo with some limits changed; stopped at the end of the with block."""

    def __init__(self, program, files=None, **limits):
        """files is how many the server may open; the limits are those of server/http/limits.h."""
        command = [program, *(f"{name}={value}" for name, value in limits.items())]
        if files:
            command = ["/bin/sh", "-c", f'ulimit -n {files}; exec "$0" "$@"', *command]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the server did not start: {command}")
        self.port = int(line)

    def connect(self, **options):
        return Connection(self.port, **options)

    def get(self, target):
        with self.connect() as connection:
            return connection.send(f"GET {target} HTTP/1.1\r\nHost: t\r\n\r\n".encode()).answer()

    def wait_for(self, what, condition):
        """Polls the server's own counters until the condition holds."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = self.get("/counters")
            counters = json.loads(answer.body)
            if answer.status == 200 and condition(counters):
                return counters
            time.sleep(0.02)
        raise AssertionError(f"never came: {what}; {counters}")

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_megabytes(self):
        with open(f"/proc/{self.process.pid}/statm", encoding="ascii") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def ask_to_stop(self):
        self.process.send_signal(signal.SIGTERM)

    def stop(self):
        self.ask_to_stop()
        self.check_stopped()

    def check_stopped(self):
        output, _ = self.process.communicate(timeout=60)
        assert self.process.returncode == 0, f"the server ended with {self.process.returncode}"
        assert output.endswith("stopped\n"), output

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            if kind is None:
                self.stop()
            else:
                self.process.kill()
                self.process.communicate()


def reset(connection):
    """Closes so that the server sees an error instead of an end."""
    connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def close_all(connections):
    for connection in connections:
        connection.close()
