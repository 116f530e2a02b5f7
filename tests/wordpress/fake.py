"""A WordPress that answers with what a real one was recorded saying, and remembers what it is sent.

It runs in a thread of its own, so that tests may block. What it does is in FACTS measured on WordPress 6.1; the same
tests pass against the real one.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import threading
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import web

from tests.wordpress.site import DATA, FLOOD, FORBIDDEN, KNOWN, RECORDED, Kept, Posts, exchange

POSTS = Posts(thread=5, hundred=41, long=29, open=9, closed=37, aged=33, protected=64, draft=111, paged=52)
PRINTED = 1_795_564_800
"""25 November 2026, two days after the recording."""
HELD_HASH = "8acdf8ce45416adea9e559fcb360132a"
LONGEST = {"author": 245, "email": 100, "url": 200, "comment": 65_525}
_TAG = re.compile(r"<[^<>]*>")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_FORM = re.compile(r"<form\s[^<>]*wp-comments-post\.php.*?</form>", re.DOTALL)
_MESSAGE = re.compile(r'<div class="wp-die-message">(.*?)</div>', re.DOTALL)


@dataclass
class _Comment:
    kept: Kept
    rest: dict[str, Any]
    """As REST shows it."""
    at: float
    """When it came, on the fake's clock."""


class Fake:
    """A `Site` that is none."""

    def __init__(self, theme: str = "block") -> None:
        self.posts = POSTS
        self.now = PRINTED
        self.sent: list[tuple[Mapping[str, str], Mapping[str, str]]] = []
        """The headers and fields of every comment that came."""
        self._page = (DATA / f"article-{theme}-theme.html").read_text("utf-8")
        self._now = 1_000_000.0
        self._links: dict[int, str] = {}
        self._embedded: dict[int, dict[str, Any]] = {}
        self._comments: dict[int, _Comment] = {}
        self._options: dict[str, str] = {}
        self._last = 0
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port: int = probe.getsockname()[1]
        self.home = f"http://127.0.0.1:{self._port}/"
        self._load()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self._runner: web.AppRunner | None = None

    # ── Site ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def url(self, post: int) -> str:
        """The address of an article."""
        return f"{self.home}?p={post}"

    def comments(self, post: int) -> list[Kept]:
        """All comments of an article, the oldest first."""
        return [comment.kept for comment in self._comments.values() if comment.kept.post == post]

    def pass_a_minute(self) -> None:
        """Set the clock on."""
        self._now += 60

    def approve(self, comment: int) -> None:
        """Publish a comment."""
        found = self._comments[comment]
        found.kept = replace(found.kept, state="approved")

    def remove(self, comment: int) -> None:
        """Delete a comment."""
        del self._comments[comment]

    def option(self, name: str, value: str) -> None:
        """Change a setting: `comment_registration` alone is known."""
        self._options[name] = value

    def start(self) -> None:
        """Answer."""
        self._do(self._serve())

    def stop(self) -> None:
        """Answer no more, at once."""
        if self._runner:
            self._do(self._runner.cleanup())
            self._runner = None

    def close(self) -> None:
        """The end."""
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    # ── what it knows ────────────────────────────────────────────────────────────────────────────────────────────────

    def _load(self) -> None:
        for post in json.loads(self._recorded("rest-posts-embed.json")):
            self._links[post["id"]], self._embedded[post["id"]] = post["link"], post
        for number, slug in ((POSTS.protected, "incendie-maitrise"), (POSTS.paged, "inflation"), (POSTS.draft, "")):
            self._links[number] = f"{self.home}2026/11/{slug}/"
            self._embedded[number] = self._embedded[POSTS.open] | {"id": number, "link": self._links[number]}
        self._embedded[POSTS.protected] |= {"content": {"rendered": "", "protected": True}}
        pages = self._embedded[POSTS.open]["content"]["rendered"] + "<!--nextpage--><p>Deuxième page.</p>"
        self._embedded[POSTS.paged] |= {"content": {"rendered": pages, "protected": False}}
        threads = json.loads(self._recorded("rest-comments-post5.json"))
        hundred = json.loads(self._recorded("rest-comments-post41.json"))
        for comment in sorted(threads + hundred, key=lambda each: int(each["id"])):
            self._keep(comment, "", "approved")
        for again in (hundred + hundred)[:130]:
            self._keep(again | {"id": self._last + 1, "post": POSTS.long, "parent": 0}, "", "approved")

    def _recorded(self, name: str) -> str:
        """A recorded document, as if it had come from here."""
        theirs, ours = RECORDED, self.home.rstrip("/")
        return (DATA / name).read_text("utf-8").replace(theirs, ours).replace(_escaped(theirs), _escaped(ours))

    def _keep(self, rest: dict[str, Any], email: str, state: str) -> _Comment:
        text = _TAG.sub("", rest["content"]["rendered"])
        kept = Kept(rest["id"], rest["post"], rest["parent"], state, rest["author_name"], email, text)
        self._comments[kept.id] = _Comment(kept, rest, 0.0)
        self._last = max(self._last, kept.id)
        return self._comments[kept.id]

    # ── the server ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _serve(self) -> None:
        app = web.Application()
        app.router.add_get("/", self._home)
        app.router.add_get("/feed/", self._feed)
        app.router.add_get("/comments/feed/", self._feed)
        app.router.add_get("/wp-json/wp/v2/posts", self._rest_posts)
        app.router.add_get("/wp-json/wp/v2/comments", self._rest_comments)
        app.router.add_get("/wp-json/wp/v2/comments/{id}", self._rest_comment)
        app.router.add_post("/wp-json/wp/v2/comments", self._rest_post)
        app.router.add_post("/wp-comments-post.php", self._receive)
        app.router.add_get("/{path:.*}", self._article)
        self._runner = web.AppRunner(app, shutdown_timeout=0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()

    async def _home(self, request: web.Request) -> web.Response:
        number = request.query.get("p", "")
        if number.isdecimal() and int(number) in self._links and int(number) != POSTS.draft:
            return web.Response(status=301, headers={"Location": self._links[int(number)]})
        if number:
            return web.Response(
                status=404, text="<html><body class='error404'></body></html>", content_type="text/html"
            )
        return self._html('<link rel="alternate" type="application/rss+xml" href="/feed/">')

    async def _feed(self, request: web.Request) -> web.Response:
        name = "comments-feed.xml" if "comments" in request.path else "feed.xml"
        body = self._recorded(name).encode()
        return web.Response(
            body=body, headers={"Link": self._link(), "Content-Type": "application/rss+xml; charset=UTF-8"}
        )

    async def _article(self, request: web.Request) -> web.Response:
        address = str(request.url.with_query(None))
        post = next((number for number, link in self._links.items() if link == address.removesuffix("feed/")), 0)
        if not post:
            return web.Response(status=404, text="<html></html>", content_type="text/html")
        json_of = f'<{self.home}wp-json/wp/v2/posts/{post}>; rel="alternate"; type="application/json"'
        headers = {"Link": f"{self._link()}, {json_of}, <{self.home}?p={post}>; rel=shortlink"}
        if address.endswith("/feed/"):
            body = self._recorded(f"post{post}-comments-feed.xml") if post in (5, 41) else self._recorded("feed.xml")
            return web.Response(body=body.encode(), headers={**headers, "Content-Type": "application/rss+xml"})
        return self._html(self._page_of(post), headers)

    def _page_of(self, post: int) -> str:
        """The recorded article's page, as that of another article."""
        page = self._page.replace(RECORDED, self.home.rstrip("/"))
        page = page.replace(self._links[POSTS.thread], self._links[post]).replace("postid-5 ", f"postid-{post} ")
        page = page.replace("wp/v2/posts/5", f"wp/v2/posts/{post}").replace("?p=5'", f"?p={post}'")
        page = page.replace("name='comment_post_ID' value='5'", f"name='comment_post_ID' value='{post}'")
        return page if self._is_open(post) else _FORM.sub("", page)

    def _html(self, page: str, headers: Mapping[str, str] | None = None) -> web.Response:
        return web.Response(text=page, content_type="text/html", headers=headers or {"Link": self._link()})

    def _link(self) -> str:
        return f'<{self.home}wp-json/>; rel="https://api.w.org/"'

    # ── REST ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _rest_posts(self, request: web.Request) -> web.Response:
        posts = [post for number, post in self._embedded.items() if number != POSTS.draft]
        if "include" in request.query:
            wanted = request.query["include"].split(",")
            posts = [post for post in posts if str(post["id"]) in wanted]
        if "slug" in request.query:
            posts = [post for post in posts if post["link"].rstrip("/").endswith("/" + request.query["slug"])]
        return self._page_of_rest(request, posts)

    async def _rest_comments(self, request: web.Request) -> web.Response:
        posts = [int(number) for number in request.query["post"].split(",")]
        if POSTS.protected in posts:
            return _refused(
                401, "rest_cannot_read_post", "Sorry, you are not allowed to read the post for this comment."
            )
        published = [
            each for each in self._comments.values() if each.kept.state == "approved" and each.kept.post in posts
        ]
        rest = sorted((comment.rest for comment in published), key=lambda each: (each["date_gmt"], each["id"]))
        return self._page_of_rest(request, rest if request.query.get("order") == "asc" else rest[::-1])

    def _page_of_rest(self, request: web.Request, found: list[dict[str, Any]]) -> web.Response:
        size, page = int(request.query.get("per_page", "10")), int(request.query.get("page", "1"))
        shown = found[(page - 1) * size : page * size]
        if "_fields" in request.query:
            names = request.query["_fields"].split(",")
            shown = [{name: each[name] for name in names if name in each} for each in shown]
        headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(-(-len(found) // size))}
        return web.json_response(shown, headers=headers)

    async def _rest_comment(self, request: web.Request) -> web.Response:
        comment = self._comments.get(int(request.match_info["id"]))
        if not comment:
            return _refused(404, "rest_comment_invalid_id", "Invalid comment ID.")
        if comment.kept.state != "approved":
            return _refused(401, "rest_cannot_read", "Sorry, you are not allowed to read this comment.")
        return web.json_response(comment.rest)

    async def _rest_post(self, _request: web.Request) -> web.Response:
        return self._replay("rest-ranon.http", as_json=False)

    # ── the form ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _receive(self, request: web.Request) -> web.Response:
        fields = {name: str(value).strip() for name, value in (await request.post()).items()}
        self.sent.append((request.headers, fields))
        as_json = "application/json" in request.headers.get("Accept", "")
        refusal = self._refusal(fields)
        if refusal:
            return self._replay(refusal, as_json=as_json)
        return self._taken(self._accept(fields))

    def _refusal(self, fields: Mapping[str, str]) -> str:
        """The recorded answer to a comment that is not taken, in WordPress's own order of looking; empty when it is."""
        number = fields.get("comment_post_ID", "")
        post = int(number) if number.isdecimal() else 0
        looks: list[tuple[str, Callable[[], bool]]] = [
            ("post-unknown.http", lambda: post not in self._links),
            ("post-closed.http", lambda: post in (POSTS.closed, POSTS.aged)),
            ("post-draft.http", lambda: post == POSTS.draft),
            ("post-pwd.http", lambda: post == POSTS.protected),
            ("post-reg.http", lambda: self._options.get("comment_registration") == "1"),
            ("post-noname.http", lambda: not (_TAG.sub("", fields.get("author", "")) and fields.get("email"))),
            ("post-badmail.http", lambda: not _EMAIL.fullmatch(fields["email"])),
            ("post-empty.http", lambda: not fields.get("comment")),
            ("post-longname.http", lambda: _is_long(fields, "author")),
            ("post-longtext.http", lambda: _is_long(fields, "comment")),
            ("post-dup.http", lambda: self._is_there(post, fields)),
            ("post-flood.http", lambda: any(self._now - each.at < FLOOD for each in self._comments.values())),
        ]
        return next((name for name, is_so in looks if is_so()), "")

    def _is_there(self, post: int, fields: Mapping[str, str]) -> bool:
        same = (post, int(fields["comment_parent"]), fields["author"], fields["email"], fields["comment"])
        kept = (each.kept for each in self._comments.values() if each.kept.state != "trash")
        return any((each.post, each.parent, each.author, each.email, each.text) == same for each in kept)

    def _accept(self, fields: Mapping[str, str]) -> _Comment:
        text = fields["comment"]
        known = (fields["author"], fields["email"]) == KNOWN
        state = "trash" if FORBIDDEN in text else "approved" if known and text.count("http") < 2 else "hold"
        post, parent = int(fields["comment_post_ID"]), int(fields["comment_parent"])
        paragraphs = "".join(f"<p>{each}</p>\n" for each in text.replace("\r\n", "\n").split("\n\n"))
        rest = {
            "id": self._last + 1, "post": post, "parent": parent, "author_name": fields["author"],
            "date_gmt": "2026-11-23T12:00:00", "content": {"rendered": paragraphs},
            "link": f"{self._links[post]}#comment-{self._last + 1}",
        }  # fmt: skip
        comment = self._keep(rest, fields["email"], state)
        comment.kept, comment.at = replace(comment.kept, text=text), self._now
        return comment

    def _taken(self, comment: _Comment) -> web.Response:
        name = "post-ok-first.http" if comment.kept.state == "hold" else "post-ok-known.http"
        answer = self._replay(name, as_json=False)
        number = comment.kept.id
        held = f"?unapproved={number}&moderation-hash={HELD_HASH}" if comment.kept.state == "hold" else ""
        answer.headers["Location"] = f"{self._links[comment.kept.post]}{held}#comment-{number}"
        return answer

    def _is_open(self, post: int) -> bool:
        return post not in (POSTS.closed, POSTS.aged, POSTS.protected) and "comment_registration" not in self._options

    def _replay(self, name: str, *, as_json: bool) -> web.Response:
        status, recorded, body = exchange(name)
        headers = {key: value for key, value in recorded.items() if key not in ("connection", "host", "date")}
        message = _MESSAGE.search(body.decode())
        if as_json and message:
            said: dict[str, Any] = {
                "code": "wp_die",
                "message": message[1],
                "data": {"status": status},
                "additional_errors": [],
            }
            headers["content-type"], body = "application/json; charset=UTF-8", json.dumps(said).encode()
        return web.Response(status=status, headers=headers, body=body)


def _is_long(fields: Mapping[str, str], name: str) -> bool:
    return len(fields[name].encode()) > LONGEST[name]


def _escaped(address: str) -> str:
    """An address as PHP writes it in JSON."""
    return address.replace("/", "\\/")


def _refused(status: int, code: str, message: str) -> web.Response:
    return web.json_response({"code": code, "message": message, "data": {"status": status}}, status=status)
