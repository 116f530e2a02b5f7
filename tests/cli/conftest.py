"""What the command line's tests need: folders of their own, a paper on loopback, the program as a process."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from placentin_tui import i18n

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ITEM = """
<item>
  <title>{title}</title><link>{home}/{slug}/?utm_source=rss</link><guid isPermaLink="false">{slug}</guid>
  <pubDate>{date}</pubDate><dc:creator>{author}</dc:creator><category>{section}</category>
  <slash:comments>{comments}</slash:comments>
  <description>Summary.</description><content:encoded><![CDATA[{html}]]></content:encoded>
</item>"""

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>{title}</title><link>{home}/</link><language>fr</language>{items}</channel></rss>"""


@dataclass
class Paper:
    """A paper on loopback: what stands in `pages` is served, everything else is 404."""

    home: str
    pages: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    """Path → status, media type, body."""
    asked: list[str] = field(default_factory=list)
    """The paths asked for, in order."""
    hold: threading.Event = field(default_factory=threading.Event)
    """While it is cleared, no answer goes out."""

    def print(self, *items: str, path: str = "/feed/", title: str = "Le Journal") -> str:
        """Serve a feed of these items; its address."""
        body = FEED.format(title=title, home=self.home, items="".join(items))
        self.pages[path] = (200, "application/rss+xml; charset=UTF-8", body.encode())
        return self.home + path

    def item(self, slug: str, **fields: str) -> str:
        """One item of a feed."""
        usual = {
            "title": f"Titre de {slug}",
            "date": "Tue, 03 Mar 2026 13:02:00 GMT",
            "author": "Ana Roy",
            "section": "Diplomatie",
            "comments": "0",
            "html": f"<p>Le texte de {slug}.</p>",
        }
        return ITEM.format(slug=slug, home=self.home, **(usual | fields))


@pytest.fixture
def paper() -> Iterator[Paper]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            served.hold.wait(60)
            status, media, body = served.pages.get(self.path, (404, "text/plain", b"not here"))
            with suppress(ConnectionError):  # whoever asked has gone: Ctrl-C
                self.send_response(status)
                self.send_header("Content-Type", media)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Paper(f"http://127.0.0.1:{server.server_port}")
    served.hold.set()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield served
    served.hold.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A person's folders, an English locale, and nothing of the machine's."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in (
        "LANGUAGE",
        "LC_MESSAGES",
        "LANG",
        "COLUMNS",
        "http_proxy",
        "https_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    yield tmp_path
    i18n.use("en")


class Program(Protocol):
    """Runs the program as a process of its own."""

    def __call__(
        self, *arguments: str, stdin: bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[bytes]: ...


@pytest.fixture
def program(home: Path) -> Program:
    def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "placentin_tui", *arguments]
        return subprocess.run(
            command, input=stdin, capture_output=True, timeout=60, env={**os.environ, **environment}, check=False
        )

    return run


@pytest.fixture
def settings(home: Path) -> Callable[[str], Path]:
    """Writes the person's config file."""

    def write(text: str) -> Path:
        path = home / "config" / "placentin-tui" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write
