"""A server that keeps marks, for the benchmark: `python -m bench.sync_server PAPERS ARTICLES`, a process of its own.

It is the tests' fake of the Google Reader API, with every article's answer made beforehand: what is measured is the
program. The same articles stand in feeds, `/feed/N`. The two addresses are the first lines on stdout.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bench.feeds import Item
from bench.feeds import body as text_of
from tests.sync.fake import Fake, Ways
from tests.sync.http import running


class Ready(Fake):
    """Finds an article by its id at once, and gives an answer with articles as it gave it the first time."""

    def index(self) -> None:
        """Note every id."""
        self._numbers = {name: n for n in self.items for name in (self.long(n), self.listed(n))}
        self._answers: dict[tuple[tuple[str, str], ...], tuple[int, bytes]] = {}

    def number(self, written: str) -> int | None:
        """The article of an id."""
        return self._numbers.get(written)

    def handle(
        self, method: str, path: str, fields: Sequence[tuple[str, str]], authorization: str
    ) -> tuple[int, bytes]:
        """The status and the body of an answer."""
        if not path.endswith("/stream/items/contents"):
            return super().handle(method, path, fields, authorization)
        key = tuple(fields)
        if key not in self._answers:
            self._answers[key] = super().handle(method, path, fields, authorization)
        return self._answers[key]


def filled(papers: int, articles: int) -> Ready:
    """So many articles in so many papers, a third of them read."""
    fake = Ready(Ways())
    streams = [fake.subscribe(f"Journal {paper}") for paper in range(papers)]
    for number in range(articles):
        paper = number % papers
        made = fake.publish(streams[paper], f"P{paper}N{number}", text_of(Item(paper, number)))
        fake.items[made].read = number % 3 == 0
    fake.index()
    return fake


def feed(fake: Fake, stream: str) -> bytes:
    """The articles of a paper as a feed."""
    items = "".join(
        f"<item><title>{item.title}</title><guid isPermaLink='false'>{item.title}</guid>"
        f"<link>https://paper.example/{item.title}</link><description>{escape(item.html)}</description></item>"
        for item in fake.items.values()
        if item.stream == stream
    )
    return f"<rss version='2.0'><channel><title>{fake.feeds[stream].title}</title>{items}</channel></rss>".encode()


def main(papers: int, articles: int) -> None:
    """Serve until the process is ended."""
    fake = filled(papers, articles)
    feeds = {f"/feed/{place}": feed(fake, stream) for place, stream in enumerate(fake.feeds)}

    class Feeds(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = feeds.get(self.path, b"")
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
            """Nothing is logged."""

    served = ThreadingHTTPServer(("127.0.0.1", 0), Feeds)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    with running(fake) as address:
        print(address, flush=True)
        print(f"http://127.0.0.1:{served.server_port}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
