"""What goes with an article: the picture the feed puts forward, and the files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui import text
from placentin_tui.feeds.fields import Fields, detail_of, list_of, number, plain, seconds, text_of, web_address
from placentin_tui.models import Enclosure
from placentin_tui.prose.blocks import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDE_ENOUGH = 1600
"""Pixels: a terminal shows no more, so among wider pictures the first will do."""
SMALLEST = 120
"""Pixels: what is smaller is a portrait, a thumbnail or a counter of readers, no picture to lead with."""
MOST_FILES = 20

_picture_name = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:$|[?#])", re.IGNORECASE)
_film_or_sound = re.compile(r"(?:audio|video)/")


def lead_picture(entry: Fields, base: str) -> Picture | None:
    """The best of media:content, enclosures, itunes:image and media:thumbnail, in that order."""
    offers = [_picture(each, base) for each in list_of(entry, "media_content") if _is_picture(each)]
    offers += [_picture(each, base) for each in enclosed(entry) if _is_picture(each)]
    if not any(offers):
        offers.append(_picture(detail_of(entry, "image"), base))
    if not any(offers):
        offers += [_picture(each, base) for each in list_of(entry, "media_thumbnail")]
    return max((offer for offer in offers if offer), key=lambda offer: min(offer.width, WIDE_ENOUGH), default=None)


def files(entry: Fields, base: str, lead: Picture | None) -> tuple[Enclosure, ...]:
    """The files that go with an article, but for the picture it leads with."""
    films = (each for each in list_of(entry, "media_content") if _film_or_sound.match(text_of(each, "type")))
    found: dict[str, Enclosure] = {}
    for each in (*enclosed(entry), *films):
        url = _address(each, base)
        if url and url not in found and not (lead and url == lead.url) and len(found) < MOST_FILES:
            found[url] = Enclosure(
                url=url,
                type=text.clean(text_of(each, "type").partition(";")[0], 100),
                length=number(text_of(each, "length") or text_of(each, "filesize")) or 0,
                title=plain(text_of(each, "title"), 200),
                duration=_duration(each, entry),
            )
    return tuple(found.values())


def enclosed(entry: Fields) -> Iterator[Fields]:
    """The links of an entry that are enclosures."""
    return (link for link in list_of(entry, "links") if text_of(link, "rel") == "enclosure")


def _picture(offer: Fields, base: str) -> Picture | None:
    url = _address(offer, base)
    width, height = number(text_of(offer, "width")) or 0, number(text_of(offer, "height")) or 0
    if not url or 0 < width < SMALLEST or 0 < height < SMALLEST:
        return None
    caption, credit = plain(text_of(offer, "media_description")), plain(text_of(offer, "media_credit"), 100)
    alt = f"{caption} — {credit}" if caption and credit and credit not in caption else caption or credit
    return Picture(url, alt, width, height)


def _is_picture(offer: Fields) -> bool:
    kind = text_of(offer, "type").lower()
    if kind or text_of(offer, "medium"):
        return kind.startswith("image/") or text_of(offer, "medium").lower() == "image"
    return bool(_picture_name.search(_raw_address(offer)))


def _address(offer: Fields, base: str) -> str:
    return web_address(_raw_address(offer), base)


def _raw_address(offer: Fields) -> str:
    return text_of(offer, "url") or text_of(offer, "href")


def _duration(offer: Fields, entry: Fields) -> int:
    """How long a film or sound plays: its own word, else the episode's."""
    if not _film_or_sound.match(text_of(offer, "type")):
        return 0
    return seconds(text_of(offer, "duration") or text_of(entry, "itunes_duration"))
