"""Fetches what the REST interface adds to an article: featured picture, author, whole text, categories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placentin_tui.feeds.fields import LONGEST_NAME, Fields, detail_of, list_of, sections, text_of
from placentin_tui.models import Author
from placentin_tui.prose.blocks import Picture
from placentin_tui.text import sanitize
from placentin_tui.wordpress.discovery import endpoint
from placentin_tui.wordpress.json_fields import in_place, objects, rendered, whole, words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from placentin_tui.web import Fetched

AT_ONCE = 20
"""Posts per request; each takes some 12 kB."""
LONGEST_BIO = 2_000
LONGEST_CAPTION = 1_000
WIDE_ENOUGH = 1024
"""Pixels: pictures are stored no wider, so of the sizes at least this wide the smallest is taken."""

_FIELDS = "id,link,content,comment_status,_links,_embedded"  # `_embedded` comes only with `_links`
_EMBED = "author,wp:featuredmedia,wp:term"
_PORTRAIT = ("96", "48", "24")


@dataclass(frozen=True, slots=True)
class Completion:
    """What the REST interface gives of a post."""

    post: int
    url: str
    html: str
    """The whole body, foreign; empty when it is password-protected."""
    lead: Picture | None = None
    """The featured picture with its caption, which feeds do not have."""
    author: Author | None = None
    sections: tuple[str, ...] = ()
    """Categories alone: feeds mix them with tags."""
    comments_open: bool | None = None
    """False when closed by hand; `None`: not stated. Closing by age is not visible here."""
    protected: bool = False
    """The text is shown only with a password."""


async def fetch(
    get: Callable[[str], Awaitable[Fetched]],
    root: str,
    posts: Sequence[int],
    *,
    portraits: bool = False,
    read: Callable[[bytes, bool], Awaitable[tuple[Completion, ...]]] | None = None,
) -> tuple[Completion, ...]:
    """What WordPress knows of these posts; those that are not public are missing.

    `portraits`: with the authors' portraits. `read` does the work of `parse`, in another process for instance. Raises
    `FeedError` and what `get` raises (`FetchError`).
    """
    read = read or in_place(parse)
    found: list[Completion] = []
    for start in range(0, len(posts), AT_ONCE):
        asked = posts[start : start + AT_ONCE]
        answer = await get(
            endpoint(
                root,
                "wp/v2/posts",
                include=",".join(map(str, asked)),
                per_page=str(len(asked)),
                _embed=_EMBED,
                _fields=_FIELDS,
            )
        )
        found += await read(answer.body, portraits)
    return tuple(found)


def parse(body: bytes, portraits: bool = False) -> tuple[Completion, ...]:
    """The posts in one response; `portraits`: with the author's portrait, which is on a third party's server.

    Raises `FeedError` when the body is not a JSON list.
    """
    return tuple(_completion(post, portraits=portraits) for post in objects(body) if whole(post, "id"))


def _completion(post: Fields, *, portraits: bool) -> Completion:
    """One post, from its JSON object with `_embedded` author, featured media and terms."""
    embedded = detail_of(post, "_embedded")
    media = next(iter(list_of(embedded, "wp:featuredmedia")), {})
    author = next(iter(list_of(embedded, "author")), {})
    return Completion(
        post=whole(post, "id"),
        url=sanitize.safe_url(text_of(post, "link")),
        html=rendered(post, "content"),
        lead=_picture(media),
        author=_author(author, with_portrait=portraits),
        sections=sections(_categories(embedded)),
        comments_open={"open": True, "closed": False}.get(text_of(post, "comment_status")),
        protected=detail_of(post, "content").get("protected") is True,
    )


def _picture(media: Fields) -> Picture | None:
    """The smallest size that is wide enough, else the widest; the thumbnail is left out because it is cropped to a
    square.
    """
    sizes = detail_of(detail_of(media, "media_details"), "sizes")
    offers = [detail_of(sizes, name) for name in sizes if name != "thumbnail"]
    offers.append({"source_url": media.get("source_url"), **_size(detail_of(media, "media_details"))})
    safe = [
        (offer, url) for offer in offers if (url := sanitize.safe_url(text_of(offer, "source_url"))).startswith("http")
    ]
    if not safe:
        return None
    wide = [each for each in safe if whole(each[0], "width") >= WIDE_ENOUGH]
    if wide:
        best, url = min(wide, key=lambda each: whole(each[0], "width"))
    else:
        best, url = max(safe, key=lambda each: whole(each[0], "width"))
    caption = words(rendered(media, "caption"), LONGEST_CAPTION)
    return Picture(url, words(text_of(media, "alt_text")), whole(best, "width"), whole(best, "height"), (), caption)


def _size(details: Fields) -> Fields:
    return {"width": details.get("width"), "height": details.get("height")}


def _author(author: Fields, *, with_portrait: bool) -> Author | None:
    """The author, `None` when there is no name."""
    name = words(text_of(author, "name"), LONGEST_NAME)
    if not name:
        return None
    bio = words(text_of(author, "description"), LONGEST_BIO)
    return Author(name, bio=bio, portrait=_portrait(author, name) if with_portrait else None)


def _portrait(author: Fields, name: str) -> Picture | None:
    """The largest avatar, `None` when there is none at an http address."""
    avatars = detail_of(author, "avatar_urls")
    for size in _PORTRAIT:
        if (url := sanitize.safe_url(text_of(avatars, size))).startswith("http"):
            return Picture(url, name, int(size), int(size))
    return None


def _categories(embedded: Fields) -> Iterator[str]:
    """The names of the post's categories, without its tags."""
    terms = embedded.get("wp:term")
    for group in terms if isinstance(terms, list) else ():
        for term in group if isinstance(group, list) else ():
            if isinstance(term, dict) and text_of(term, "taxonomy") == "category":
                yield text_of(term, "name")
