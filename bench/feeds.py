"""Feeds that look like a newspaper's, the same ones every time: `rss(paper, items)`.

Every headline begins with a mark of its own, `P12N34` for article 34 of paper 12, to be waited for on a screen.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from bench.vocabulary import prose

FIRST = datetime(2025, 1, 1, tzinfo=UTC)
SECTIONS = ("Diplomatie", "Politique", "Économie", "Société", "Culture", "Sport", "Santé", "Environnement", "Justice")
WORDS_EACH = 500


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a paper."""

    paper: int
    number: int
    words: int = WORDS_EACH

    @property
    def mark(self) -> str:
        """What its headline begins with."""
        return f"P{self.paper}N{self.number}"

    @property
    def address(self) -> str:
        """Its page on the paper's site."""
        return f"https://paper{self.paper}.example/{self.number}/"

    @property
    def guid(self) -> str:
        """What the feed calls it."""
        return f"https://paper{self.paper}.example/?p={self.number}"

    @property
    def moment(self) -> datetime:
        """When it was published: a paper's articles come an hour apart, the papers' a minute."""
        return FIRST + timedelta(hours=self.number, minutes=-self.paper)


def rss(paper: int, items: Iterable[Item]) -> str:
    """A paper's feed, RSS 2.0 as WordPress writes it."""
    ordered = sorted(items, key=lambda item: item.number, reverse=True)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel>'
        f"<title>Journal {paper}</title><link>https://paper{paper}.example/</link><language>fr-FR</language>"
        f"<description>Le journal numéro {paper}</description>{''.join(map(_item, ordered))}</channel></rss>"
    )


def body(item: Item) -> str:
    """An article's text as HTML."""
    return _body(random.Random(item.mark), [], item)


def _item(item: Item) -> str:
    chance, said = random.Random(item.mark), list[str]()
    return (
        f"<item><title>{item.mark} {escape(_prose(chance, said, 9))}</title><link>{item.address}</link>"
        f'<guid isPermaLink="false">{item.guid}</guid>'
        f"<dc:creator><![CDATA[Rédaction {item.paper % 17}]]></dc:creator>"
        f"<pubDate>{format_datetime(item.moment)}</pubDate><category><![CDATA[{chance.choice(SECTIONS)}]]></category>"
        f"<description><![CDATA[{_prose(chance, said, 40)} […]]]></description>"
        f"<content:encoded><![CDATA[{_body(chance, said, item)}]]></content:encoded>"
        f"<slash:comments>{chance.randint(0, 9)}</slash:comments></item>"
    )


def _body(chance: random.Random, said: list[str], item: Item) -> str:
    """Paragraphs up to the number of words; a picture, headings, lists and links among them."""
    parts: list[str] = []
    left = item.words
    while left > 0:
        length = min(left, chance.randint(30, 110))
        left -= length
        text = _prose(chance, said, length)
        if chance.random() < 0.3:
            text = text.replace(" de ", ' <a href="https://elsewhere.example/a">de</a> ', 1)
            text = text.replace(" la ", " <strong>la</strong> ", 1)
        parts.append(f"<p>{text}.</p>")
        if len(parts) == 3:
            parts.append(
                f'<figure><img src="https://paper{item.paper}.example/{item.number}.jpg" alt="Une photo"/>'
                "<figcaption>La légende</figcaption></figure>"
            )
        if chance.random() < 0.1:
            parts.append(f"<h2>{_prose(chance, said, 5)}</h2>")
        if chance.random() < 0.08:
            parts.append("<ul>" + "".join(f"<li>{_prose(chance, said, 8)}</li>" for _ in range(4)) + "</ul>")
    return "\n".join(parts)


def _prose(chance: random.Random, said: list[str], many: int) -> str:
    return " ".join(prose(chance, said, many)).capitalize()
