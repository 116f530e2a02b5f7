"""A server of papers for the benchmark: `python -m bench.server PAPERS ITEMS DELAY`, run as a process of its own.

Each paper has an address of its own on loopback, as papers have hosts of their own. `/etag.xml` answers conditional
requests, `/plain.xml` knows no validator. POST `/print` prints another edition, `ITEMS` new articles in every paper, or
with `?papers=N` in the first N.
The port is the first line on stdout.
"""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from aiohttp import web

from bench.feeds import Item, rss


def host(paper: int) -> str:
    """A paper's address on loopback."""
    return f"127.0.{1 + paper // 250}.{1 + paper % 250}"


class Press:
    """What the server serves: the latest edition of every paper."""

    def __init__(self, papers: int, items: int, delay: float) -> None:
        self.papers, self.items, self.delay = papers, items, delay
        self.printed: dict[str, tuple[bytes, str]] = {}
        self.edition = 0
        self.print()

    def print(self, papers: int | None = None) -> None:
        """Bring out the next edition, of all papers or of the first so many."""
        first = self.edition * self.items
        for paper in range(self.papers if papers is None else papers):
            body = rss(paper, [Item(paper, first + number) for number in range(self.items)]).encode()
            self.printed[host(paper)] = body, f'"{hashlib.sha256(body).hexdigest()}"'
        self.edition += 1

    async def feed(self, request: web.Request) -> web.Response:
        """A paper's feed, or 304."""
        await asyncio.sleep(self.delay)
        body, tag = self.printed[request.host.partition(":")[0]]
        if request.path == "/plain.xml":
            return web.Response(body=body, content_type="application/rss+xml")
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        return web.Response(body=body, content_type="application/rss+xml", headers={"ETag": tag})

    async def next_edition(self, request: web.Request) -> web.Response:
        """Bring out the next edition."""
        self.print(int(request.query.get("papers", self.papers)))
        return web.Response()


async def serve(press: Press) -> None:
    """Serve until the process is ended."""
    app = web.Application()
    app.router.add_get("/{kind:etag|plain}.xml", press.feed)
    app.router.add_post("/print", press.next_edition)
    runner = web.AppRunner(app)
    await runner.setup()
    port = 0
    for paper in range(press.papers):
        site = web.TCPSite(runner, host(paper), port)
        await site.start()
        port = runner.addresses[0][1]
    print(port, flush=True)
    await asyncio.Event().wait()


@dataclass(frozen=True, slots=True)
class Papers:
    """The running server, seen from the benchmark."""

    count: int
    port: int

    def addresses(self, kind: str = "etag") -> list[str]:
        """The feeds' addresses; `kind` is `etag` or `plain`."""
        return [f"http://{host(paper)}:{self.port}/{kind}.xml" for paper in range(self.count)]

    def print(self, papers: int | None = None) -> None:
        """Bring out the next edition, of all papers or of the first so many."""
        some = f"?papers={self.count if papers is None else papers}"
        request = urllib.request.Request(f"http://{host(0)}:{self.port}/print{some}", method="POST")
        with urllib.request.urlopen(request):
            pass


@contextmanager
def served(papers: int, items: int, delay: float = 0.0, *, aside: bool = False) -> Iterator[Papers]:
    """Papers that can be fetched for as long as the block lasts.

    `aside`: the server takes the processor only when nobody else wants it, for where keys are timed: real papers are
    printed on other machines.
    """
    command = [
        *(("nice", "-n", "19") if aside else ()),
        sys.executable,
        "-m",
        "bench.server",
        str(papers),
        str(items),
        str(delay),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield Papers(papers, int(process.stdout.readline()))
        finally:
            process.terminate()


if __name__ == "__main__":
    asyncio.run(serve(Press(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))))
