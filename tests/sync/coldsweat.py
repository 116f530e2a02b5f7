"""A real coldsweat on loopback, which speaks the Fever API, with a paper it reads."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec

VERSION = "0.10.2"
USER, PASSWORD = "lise@example.org", "mot de passe 12345"
ARTICLES = 60
_OPML = """<opml version="1.0"><body><outline text="Presse" title="Presse">
<outline text="Le Courrier" title="Le Courrier" type="rss" xmlUrl="{feed}" htmlUrl="{home}"/>
</outline></body></opml>"""


class Unavailable(Exception):
    """It cannot be installed here."""


@dataclass
class Coldsweat:
    """One that runs."""

    address: str
    """Of its Fever interface."""
    paper: str

    def says(self, question: str, **form: str) -> dict[str, object]:
        """What it answers to a question, asked by another program."""
        import hashlib
        import urllib.parse
        import urllib.request

        key = hashlib.md5(f"{USER}:{PASSWORD}".encode()).hexdigest()
        body = urllib.parse.urlencode({"api_key": key, **form}).encode()
        with urllib.request.urlopen(f"{self.address}?api&{question}", body, timeout=30) as answer:
            return msgspec.json.decode(answer.read(), type=dict[str, object])

    def numbers(self, name: str) -> set[str]:
        """The ids of a list."""
        return {one for one in str(self.says(name)[name]).split(",") if one}


class _Paper(BaseHTTPRequestHandler):
    """A feed of `ARTICLES` articles."""

    def do_GET(self) -> None:
        items = "".join(
            f"<item><title>Dépêche {n}</title><guid isPermaLink='false'>g{n}</guid>"
            f"<link>http://{self.headers['host']}/a/{n}</link>"
            f"<pubDate>Tue, 01 Dec 2026 10:{n % 60:02}:00 GMT</pubDate>"
            f"<description>&lt;p&gt;Le texte de la dépêche {n}.&lt;/p&gt;</description></item>"
            for n in range(ARTICLES)
        )
        home = f"http://{self.headers['host']}/"
        text = f"<rss version='2.0'><channel><title>Le Courrier</title><link>{home}</link>{items}</channel></rss>"
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
        """Nothing is logged."""


@contextmanager
def _paper() -> Iterator[str]:
    served = ThreadingHTTPServer(("127.0.0.1", 0), _Paper)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{served.server_port}/"
    finally:
        served.shutdown()
        served.server_close()
        thread.join()


def install(folder: Path) -> Path:
    """Install it in an environment of its own; the folder of its programs. Raises `Unavailable`."""
    try:
        venv.create(folder, with_pip=True)
        subprocess.run(
            [folder / "bin" / "python", "-m", "pip", "install", "--quiet", f"coldsweat=={VERSION}"],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        raise Unavailable(f"coldsweat cannot be installed: {type(error).__name__}") from error
    return folder / "bin"


@contextmanager
def running(folder: Path) -> Iterator[Coldsweat]:
    """Install it, have it read the paper, and run it. Raises `Unavailable`."""
    programs = install(folder / "env")
    with _paper() as paper:
        outlines = folder / "sources.opml"
        outlines.write_text(_OPML.format(feed=f"{paper}feed", home=paper))
        environment = os.environ | {
            "FLASK_DATABASE_URL": f"sqlite:///{folder / 'coldsweat.db'}", "FLASK_SECRET_KEY": "of the tests",
            # It would ask a server on the internet for the paper's icon.
            "https_proxy": "http://127.0.0.1:9", "no_proxy": "127.0.0.1",
        }  # fmt: skip
        for words in (("setup", USER, "-p", PASSWORD), ("import", str(outlines), USER, "-f")):
            subprocess.run(
                [programs / "coldsweat", *words], env=environment, check=True, capture_output=True, timeout=120
            )
        port = _free_port()
        process = subprocess.Popen(
            [programs / "coldsweat", "run", "-h", "127.0.0.1", "-p", str(port)],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            server = Coldsweat(f"http://127.0.0.1:{port}/fever", paper)
            _wait_for(server)
            yield server
        finally:
            process.kill()
            process.wait()


def _free_port() -> int:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(server: Coldsweat) -> None:
    """Wait until it answers."""
    for _try in range(300):
        try:
            server.says("")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise Unavailable(f"coldsweat does not answer ({sys.platform})")
