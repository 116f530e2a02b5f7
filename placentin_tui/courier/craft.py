"""Documents worked on in a process of its own: what `workshop` starts, and how the two speak.

A question is its length, then MessagePack; so is the answer. A feed stays here between its two questions: most of what
it holds is text the courier never looks at. The process ends when its stdin is closed, whatever became of the courier.
"""

from __future__ import annotations

import signal
import struct
import sys
import traceback
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from placentin_tui import i18n
from placentin_tui.errors import FeedError
from placentin_tui.library.packing import PackedArticle, pack
from placentin_tui.models import ParsedFeed  # noqa: TC001 - msgspec reads the annotations at run time

if TYPE_CHECKING:
    from collections.abc import Collection

LENGTH = struct.Struct(">I")


class Parse(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """What feed is this?"""

    ticket: int
    body: bytes
    url: str
    content_type: str


class Pack(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """These of its articles, please."""

    ticket: int
    identities: frozenset[str]


class Drop(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """It is not needed any more; there is no answer."""

    ticket: int


class Parsed(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """The feed, without its texts."""

    feed: ParsedFeed


class Packed(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """The articles, ready to be written down."""

    articles: tuple[PackedArticle, ...]


class Refused(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """It is no feed; the sentence says why."""

    sentence: str


class Mistaken(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """A fault of our own."""

    kind: str
    trace: str


Question: TypeAlias = Parse | Pack | Drop
Answer: TypeAlias = Parsed | Packed | Refused | Mistaken

questions: msgspec.msgpack.Decoder[Question] = msgspec.msgpack.Decoder(Question)
answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)
encode = msgspec.msgpack.Encoder().encode


def parsed(body: bytes, url: str, content_type: str) -> ParsedFeed:
    """The feed in a document; raises `FeedError`."""
    from placentin_tui.feeds.parse import parse_feed  # 20 ms, and most refreshes bring nothing

    return parse_feed(body, url=url, content_type=content_type)


def packed(feed: ParsedFeed, identities: Collection[str]) -> tuple[PackedArticle, ...]:
    """These articles of a feed, in its order, ready to be written down."""
    from placentin_tui.feeds.fulltext.partial import looks_partial  # the same
    from placentin_tui.feeds.prepare import prepare

    replace = msgspec.structs.replace

    prepared = (prepare(article) for article in feed.articles if article.identity in identities)
    return tuple(pack(replace(article, partial=looks_partial(article))) for article in prepared)


def light(feed: ParsedFeed) -> ParsedFeed:
    """The feed without its texts."""
    replace = msgspec.structs.replace
    return replace(feed, articles=tuple(replace(each, html="", summary_html="") for each in feed.articles))


def main() -> None:
    """Answer the questions on stdin."""
    # Ctrl-C is meant for the courier, which puts the pen down and closes stdin.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    i18n.use("")
    feeds: dict[int, ParsedFeed] = {}
    source, drain = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        question = questions.decode(source.read(LENGTH.unpack(head)[0]))
        if isinstance(question, Drop):
            feeds.pop(question.ticket, None)
            continue
        answer = encode(_answer(feeds, question))
        try:
            drain.write(LENGTH.pack(len(answer)) + answer)
            drain.flush()
        except BrokenPipeError:
            return


def _answer(feeds: dict[int, ParsedFeed], question: Parse | Pack) -> Answer:
    try:
        if isinstance(question, Pack):
            return Packed(packed(feeds[question.ticket], question.identities))
        feed = parsed(question.body, question.url, question.content_type)
    except FeedError as error:
        return Refused(str(error))
    except Exception as error:  # noqa: BLE001 - told to the courier, which logs it
        return Mistaken(type(error).__name__, traceback.format_exc())
    feeds[question.ticket] = feed
    return Parsed(light(feed))


if __name__ == "__main__":
    main()
