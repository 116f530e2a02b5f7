"""Parses a feed's bytes to our own models.

    bytes ─decode─▶ text ─fast_parser──────────────────────────────▶ entries ─here─▶ ParsedFeed
                      ├─ unusual ─repair_xml─▶ document ─feedparser_adapter─┘        │
                      └─ JSON ─────────────────jsonfeed──────────────────────────────┘

Every text of the result has passed `sanitize.clean`, every address `safe_url`; bodies stay foreign until `prepare`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from msgspec.structs import replace

from placentin_tui.errors import FeedError
from placentin_tui.feeds import fast_parser, jsonfeed
from placentin_tui.feeds.base_url import own_page
from placentin_tui.feeds.comments import parse_comments
from placentin_tui.feeds.dates import origin
from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.fields import (
    INLINE,
    TAGS,
    Fields,
    beginning,
    detail_of,
    fingerprint,
    language,
    list_of,
    moment_of,
    names,
    number,
    plain,
    sections,
    text_of,
    web_address,
)
from placentin_tui.feeds.identity import distinct, identity
from placentin_tui.feeds.markup import as_html, decoded, is_plainly_html, mended_html
from placentin_tui.feeds.media import files, pictures
from placentin_tui.feeds.parser_output import MOST_ENTRIES
from placentin_tui.feeds.repair_xml import repair, whole
from placentin_tui.models import ParsedArticle, ParsedFeed

if TYPE_CHECKING:
    import re

    from placentin_tui.feeds.dates import Origin
    from placentin_tui.feeds.parser_output import Read

__all__ = ["parse_comments", "parse_feed"]

_MARKUP = ("text/html", "application/xhtml+xml")
_READABLE = (*_MARKUP, "text/plain", "")


def parse_feed(body: bytes, *, url: str, content_type: str = "") -> ParsedFeed:
    """The feed in a response from `url`; raises `FeedError` when it is not a feed or cannot be parsed."""
    if not body.strip(b"\0 \t\r\n"):
        raise FeedError("no-feed-empty")
    words = decode(body, content_type)
    feed = jsonfeed.parse(words, url) if jsonfeed.is_json(words) else _feed(_read(words, url), url)
    return replace(feed, articles=_finished(feed), is_cut=len(feed.articles) >= MOST_ENTRIES)


def _read(words: str, url: str) -> Read:
    """The fields of an XML feed, from the fast parser or else from feedparser."""
    if (text := whole(words)) and (found := fast_parser.read(text, url)):
        return found
    from placentin_tui.feeds.feedparser_adapter import read  # feedparser: 60 ms

    return read(repair(words), url)


def _feed(found: Read, url: str) -> ParsedFeed:
    """The feed's fields as a model; raises `FeedError` when it has neither title, home nor entries."""
    feed = found.feed
    home = _home(feed, url)
    if home == url:  # some papers give the feed's own address
        home = urljoin(url, "/")
    icons = text_of(feed, "icon"), text_of(detail_of(feed, "image"), "href"), text_of(feed, "logo")
    title = _title(feed, found.version, 200)
    if not (title or home or found.entries):
        raise FeedError("no-feed-damaged")
    paper = ParsedFeed(
        title=title,
        articles=(),
        home=home,
        language=language(text_of(feed, "language")),
        icon=next((icon for each in icons if (icon := web_address(each, url))), ""),
        format=found.version,
    )
    fallback = _authors(feed) if found.version.startswith("atom") else ""
    where = origin(paper.language, home, url)
    articles = (_article(entry, paper, url, fallback, where) for entry in found.entries)
    return replace(paper, articles=tuple(article for article in articles if article))


def _home(feed: Fields, url: str) -> str:
    """The paper's front page; feedparser gives an Atom feed's id in place of a missing link, which counts when it is an
    absolute address.
    """
    link = text_of(feed, "link")
    return web_address(link, "" if link == text_of(feed, "id") else url)


def _article(entry: Fields, paper: ParsedFeed, url: str, fallback: str, where: Origin) -> ParsedArticle | None:
    """One entry as an article; `None` when it has neither title, link nor files."""
    body, summary, detail = _body_and_summary(entry)
    link = _link(entry, url)
    based = text_of(detail, "base")
    base = based if based and based != url else own_page(link, paper.home, url, _permalink(entry, paper))
    shown = pictures(entry, url)
    enclosures = files(entry, url, shown)
    title = _title(entry, paper.format) or beginning(body) or (shown[0].caption or shown[0].credit if shown else "")
    if not (title or link or enclosures):
        return None
    published, updated = moment_of(entry, "published", where), moment_of(entry, "updated", where)
    comments, comments_feed = _replies(entry, url)
    return ParsedArticle(
        identity=identity(text_of(entry, "id"), link, title, text_of(entry, "published"), body),
        title=title,
        url=link,
        author=_authors(entry) or fallback,
        sections=_sections(entry),
        published=published or updated or moment_of(entry, "created", where),
        updated=updated if published and updated != published else None,
        html=body,
        summary_html=summary,
        only_summary=not any(_readable(detail) for detail in list_of(entry, "content")),
        base=base,
        lead=shown[0] if shown else None,
        more_pictures=shown[1:],
        language=language(text_of(detail, "language")) or paper.language,
        enclosures=enclosures,
        comment_count=_comment_count(entry),
        comments_url=comments,
        comments_feed=comments_feed,
    )


def _permalink(entry: Fields, paper: ParsedFeed) -> str:
    """The page that an entry's guid names; Atom's ids may be one without a declaration."""
    return text_of(entry, "permalink") or (text_of(entry, "id") if paper.format.startswith("atom") else "")


def _body_and_summary(entry: Fields) -> tuple[str, str, Fields]:
    """The body as HTML, the summary when it is another text, and feedparser's details of the body."""
    contents = [detail for detail in list_of(entry, "content") if _readable(detail)]
    summary = detail_of(entry, "summary_detail")
    if contents:
        body = max(contents, key=lambda detail: len(text_of(detail, "value")))
    elif len(text_of(summary, "value")) >= len(episode := text_of(entry, "itunes_summary")):
        body = summary
    else:
        body = {"value": episode, "type": "text/plain"}
    words, beside = _html(body), _html(summary)
    if not words:
        return as_html(text_of(entry, "media_description")), "", {}
    return words, "" if body is summary or beside == words else beside, body


def _html(detail: Fields) -> str:
    value = decoded(text_of(detail, "value").strip())
    return as_html(value) if text_of(detail, "type") == "text/plain" else mended_html(value)


def _readable(detail: Fields) -> bool:
    """Whether an Atom content is text: not a picture in base64, not an address."""
    value = text_of(detail, "value").strip()
    return bool(value) and (text_of(detail, "type") in _READABLE or is_plainly_html(decoded(value)))


def _title(values: Fields, version: str, limit: int = 500) -> str:
    """A title as plain text; only Atom declares whether it is HTML. Podcasts may have only `itunes:title`."""
    tags: re.Pattern[str] | None = INLINE
    if version.startswith("atom"):
        tags = TAGS if text_of(detail_of(values, "title_detail"), "type") in _MARKUP else None
    return plain(text_of(values, "title"), limit, tags) or plain(text_of(values, "itunes_title"), limit)


def _link(entry: Fields, url: str) -> str:
    """The article's own page; a guid counts only when it is an absolute address, for most are not."""
    guid, link = text_of(entry, "id"), text_of(entry, "link")
    offers = (
        (text_of(entry, "feedburner_origlink"), url),
        (link, "" if link == guid else url),
        (text_of(entry, "permalink"), ""),
        *((text_of(each, "href"), url) for each in list_of(entry, "links") if text_of(each, "rel") == "alternate"),
    )
    return next((safe for offer, base in offers if (safe := web_address(offer, base))), "")


def _authors(values: Fields) -> str:
    people = list_of(values, "authors")
    return names(text_of(person, "name") or text_of(person, "email") for person in people) or names(
        [text_of(values, "author")]
    )


def _sections(entry: Fields) -> tuple[str, ...]:
    """The categories by their labels; iTunes keywords are left out, as they are for search engines."""
    tags = (tag for tag in list_of(entry, "tags") if "itunes.com" not in text_of(tag, "scheme"))
    return sections(text_of(tag, "label") or text_of(tag, "term") for tag in tags)


def _comment_count(entry: Fields) -> int | None:
    counts = [number(text_of(entry, "slash_comments")), number(text_of(entry, "thr_total"))]
    counts += [number(text_of(link, "thr:count")) for link in list_of(entry, "links")]
    return next((count for count in counts if count is not None), None)


def _replies(entry: Fields, url: str) -> tuple[str, str]:
    """The page to comment on, and the comment feed."""
    page, feed = text_of(entry, "comments"), text_of(entry, "wfw_commentrss")
    for link in list_of(entry, "links"):
        if text_of(link, "rel") == "replies":
            if "xml" in text_of(link, "type"):
                feed = feed or text_of(link, "href")
            else:
                page = page or text_of(link, "href")
    return web_address(page, url), web_address(feed, url)


def _finished(feed: ParsedFeed) -> tuple[ParsedArticle, ...]:
    """Each article once, with its own identity and the digest of its text."""
    return tuple(replace(article, digest=_digest(article)) for article in distinct(feed.articles, feed.home))


def _digest(article: ParsedArticle) -> str:
    """A hash of all that makes up the article's text: a change is a correction."""
    lead = article.lead.url if article.lead else ""
    attached = [enclosure.url for enclosure in article.enclosures]
    attached += [picture.url for picture in article.more_pictures]
    revision = article.title, article.author, article.html, article.summary_html, lead, article.url
    return fingerprint(*revision, *article.sections, *attached)
