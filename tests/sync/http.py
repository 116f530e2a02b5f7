"""The fake server on loopback, for what asks it through the real HTTP client."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.sync.fake import Fake, fields_of


@contextmanager
def running(fake: Fake, host: str = "127.0.0.1") -> Iterator[str]:
    """The address of the fake's interface, below `/api/greader.php` as FreshRSS has it."""

    class Handler(BaseHTTPRequestHandler):
        """Answers what the fake answers; a connection it breaks off is broken off."""

        def do_GET(self) -> None:
            path, _mark, query = self.path.partition("?")
            self._answer("GET", path, query)

        def do_POST(self) -> None:
            self._answer("POST", self.path, self.rfile.read(int(self.headers["content-length"])).decode())

        def _answer(self, method: str, path: str, encoded: str) -> None:
            name = path.removeprefix("/api/greader.php")
            try:
                status, body = fake.handle(method, name, fields_of(encoded), self.headers.get("authorization", ""))
            except ConnectionError:
                self.close_connection = True
                self.connection.close()
                return
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=UTF-8")
            self.send_header("Content-Length", str(len(body)))
            if status == 429:
                self.send_header("Retry-After", fake.ways.retry_after)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
            """Nothing is logged."""

    served = ThreadingHTTPServer((host, 0), Handler)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{served.server_port}"
    finally:
        served.shutdown()
        served.server_close()
        thread.join()
