"""Use an installed placentin-tui for what it is for, once: `python -m tests.harness.installed PROGRAM`.

A feed is refreshed, a whole text read from a page, a picture shown in a terminal, an e-book and a QR code written, and
everything the package imports, also late, is imported; all of it by the program as it is installed, which stands
without the tests and without whatever else this Python has.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.courier.papers import noise
from tests.harness.home import environment
from tests.harness.tty import Tty

SENTENCE = "L’écluse rouvre après quatre ans de travaux, et les barges attendent déjà devant la porte amont du canal. "
TEXT = "".join(f"<p>{SENTENCE * 3}Paragraphe {n}.</p>" for n in range(8))


class Paper(BaseHTTPRequestHandler):
    """A paper whose feed cuts its article; the page has it whole, with a picture."""

    def do_GET(self) -> None:
        """Answer."""
        home = f"http://{self.headers['Host']}"
        kind, body = "text/html; charset=utf-8", b""
        if self.path == "/feed":
            kind, body = "application/rss+xml", _feed(home)
        elif self.path == "/port.jpg":
            kind, body = "image/jpeg", noise(1)
        else:
            figure = f'<figure><img src="{home}/port.jpg" alt="Le port"></figure>'
            body = f"<html><body><article><h1>L’écluse</h1>{figure}{TEXT}</article></body></html>".encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _feed(home: str) -> bytes:
    item = f"<item><title>L’écluse</title><link>{home}/ecluse</link><description>{SENTENCE} […]</description></item>"
    return f"<rss version='2.0'><channel><title>Le Port</title><link>{home}</link>{item}</channel></rss>".encode()


@contextmanager
def served() -> Iterator[str]:
    """The paper, at this address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Paper)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def use(program: str) -> None:
    """Use it; raises `AssertionError`, or what went wrong, when one of these things does not work."""
    python = str(Path(program).with_name("python"))
    late = Path(__file__).with_name("late_imports.py")
    print(subprocess.run([python, "-I", str(late)], check=True, capture_output=True, text=True).stdout.strip())
    with tempfile.TemporaryDirectory() as folder, served() as address:
        home = Path(folder)
        env = {**os.environ, **environment(home), "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}

        def run(*words: str) -> str:
            done = subprocess.run([program, *words], env=env, cwd=home, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{words} ended with {done.returncode}: {done.stderr}"
            return done.stdout

        run("add", f"{address}/feed")
        run("refresh", "--offline-ready")
        (row,) = map(json.loads, run("list", "--json").splitlines())
        assert row["offline_ready"], "the whole text and the picture are here"
        assert "Paragraphe 7." in run("show", str(row["id"]))
        assert "█" in run("share", str(row["id"]), "--to", "qr")
        run("export", "--format", "epub", "--article", str(row["id"]), str(home / "book.epub"))
        with zipfile.ZipFile(home / "book.epub") as book:
            assert book.read("mimetype") == b"application/epub+zip"
            assert any(name.endswith(".jpg") for name in book.namelist())
        with Tty([program, "--offline"], env=env, cwd=home) as tty:
            tty.wait("L’écluse")
            tty.send("\r")
            tty.wait("▀▀▀▀▀▀")
            tty.send("Q")
            assert tty.exit() == 0
    print("refreshed, read whole, shown with its picture, exported, coded.")


if __name__ == "__main__":
    use(str(Path(sys.argv[1]).absolute()))
