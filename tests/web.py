"""A real HTTP server on this machine that misbehaves on demand, for tests of downloads."""

import re
import threading
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from urllib.parse import urlsplit


class Server(ThreadingHTTPServer):
    """Serves ``files`` ({path: bytes}) with ranges. Each request takes the next of ``faults``; "" is a good answer.

    Attributes:
        faults: names of methods of `Handler`, used up one a request; afterwards ``always`` counts.
        ranges: whether the server sends parts of a file.
        etag: sent where it is not empty.
        seen: (path, headers) of every request.
        sent: bytes of bodies sent.
    """

    daemon_threads = True

    def __init__(self, files):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files, self.faults, self.always, self.ranges, self.etag = files, [], "", True, '"one"'
        self.seen, self.sent, self.over = [], 0, threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}"

    def server_bind(self):
        TCPServer.server_bind(self)  # HTTPServer's looks up the machine's name, which takes time
        self.server_name, self.server_port = self.server_address

    def handle_error(self, request, client_address):
        """Silent: that the client hangs up in the middle of a body is part of the tests."""

    def spans(self):
        """The Range headers of the requests so far, None where a request had none."""
        return [headers.get("Range") for _, headers in self.seen]


class Handler(BaseHTTPRequestHandler):
    encoding = ""

    def log_message(self, *_):
        pass

    def do_GET(self):
        path = urlsplit(self.path).path  # a proxy is asked for a whole address
        self.server.seen.append((path, dict(self.headers)))
        fault = self.server.faults.pop(0) if self.server.faults else self.server.always
        self.content = self.server.files.get(path)
        if fault.isdecimal():
            self.send_error(int(fault))
        elif self.content is None and fault != "redirect":
            self.send_error(404)
        else:
            getattr(self, fault or "good")()

    def good(self):
        self.send(self.chosen())

    def drop(self):
        """Half of the body that was announced."""
        body = self.chosen()
        self.send(body[: len(body) // 2], length=len(body))

    def stall(self):
        """Half of the body, and then silence on an open connection."""
        self.drop()
        self.wfile.flush()
        self.server.over.wait(5)

    def named_gzip(self):
        """The stored bytes under a header with which some servers tempt a browser to unpack a .tar.gz."""
        self.encoding = "gzip"
        self.good()

    def close(self):
        """No answer at all."""
        self.close_connection = True

    def nothing(self):
        self.send(b"", length=len(self.chosen()))

    def announce_more(self):
        self.content += b"?" * 1000
        body = self.chosen()
        self.send(body[: max(len(body) - 1000, 0)], length=len(body))

    def announce_less(self):
        self.content = self.content[:-1000]
        self.send(self.chosen())

    def send_more(self):
        """More than was asked for, without an announced length."""
        self.head(None)
        self.wfile.write(self.chosen_body() + b"?" * 1000)
        self.server.sent += 1000

    def wrong_bytes(self):
        self.content = bytes(len(self.content))
        self.send(self.chosen())

    def wrong_span(self):
        self.send(self.content[10:20], length=10, status=206, span=(10, 19))

    def web_page(self):
        self.server.ranges = False
        self.content = b"<html>log in to this network</html>"
        self.send(self.chosen())

    def busy_30_seconds(self):
        self.refuse(429, "30")

    def busy_until_a_date(self):
        self.refuse(503, formatdate(4102444800, usegmt=True))  # 2100

    def busy_without_a_time(self):
        self.refuse(503, None)

    def busy_with_nonsense(self):
        self.refuse(503, "나중에")

    def redirect(self):
        self.send_response(302)
        self.send_header("Location", f"/moved{urlsplit(self.path).path}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def redirect_for_ever(self):
        self.send_response(302)
        self.send_header("Location", urlsplit(self.path).path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def refuse(self, status, retry_after):
        self.send_response(status)
        if retry_after:
            self.send_header("Retry-After", retry_after.encode().decode("latin-1"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def chosen_body(self):
        first, last = self.span() or (0, len(self.content) - 1)
        return self.content[first : last + 1]

    def chosen(self):
        body = self.chosen_body()
        self.chosen_span = self.span()
        return body

    def span(self):
        """(first, last) of the bytes to send; None for the whole file."""
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        unchanged = self.headers.get("If-Range", self.server.etag) == self.server.etag
        if not (asked and self.server.ranges and unchanged):
            return None
        last = int(asked[2]) if asked[2] else len(self.content) - 1
        return int(asked[1]), min(last, len(self.content) - 1)

    def send(self, body, length=None, status=None, span=None):
        span = span or self.chosen_span
        if span and span[0] > span[1]:
            return self.send_error(416)
        self.head(len(body) if length is None else length, status or (206 if span else 200), span)
        self.wfile.write(body)
        self.server.sent += len(body)
        self.close_connection = True

    def head(self, length, status=None, span=None):
        span = span or self.span()
        self.send_response(status or (206 if span else 200))
        if length is not None:
            self.send_header("Content-Length", str(length))
        if span:
            self.send_header("Content-Range", f"bytes {span[0]}-{span[1]}/{len(self.content)}")
        if self.encoding:
            self.send_header("Content-Encoding", self.encoding)
        if self.server.etag:
            self.send_header("ETag", self.server.etag)
        self.end_headers()


@contextmanager
def serving(files):
    """A running `Server`."""
    server = Server(files)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
