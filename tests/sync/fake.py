"""A server that speaks the Google Reader API, with a switch for each way in which real ones are odd or fail."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from placentin_tui.errors import FetchError
from placentin_tui.sync.server import Fields, Reply

BASE = 1_772_000_000_000_000
"""The number of the first article: FreshRSS numbers them by the microsecond."""
PORTAL = b"<!doctype html><title>Welcome</title><p>Sign in to use this network.</p>"
LONG = "tag:google.com,2005:reader/item/"
LABEL = "user/-/label/"
READ, STARRED = "user/-/state/com.google/read", "user/-/state/com.google/starred"


@dataclass
class Ways:
    """How the server is odd; by default it is FreshRSS on a good day."""

    page: int = 0
    """The most ids of a page; 0: as many as are asked for."""
    offsets: bool = False
    """A continuation is an offset into what the filter leaves, so marks set between pages shift it (Miniflux)."""
    loses_rows: bool = False
    """A continuation is the last id, and the first row after it is dropped blindly (FreshRSS)."""
    circles: bool = False
    """Every continuation leads to the first page."""
    endless: bool = False
    """There is always another page, with new ids."""
    objects: bool = False
    """Ids are 24 hexadecimal digits (The Old Reader)."""
    negative: bool = False
    """Ids are signed, and some are negative (BazQux)."""
    most_fields: int = 1000
    """Fields of a form that are read; what comes after them is as if it were not there (PHP)."""
    says_ok: bool = False
    """Says OK to every mark and does nothing."""
    has_labels: bool = True
    """Whether articles can have labels; else it fails when one is given (Miniflux)."""
    refuses: frozenset[int] = frozenset()
    """Articles it answers 400 to when they are marked."""
    counts: bool = True
    """Whether it has unread-count; else `[]`, as for every unknown path (Miniflux)."""
    needs_form_token: bool = False
    """A form without its token, or with a stale one, is answered 401 (Miniflux, BazQux)."""
    form_token_lasts: int = 10**9
    """Forms a token is good for."""
    most_contents: int = 10**9
    """Articles it gives at a time."""
    forgets_unread: bool = False
    """A fault: nothing is listed as unread."""
    status: int = 0
    """Answers everything with this status."""
    retry_after: str = ""
    body: bytes | None = None
    """Answers every question with this."""
    cuts: bool = False
    """Its answers break off in the middle."""


@dataclass
class Item:
    stream: str
    title: str
    html: str
    read: bool = False
    starred: bool = False
    labels: set[str] = field(default_factory=set)


@dataclass
class Subscription:
    title: str
    folder: str
    url: str


@dataclass
class Fake:
    """The server's state. `handle` answers one request."""

    ways: Ways = field(default_factory=Ways)
    feeds: dict[str, Subscription] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    user: str = "lise"
    password: str = "secret"
    asked: list[str] = field(default_factory=list)
    told: list[list[tuple[str, str]]] = field(default_factory=list)
    between: Callable[[str], None] = lambda _path: None
    """Called before each request is answered."""
    dies_after: int = -1
    """Marks after which the server dies, once."""
    _logins: int = 0
    _form_tokens: int = 0
    _form_left: int = 0

    # ── filling it ───────────────────────────────────────────────────────────────────────────────────────────────────

    def subscribe(self, title: str, folder: str = "") -> str:
        stream = f"feed/{len(self.feeds) + 1}"
        self.feeds[stream] = Subscription(title, folder, f"https://{title.lower()}.example/feed")
        return stream

    def publish(self, stream: str, title: str, html: str = "") -> int:
        number = BASE + 1000 * len(self.items)
        if self.ways.negative and len(self.items) % 2:
            number = -number
        self.items[number] = Item(stream, title, html or f"<p>Le texte de {title}, en entier.</p>")
        return number

    def unread(self) -> set[str]:
        return {item.title for item in self.items.values() if not item.read}

    def starred(self) -> set[str]:
        return {item.title for item in self.items.values() if item.starred}

    def change_password(self, password: str) -> None:
        self.password = password
        self._logins += 1

    # ── ids ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def listed(self, number: int) -> str:
        return f"5{abs(number):023x}" if self.ways.objects else str(number)

    def long(self, number: int) -> str:
        return LONG + (self.listed(number) if self.ways.objects else f"{number % (1 << 64):016x}")

    def number(self, written: str) -> int | None:
        return next((number for number in self.items if written in (self.long(number), self.listed(number))), None)

    def number_of(self, name: str) -> int | None:
        """The article of an id as the program writes it."""
        return self.number(LONG + name)

    # ── requests ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def handle(
        self, method: str, path: str, fields: Sequence[tuple[str, str]], authorization: str
    ) -> tuple[int, bytes]:
        """The status and the body of an answer. Raises `ConnectionError` where none comes."""
        self.asked.append(path)
        self.between(path)
        ways = self.ways
        if ways.status:
            return ways.status, b"no"
        if ways.body is not None:
            return 200, ways.body
        if path == "/accounts/ClientLogin":
            return self._login(dict(fields)) if method == "POST" else (400, b"")
        if authorization != f"GoogleLogin auth={self._token()}":
            return 401, b"Unauthorized!"
        name = path.removeprefix("/reader/api/0/")
        if method == "POST":
            status, body = self._form(name, list(fields)[: ways.most_fields])
        else:
            status, body = self._question(name, dict(fields))
        return status, body[: len(body) // 2] if ways.cuts and len(body) > 60 else body

    def _token(self) -> str:
        return f"{self.user}/{self.password}/{self._logins}"

    def _login(self, form: dict[str, str]) -> tuple[int, bytes]:
        if (form.get("Email"), form.get("Passwd")) != (self.user, self.password):
            return 401, b"Unauthorized!"
        return 200, f"SID={self._token()}\nLSID=null\nAuth={self._token()}\n".encode()

    def _question(self, name: str, query: dict[str, str]) -> tuple[int, bytes]:
        if name == "token":
            self._form_tokens += 1
            self._form_left = self.ways.form_token_lasts
            return 200, f"T{self._form_tokens}ZZZZ\n".encode()
        if query.get("output") != "json":
            return 501, b"Not Implemented!"
        match name:
            case "subscription/list":
                return _json({"subscriptions": [self._subscription(stream) for stream in self.feeds]})
            case "unread-count" if self.ways.counts:
                count = sum(not item.read for item in self.items.values())
                names = [("user/-/state/com.google/reading-list", count), ("feed/1", 1)]
                return _json({"max": count, "unreadcounts": [{"id": name, "count": n} for name, n in names]})
            case "stream/items/ids":
                return self._ids(query)
            case _:
                return 200, b"[]"

    def _subscription(self, stream: str) -> dict[str, object]:
        feed = self.feeds[stream]
        label = {"id": f"user/-/label/{feed.folder}", "label": feed.folder}
        return {"id": stream, "title": feed.title, "categories": [label] if feed.folder else [], "url": feed.url}

    def _ids(self, query: dict[str, str]) -> tuple[int, bytes]:
        ways, stream = self.ways, query["s"]
        numbers = list(reversed(self.items))
        if stream == STARRED:
            numbers = [one for one in numbers if self.items[one].starred]
        elif query.get("xt") == READ:
            numbers = [one for one in numbers if not self.items[one].read and not ways.forgets_unread]
        size = min(int(query.get("n", 20)), ways.page or 10**9)
        start = self._start(numbers, query.get("c", ""), stream, query.get("xt", ""))
        page = numbers[start : start + size]
        said: dict[str, object] = {"itemRefs": [{"id": self.listed(one)} for one in page]}
        if ways.endless:
            said = {
                "itemRefs": [{"id": str(10**6 + int(query.get("c", 0)))}],
                "continuation": str(int(query.get("c", 0)) + 1),
            }
        elif start + size < len(numbers) or ways.circles:
            said["continuation"] = str(start + size) if ways.offsets else self.listed(page[-1])
        return _json(said)

    def _start(self, numbers: list[int], continuation: str, stream: str, excluded: str) -> int:
        if not continuation or self.ways.circles:
            return 0
        if self.ways.offsets:
            return int(continuation)
        last = self.number(continuation)
        if self.ways.loses_rows:  # all rows from the last one on, without their first, whichever that is
            every = list(reversed(self.items))
            rest = [one for one in numbers if every.index(one) >= every.index(last or 0)]
            return numbers.index(rest[0]) + 1 if rest else len(numbers)
        return numbers.index(last) + 1 if last in numbers else 0

    def _form(self, name: str, form: list[tuple[str, str]]) -> tuple[int, bytes]:
        values = dict(form)
        if self.ways.needs_form_token:
            if values.get("T") != f"T{self._form_tokens}ZZZZ" or self._form_left <= 0:
                return 401, b"Bad token"
            self._form_left -= 1
        match name:
            case "stream/items/contents":
                numbers = [number for key, one in form if key == "i" and (number := self.number(one)) is not None]
                return _json({"items": [self._content(one) for one in numbers[: self.ways.most_contents]]})
            case "edit-tag":
                self.told.append(form)
                return self._edit_tag(form)
            case "subscription/quickadd":
                return self._quickadd(values["quickadd"])
            case "subscription/edit":
                return self._edit(values)
            case _:
                return 200, b"[]"

    def _content(self, number: int) -> dict[str, object]:
        item = self.items[number]
        return {
            "id": self.long(number),
            "published": abs(number) // 10**6,
            "title": item.title,
            "canonical": [{"href": f"https://paper.example/{item.title.replace(' ', '-')}"}],
            "categories": [
                "user/-/state/com.google/reading-list",
                "a category of the feed's own",
                *(f"user/-/label/{name}" for name in sorted(item.labels | {self.feeds[item.stream].folder} - {""})),
            ],
            "origin": {"streamId": item.stream, "title": "Un"},
            "summary": {"content": item.html},
            "author": "Ann",
        }

    def _edit_tag(self, form: list[tuple[str, str]]) -> tuple[int, bytes]:
        added, removed = dict(form).get("a"), dict(form).get("r")  # of several the last one counts
        numbers = [number for key, one in form if key == "i" and (number := self.number(one)) is not None]
        if self.ways.refuses & set(numbers):
            return 400, b"Bad Request!"
        if not self.ways.has_labels and LABEL in f"{added}{removed}":
            return 500, b""
        for done, number in enumerate(numbers):
            if self.dies_after == done:
                self.dies_after = -1
                raise ConnectionError
            if self.ways.says_ok:
                continue
            for state, value in ((added, True), (removed, False)):
                if state == READ:
                    self.items[number].read = value
                elif state == STARRED:
                    self.items[number].starred = value
                elif state and state.startswith(LABEL):
                    name = state.removeprefix(LABEL)
                    (self.items[number].labels.add if value else self.items[number].labels.discard)(name)
        return 200, b"OK"

    def _quickadd(self, url: str) -> tuple[int, bytes]:
        if any(feed.url == url for feed in self.feeds.values()):
            return _json({"numResults": 0, "error": f"Already subscribed! {url}"})
        if not url.endswith("feed"):
            return _json({"numResults": 0, "error": "cURL error 22: 404"})
        stream = self.subscribe("New")
        self.feeds[stream].url = url
        return _json({"numResults": 1, "query": url, "streamId": stream})

    def _edit(self, values: dict[str, str]) -> tuple[int, bytes]:
        if values["s"] not in self.feeds:
            return (200, b"OK") if values["ac"] == "edit" else (400, b"Bad Request!")
        if values["ac"] == "unsubscribe":
            del self.feeds[values["s"]]
            return 200, b"OK"
        feed = self.feeds[values["s"]]
        feed.title = values.get("t", feed.title)
        if values.get("r") == f"user/-/label/{feed.folder}":
            feed.folder = ""
        feed.folder = values.get("a", f"user/-/label/{feed.folder}").removeprefix("user/-/label/")
        return 200, b"OK"


def _json(said: object) -> tuple[int, bytes]:
    return 200, json.dumps(said).encode()


@dataclass
class Direct:
    """Asks a fake without a network; `loses` decides of each request whether its answer, or it, is lost."""

    fake: Fake
    loses: Callable[[], str] = lambda: ""
    host: str = "rss.example"
    requests: int = 0

    async def get(self, path: str, fields: Fields, token: str) -> Reply:
        return self._ask("GET", path, fields, token)

    async def post(self, path: str, fields: Fields, token: str = "") -> Reply:
        return self._ask("POST", path, fields, token)

    def _ask(self, method: str, path: str, fields: Fields, token: str) -> Reply:
        self.requests += 1
        lost = self.loses()
        if lost == "request":
            raise FetchError("timeout", host=self.host)
        try:
            status, body = self.fake.handle(method, path, fields, f"GoogleLogin auth={token}")
        except ConnectionError:
            raise FetchError("reset", host=self.host) from None
        if lost:
            raise FetchError("reset", host=self.host)
        if status not in (200, 400, 401, 403, 404):
            raise FetchError(f"http-{status}", host=self.host, status=status)
        return Reply(status, body)


def fields_of(encoded: str) -> list[tuple[str, str]]:
    """The fields of a query or a form, in their order."""
    return parse_qsl(encoded, keep_blank_values=True)
