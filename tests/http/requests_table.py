"""Requests that a strict server refuses or reads in one way only: (name, bytes, status, what the body contains).

Every one is sent over a connection of its own to a server with default limits. 4xx and 5xx have to be problem documents,
and the connection has to be closed after them, because nobody knows where the next request would begin.
"""

GET = b"GET / HTTP/1.1\r\n"
POST = b"POST / HTTP/1.1\r\nHost: t\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
KIB = 1024


def get(target):
    return b"GET " + target + b" HTTP/1.1\r\nHost: t\r\n\r\n"


def head(*lines):
    return GET + b"".join(line + b"\r\n" for line in lines) + b"\r\n"


def post(*lines, body=b""):
    return POST + b"".join(line + b"\r\n" for line in lines) + b"\r\n" + body


# Two readers that disagree about where a request ends are how requests are smuggled.
FRAMING = [
    ("both lengths", post(b"Content-Length: 5", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n"), 400, "Content-Length"),
    ("two different lengths", post(b"Content-Length: 3", b"Content-Length: 4", body=b"abcd"), 400, "one Content-Length"),
    ("the same length twice", post(b"Content-Length: 3", b"Content-Length: 3", body=b"abc"), 400, "one Content-Length"),
    ("a length list", post(b"Content-Length: 3, 3", body=b"abc"), 400, "decimal digits"),
    ("a length with letters", post(b"Content-Length: 3abc", body=b"abc"), 400, "decimal digits"),
    ("a length with a sign", post(b"Content-Length: +3", body=b"abc"), 400, "decimal digits"),
    ("a negative length", post(b"Content-Length: -3", body=b"abc"), 400, "decimal digits"),
    ("an empty length", post(b"Content-Length:", body=b"abc"), 400, "decimal digits"),
    ("a length beyond 64 bits", post(b"Content-Length: 99999999999999999999999"), 413, "limit"),
    ("an unknown coding", post(b"Transfer-Encoding: gzip"), 501, "chunked"),
    ("chunked behind another coding", post(b"Transfer-Encoding: gzip, chunked"), 501, "chunked"),
    ("chunked in disguise", post(b"Transfer-Encoding: \x0bchunked"), 400, "control character"),
    ("two Transfer-Encoding lines", post(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked"), 400, "repeated"),
    ("chunked in HTTP/1.0", b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "HTTP/1.0"),
    ("a body behind a content coding", post(b"Content-Encoding: gzip", b"Content-Length: 2", body=b"\x1f\x8b"), 415, "Encoding"),
]

CHUNKS = [
    ("a good chunked body", CHUNKED + b"5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: t\r\n\r\n", 200, "body hello world\n"),
    ("a chunk size that is no number", CHUNKED + b"xyz\r\n", 400, "chunked body"),
    ("a chunk size with 0x", CHUNKED + b"0x5\r\nhello\r\n0\r\n\r\n", 400, "chunked body"),
    ("a negative chunk size", CHUNKED + b"-5\r\nhello\r\n", 400, "chunked body"),
    ("an empty chunk size", CHUNKED + b"\r\nhello\r\n", 400, "chunked body"),
    ("a chunk size that overflows", CHUNKED + b"FFFFFFFFFFFFFFFFF\r\n", 400, "chunked body"),
    ("a chunk of 2^64 - 1 bytes", CHUNKED + b"FFFFFFFFFFFFFFFF\r\nx", 413, "limit"),
    ("chunks beyond the limit", CHUNKED + (b"8000\r\n" + b"x" * 0x8000 + b"\r\n") * 40, 413, "limit"),
    ("chunk data longer than its size", CHUNKED + b"3\r\nhello\r\n0\r\n\r\n", 400, "chunked body"),
    ("a chunk line without CR", CHUNKED + b"5\nhello\r\n0\r\n\r\n", 400, "chunked body"),
    ("a flood of extensions", CHUNKED + b"1;" + b"a=b;" * 20_000 + b"\r\n", 400, "chunked body"),
    ("extensions in small doses", CHUNKED + (b"1;" + b"e" * 100 + b"\r\nx\r\n") * 20, 400, "chunked body"),
    ("trailers without end", CHUNKED + b"0\r\n" + b"T: x\r\n" * 100, 431, "header lines"),
    ("a trailer that is none", CHUNKED + b"0\r\nno colon\r\n\r\n", 400, "colon"),
]

LINES = [
    ("no Host", GET + b"\r\n", 400, "Host"),
    ("two Hosts", head(b"Host: a", b"Host: b"), 400, "Host"),
    ("an empty Host", head(b"Host: "), 400, "Host"),
    ("a Host with a path", head(b"Host: a/b"), 400, "Host"),
    ("a Host with a user", head(b"Host: me@a"), 400, "Host"),
    ("an IPv6 Host", head(b"Host: [::1]:8080"), 200, "header host=[::1]:8080"),
    ("no Host in HTTP/1.0", b"GET / HTTP/1.0\r\n\r\n", 200, "method GET"),
    ("space before the colon", head(b"Host : t"), 400, "colon"),
    ("a folded line", head(b"Host: t", b"X-A: b", b" c"), 400, "same line"),
    ("a line without a colon", head(b"Host: t", b"nonsense"), 400, "colon"),
    ("a line without a name", head(b"Host: t", b": x"), 400, "colon"),
    ("a name in brackets", head(b"Host: t", b"X[1]: x"), 400, "colon"),
    ("a NUL in a value", head(b"Host: t", b"X-A: a\x00b"), 400, "control character"),
    ("a bare CR in a value", head(b"Host: t", b"X-A: a\rb"), 400, "CR LF"),
    ("lines that end in LF alone", b"GET / HTTP/1.1\nHost: t\n\n", 400, "CR LF"),
    ("a percent escape in a value stays as it is", head(b"Host: t", b"X-A: a%0d%0ab"), 200, "header x-a=a%0d%0ab\n"),
    ("an address header is only a header", head(b"Host: t", b"REMOTE_ADDR: 6.6.6.6"), 200, "remote 127.0.0.1\n"),
    ("too many header lines", head(b"Host: t", *[b"X: y"] * 64), 431, "too many"),
    ("as many header lines as allowed", head(b"Host: t", *[b"X: y"] * 63), 200, "header x=y"),
    ("a header line without end", GET + b"X: " + b"y" * (32 * KIB), 431, "longer"),
    ("an unmeetable expectation", post(b"Expect: a-miracle", b"Content-Length: 1", body=b"x"), 417, "100-continue"),
]

TARGETS = [
    ("a NUL in the path", get(b"/a.txt%00.html"), 400, "target"),
    ("a line end in the path", get(b"/a%0d%0aX: y"), 400, "first line"),
    ("an escaped line end in the path", get(b"/a%0d%0aX:y"), 400, "target"),
    ("a broken escape", get(b"/a%2"), 400, "target"),
    ("an escape that is no number", get(b"/a%zz"), 400, "target"),
    ("dot segments", get(b"/a/../../etc/passwd"), 400, "target"),
    ("escaped dot segments", get(b"/%2e%2e/etc/passwd"), 400, "target"),
    ("dots behind an escaped slash", get(b"/a%2f..%2fb"), 400, "target"),
    ("dots at the end", get(b"/a/.."), 400, "target"),
    ("dots inside a name are harmless", get(b"/a..b/...c"), 200, "path /a..b/...c\n"),
    ("an overlong slash", get(b"/..%c0%af"), 400, "target"),
    ("half a character", get(b"/caf%c3"), 400, "target"),
    ("a surrogate", get(b"/%ed%a0%80"), 400, "target"),
    ("a whole character", get(b"/caf%c3%a9"), 200, "path /café\n"),
    ("the same, not escaped", get("/café?q=ü".encode()), 200, "query q=ü\n"),
    ("a byte that is no character", get(b"/caf\xe9"), 400, "target"),
    ("a question mark in the query", get(b"/s?a=1?b=2&c=%"), 200, "query a=1?b=2&c=%\n"),
    ("a fragment", get(b"/a#b"), 400, "target"),
    ("a space in the target", get(b"/a b"), 400, "first line"),
    ("an absolute target", b"GET http://paper.example:8080/a?b HTTP/1.1\r\nHost: other\r\n\r\n", 200, "header host=paper.example:8080\n"),
    ("an absolute target without a path", get(b"http://paper.example"), 200, "path /\n"),
    ("another scheme", get(b"ftp://paper.example/a"), 400, "target"),
    ("a target without a slash", get(b"a"), 400, "target"),
    ("a star for OPTIONS", b"OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n", 200, "target *\npath /\n"),
    ("a star for GET", get(b"*"), 400, "target"),
    ("CONNECT", b"CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 501, "proxy"),
    ("a target that is too long", get(b"/" + b"a" * (9 * KIB)), 414, "POST"),
    ("a target as long as allowed", get(b"/" + b"a" * (8 * KIB - 1)), 200, "method GET"),
    ("a target without end", b"GET /" + b"a" * (64 * KIB), 414, "POST"),
]

# Not HTTP/1 at all. Each is answered at once, not after the time for headers.
STRANGERS = [
    ("HTTP/0.9", b"GET /\r\n", 400, "first line"),
    ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "HTTP/1.1"),
    ("HTTP/3.7", b"GET / HTTP/3.7\r\nHost: t\r\n\r\n", 505, "HTTP/1.1"),
    ("a version in small letters", b"GET / http/1.1\r\nHost: t\r\n\r\n", 400, "first line"),
    ("a TLS hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), 400, "control character"),
    ("garbage", bytes(range(256)) * 8, 400, "control character"),
    ("a method that is no word", b"G(T / HTTP/1.1\r\nHost: t\r\n\r\n", 400, "first line"),
    ("two spaces", b"GET  / HTTP/1.1\r\nHost: t\r\n\r\n", 400, "first line"),
    ("empty lines without end", b"\r\n\r\n\r\n\r\n", 400, "first line"),
    ("one empty line before the request", b"\r\n" + get(b"/a"), 200, "path /a\n"),
    ("an unknown method is the handler's affair", b"BREW / HTTP/1.1\r\nHost: t\r\n\r\n", 200, "method BREW"),
]

ALL = FRAMING + CHUNKS + LINES + TARGETS + STRANGERS
