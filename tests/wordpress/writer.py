"""A person who reads a paper and writes to it, with a clock that is moved on by hand."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

from placentin_tui.courier.comments.send import send
from placentin_tui.courier.process.protocol import Event
from placentin_tui.courier.refresh.refresh import refresh
from placentin_tui.library import Library
from placentin_tui.models import NewSource, OutgoingComment, ParsedArticle, PreparedArticle
from placentin_tui.prose.blocks import Paragraph, Span
from placentin_tui.web import Web
from tests.wordpress.site import KNOWN, Site

ANA = ("Ana Roy", "ana@h.example")
PENDING = ("waiting", "sending")


@dataclass
class Clock:
    """Moves the paper's time with its own."""

    site: Site
    now: int
    waits: list[float] = field(default_factory=list)

    def __call__(self) -> int:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let that much time pass at once."""
        self.waits.append(seconds)
        self.pass_a_minute()

    def pass_a_minute(self) -> None:
        """For the person and the paper."""
        self.now += 60
        self.site.pass_a_minute()


class Writer:
    """The person, with a library of their own."""

    def __init__(self, site: Site, web: Web, folder: Path) -> None:
        self.site = site
        self.web = web
        self.clock = Clock(site, site.now)
        self.file = folder / "data" / "library.db"
        self.pictures = folder / "pictures"
        self.library = Library.open(self.file, self.pictures, clock=self.clock)
        self._source = self.library.sources.add(NewSource(f"{site.home}feed/", "Le journal", home=site.home)).id

    async def article(self, post: int) -> int:
        """The library's number of an article, as a feed would have brought it."""
        url = f"{self.site.home}no-such-article/"
        if post not in (self.site.posts.draft, self.site.posts.unknown):
            url = (await self.web.get(self.site.url(post))).url
        parsed = ParsedArticle(
            identity=f"guid:{self.site.url(post)}",
            title=f"Article {post}",
            url=url,
            published=self.clock.now - 3600,
            comments_url=f"{url}#comments",
            comments_feed=f"{url}feed/",
            digest=str(post),
        )
        prepared = PreparedArticle(parsed, (Paragraph((Span("Le texte."),)),), words=2)
        stored = self.library.articles.store(self._source, [prepared])
        return stored.new[0]

    def write(self, article: int, text: str, *, parent: str = "", by: tuple[str, str] = ANA) -> int:
        """A letter put into the outbox; its number."""
        outbox = self.library.outbox
        outgoing = outbox.draft(article, parent).id
        outbox.save(outgoing, name=by[0], email=by[1], text=text)
        assert outbox.queue(outgoing)
        return outgoing

    def write_as_known(self, article: int, text: str, *, parent: str = "") -> int:
        """The same by a reader whose comments are published at once."""
        return self.write(article, text, parent=parent, by=KNOWN)

    async def send(self, *, force: bool = True) -> list[Event]:
        """Send what waits."""
        return [event async for event in send(self.library, self.web, force=force, sleep=self.clock.sleep)]

    async def refresh(self) -> None:
        """Ask the paper for news."""
        async with aclosing(refresh(self.library, self.web, now=self.clock.now, force=True)) as events:
            async for _event in events:
                pass

    async def sent(self, post: int, text: str, *, parent: str = "", by: tuple[str, str] = ANA) -> OutgoingComment:
        """A letter written under a post and sent: what became of it."""
        outgoing = self.write(await self.article(post), text, parent=parent, by=by)
        await self.send()
        return self.outgoing(outgoing)

    def outgoing(self, number: int) -> OutgoingComment:
        """A letter as it stands now."""
        return self.library.outbox.get(number)

    def is_pending(self, number: int) -> bool:
        """Whether nobody has answered yet."""
        return self.outgoing(number).state in PENDING
