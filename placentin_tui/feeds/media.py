"""The pictures and files that a feed gives with an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.feeds.fields import Fields, detail_of, list_of, number, plain, seconds, text_of, web_address
from placentin_tui.feeds.same_picture import picture_names
from placentin_tui.models import Enclosure
from placentin_tui.prose.blocks import Picture
from placentin_tui.text import sanitize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDE_ENOUGH = 1600
"""Pixels: a terminal shows no more, so of pictures at least this wide the first is taken."""
SMALLEST = 120
"""Pixels: smaller pictures are portraits, thumbnails or tracking pixels, not lead pictures."""
MOST_FILES = 20
MOST_OFFERS = 100
"""The most pictures of an item that are compared, all sizes counted."""

_PORTRAITS = "gravatar.com/avatar/"
"""Gravatar's portraits of authors, which some papers give with every article."""
_picture_name = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:$|[?#])", re.IGNORECASE)
_film_or_sound = re.compile(r"(?:audio|video)/")


def pictures(entry: Fields, base: str) -> tuple[Picture, ...]:
    """The article's pictures, the lead picture first, each in its best size.

    They are those of media:content and the enclosures; without any, the best of itunes:image or media:thumbnail.
    """
    offers = [each for each in list_of(entry, "media_content") if _is_picture(each)]
    offers += [each for each in enclosed(entry) if _is_picture(each)]
    found = each_once(_pictures(offers[:MOST_OFFERS], base)) if offers else []
    if not found:
        if alone := _picture(detail_of(entry, "image"), base):
            return (alone,)
        small = [picture for each in list_of(entry, "media_thumbnail") if (picture := _picture(each, base))]
        return (_best(small),) if small else ()
    if len(found) == 1:
        return (found[0],)
    first = _best(found)
    return (first, *(picture for picture in found if picture is not first))[:MOST_FILES]


def each_once(offers: Iterable[tuple[str, Picture]]) -> list[Picture]:
    """The best size of each picture, with the addresses of its other sizes; offers are pairs of group and picture."""
    offers = list(offers)
    if len(offers) < 2:
        return [picture for _group, picture in offers]
    in_sizes = {group for group in {group for group, _picture in offers} if group and _are_sizes(group, offers)}
    sizes: list[list[Picture]] = []
    known: dict[str, list[Picture]] = {}
    for group, picture in offers:
        names = [*([f"group {group}"] if group in in_sizes else []), *picture_names(picture)]
        same = next((known[name] for name in names if name in known and _agree(known[name][0], picture)), None)
        if same is None:
            sizes.append(same := [])
        same.append(picture)
        known.update(dict.fromkeys(names, same))
    return [_together(each) for each in sizes]


def _agree(one: Picture, other: Picture) -> bool:
    """Whether two pictures can be the same, by what is said of them."""
    texts = {_said_of(one), _said_of(other)}
    return one.url == other.url or "" in texts or len(texts) == 1


def _said_of(picture: Picture) -> str:
    """What the feed says of a picture."""
    return picture.alt or picture.caption or picture.credit


def _are_sizes(group: str, offers: list[tuple[str, Picture]]) -> bool:
    """Whether a media:group is one picture in several sizes, as it should be; some papers group different ones."""
    members = [picture for other, picture in offers if other == group]
    texts = {said for picture in members if (said := _said_of(picture))}
    return len(texts) < 2 and len({picture.width for picture in members}) == len(members)


def _together(sizes: list[Picture]) -> Picture:
    """One picture from its sizes, with the alt text, caption and credit of any of them."""
    best = _best(sizes)
    others = dict.fromkeys(each.url for each in sizes if each.url != best.url)
    said = {name: _first(getattr(each, name) for each in (best, *sizes)) for name in ("alt", "caption", "credit")}
    return replace(best, **said, others=tuple(others)[:4])


def _first(texts: Iterable[str]) -> str:
    """The first text that is not empty, or an empty one."""
    return next(filter(None, texts), "")


def _best(pictures: list[Picture]) -> Picture:
    return max(pictures, key=lambda picture: min(picture.width, WIDE_ENOUGH))


def _pictures(offers: list[Fields], base: str) -> list[tuple[str, Picture]]:
    """The usable pictures among the offers, each with its media:group."""
    found = ((text_of(each, "media_group"), _picture(each, base)) for each in offers)
    return [(group, picture) for group, picture in found if picture]


def files(entry: Fields, base: str, shown: Iterable[Picture]) -> tuple[Enclosure, ...]:
    """The article's files, without the pictures that are shown."""
    pictures = {url for picture in shown for url in (picture.url, *picture.others)}
    films = (each for each in list_of(entry, "media_content") if _film_or_sound.match(text_of(each, "type")))
    found: dict[str, Enclosure] = {}
    for each in (*enclosed(entry), *films):
        url = _address(each, base)
        if url and url not in found and url not in pictures and len(found) < MOST_FILES:
            found[url] = Enclosure(
                url=url,
                type=sanitize.clean(text_of(each, "type").partition(";")[0], 100),
                length=number(text_of(each, "length") or text_of(each, "filesize")) or 0,
                title=plain(text_of(each, "title"), 200),
                duration=_duration(each, entry),
            )
    return tuple(found.values())


def enclosed(entry: Fields) -> Iterator[Fields]:
    """The links of an entry with `rel=enclosure`."""
    return (link for link in list_of(entry, "links") if text_of(link, "rel") == "enclosure")


def _picture(offer: Fields, base: str) -> Picture | None:
    """The picture of an offer with its description as caption, and its credit; `None` when too small or a portrait."""
    url = _address(offer, base)
    width, height = number(text_of(offer, "width")) or 0, number(text_of(offer, "height")) or 0
    if not url or 0 < width < SMALLEST or 0 < height < SMALLEST or _PORTRAITS in url:
        return None
    title = plain(text_of(offer, "media_title"))
    caption = plain(text_of(offer, "media_description")) or (title if " " in title else "")  # else a file's name
    credit = plain(text_of(offer, "media_credit"), 100)
    return Picture(url, "", width, height, (), caption, "" if credit in caption else credit)


def _is_picture(offer: Fields) -> bool:
    """Whether an offer is a picture, by media type, medium or file name."""
    kind = text_of(offer, "type").lower()
    if kind or text_of(offer, "medium"):
        return kind.startswith("image/") or text_of(offer, "medium").lower() == "image"
    return bool(_picture_name.search(_raw_address(offer)))


def _address(offer: Fields, base: str) -> str:
    return web_address(_raw_address(offer), base)


def _raw_address(offer: Fields) -> str:
    return text_of(offer, "url") or text_of(offer, "href")


def _duration(offer: Fields, entry: Fields) -> int:
    """The seconds a film or sound plays, from its own attributes, else from the entry."""
    if not _film_or_sound.match(text_of(offer, "type")):
        return 0
    return seconds(text_of(offer, "duration") or text_of(entry, "itunes_duration"))
