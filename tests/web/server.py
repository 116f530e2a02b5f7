"""A server on loopback whose answers are written byte by byte, so that it can do everything servers do wrong."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeAlias

Answer: TypeAlias = Callable[["Visit"], Awaitable[None]]


@dataclass
class Visit:
    """One request, and the way back."""

    path: str
    headers: Mapping[str, str]
    writer: asyncio.StreamWriter
    reader: asyncio.StreamReader
    """Where the body of a form comes from."""

    async def say(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    def reset(self) -> None:
        """Break the connection off so that the other side sees an error."""
        self.writer.transport.abort()


@dataclass
class Server:
    """What stands in `answers` is served; everything else is not found."""

    base: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    def url(self, path: str = "/") -> str:
        return self.base + path

    def paths(self) -> list[str]:
        return [visit.path for visit in self.visits]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            try:
                await self._one(reader, writer)
            finally:
                writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        except asyncio.IncompleteReadError:
            return
        headers = dict(line.split(": ", 1) for line in head[1:] if line)
        visit = Visit(head[0].split(" ")[1], {name.lower(): value for name, value in headers.items()}, writer, reader)
        self.visits.append(visit)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self.answers.get(visit.path, text("not here", status=404))(visit)
        finally:
            self.at_once -= 1


@asynccontextmanager
async def running(host: str = "127.0.0.1", tls: ssl.SSLContext | None = None, port: int = 0) -> AsyncIterator[Server]:
    """A server that has ended, with all its visits, when this is left; `port` 0 is any that is free."""
    served = Server()
    visits: set[asyncio.Task[None]] = set()

    def visited(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(served.serve(reader, writer))
        visits.add(task)
        task.add_done_callback(visits.discard)

    server = await asyncio.start_server(visited, host, port, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    served.base = f"{'https' if tls else 'http'}://{host}:{port}"
    try:
        yield served
    finally:
        server.close()
        for task in list(visits):
            task.cancel()
        await asyncio.gather(*visits, return_exceptions=True)


def head(status: int = 200, headers: Mapping[str, str] | None = None) -> bytes:
    """A status line and headers; the connection ends with the answer."""
    lines = [f"HTTP/1.1 {status} Said", "Connection: close", *(f"{k}: {v}" for k, v in (headers or {}).items())]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"


def raw(*parts: bytes, then: Callable[[Visit], None] = lambda _visit: None) -> Answer:
    """Exactly these bytes, and perhaps a last act."""

    async def answer(visit: Visit) -> None:
        for part in parts:
            await visit.say(part)
        then(visit)

    return answer


def data(body: bytes, *, status: int = 200, kind: str = "application/rss+xml", **headers: str) -> Answer:
    """A proper answer; `last_modified="…"` among the keywords is the header `last-modified`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named = {"Content-Type": kind, "Content-Length": str(len(body))} | named
    return raw(head(status, named), body)


def text(words: str, *, status: int = 200, **headers: str) -> Answer:
    return data(words.encode(), status=status, kind="text/plain", **headers)


def redirect(location: str, status: int = 302) -> Answer:
    return raw(head(status, {"Location": location, "Content-Length": "0"}))


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n", **headers: str) -> Answer:
    named = {"Transfer-Encoding": "chunked"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return raw(head(200, named), *(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks), end)


def endless(part: bytes, pause: float = 0.0, **headers: str) -> Answer:
    """An answer that never ends."""

    async def answer(visit: Visit) -> None:
        await visit.say(head(200, {name.replace("_", "-"): value for name, value in headers.items()}))
        while True:
            await visit.say(part)
            await asyncio.sleep(pause)

    return answer


async def silence(_visit: Visit) -> None:
    """No answer at all, however long one waits."""
    await asyncio.Event().wait()
