"""Reads what the front page is made of: the articles to choose from, and the beginnings of those chosen."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.library import payload
from placentin_tui.library.articles.sort_key import first
from placentin_tui.models import Candidate, Extract
from placentin_tui.prose.blocks import Paragraph
from placentin_tui.prose.walk import every_figure
from placentin_tui.text import resanitize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.library.articles.pictures import Pictures
    from placentin_tui.library.articles.queries import Articles
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import StoredPicture, Timestamp, View
    from placentin_tui.prose.blocks import Figure

NEWEST = 120
"""The newest articles of a view that are candidates."""
OF_EACH = 3
"""The newest articles of each source that are candidates too, so that a busy source does not hide the others."""
MOST = 400
"""Candidates altogether."""
STANDFIRST = 600
"""Characters of an article's beginning; more than the largest lead shows."""
SMALLEST = 100
"""Pixels of width below which a picture is a logo or an icon."""
TRIED = 3
"""Pictures of an article that are looked up for one that is in the cache."""

_AMONG = "IN (SELECT value FROM json_each(?))"
_OF_EACH_SOURCE = """
SELECT article.id FROM source CROSS JOIN article ON article.id IN (
    SELECT recent.id FROM article AS recent INDEXED BY article_source
    WHERE recent.source = source.id AND recent.hidden = 0 AND recent.slot >= :since
    ORDER BY recent.slot DESC LIMIT :most
) WHERE source.removed IS NULL LIMIT :limit
"""
_PICTURED = f"""
SELECT DISTINCT article FROM picture_use INDEXED BY picture_use_article CROSS JOIN picture USING (url)
WHERE article {_AMONG} AND file IS NOT NULL
"""


class FrontPageQueries:
    """The queries of the front page; all go along indexes, so that they take as long in any library."""

    def __init__(self, connection: Connection, articles: Articles, pictures: Pictures) -> None:
        """Takes the repositories that read rows and pictures."""
        self._db = connection
        self._articles = articles
        self._pictures = pictures

    def candidates(self, view: View, since: Timestamp) -> list[Candidate]:
        """The articles of a view to choose from, newest first: its newest ones, and of each source those since then."""
        numbers = [place.id for place in self._articles.ids(view, limit=NEWEST)]
        if view == type(view)():
            values = {"since": first(since), "most": OF_EACH, "limit": MOST}
            numbers += [row[0] for row in self._db.rows(_OF_EACH_SOURCE, values)]
        rows = self._articles.summaries(list(dict.fromkeys(numbers))[:MOST])
        pictured = {row[0] for row in self._db.rows(_PICTURED, (_json([row.id for row in rows]),))}
        rows.sort(key=lambda row: (row.at, row.id), reverse=True)
        return [Candidate(row, row.id in pictured) for row in rows]

    def extracts(self, articles: Sequence[int]) -> dict[int, Extract]:
        """The beginnings and pictures of articles by their ids; those deleted meanwhile are left out."""
        rows = self._db.rows(f"SELECT article, page FROM body WHERE article {_AMONG}", (_json(articles),))
        pages = {number: self._db.unpacked(payload.page, page) for number, page in rows}
        figures = {number: _figures(page) for number, page in pages.items()}
        files = self._pictures.find({url for found in figures.values() for url in found})
        found = {}
        for number, page in pages.items():
            picture, caption = _picture(files, figures[number])
            found[number] = Extract(resanitize.printable(_standfirst(page)), picture, resanitize.printable(caption))
        return found


def _standfirst(page: payload.ArticlePayload) -> str:
    """The paper's summary, else the first paragraphs, up to `STANDFIRST` characters."""
    said = ""
    for block in page.standfirst or page.blocks:
        if isinstance(block, Paragraph):
            said = f"{said} {payload.words_of(block)}".strip()
        if len(said) >= STANDFIRST:
            break
    return said[:STANDFIRST]


def _figures(page: payload.ArticlePayload) -> dict[str, str]:
    """The captions of the page's first pictures, by the pictures' URLs, the lead picture first."""
    figures: list[Figure] = list(islice(every_figure(page.standfirst + page.blocks), TRIED + 1))
    captions = {figure.picture.url: payload.words_of(figure.caption) for figure in figures}
    lead = [page.lead.url] if page.lead else []
    return {url: captions.get(url, "") for url in dict.fromkeys([*lead, *captions])}


def _picture(files: dict[str, StoredPicture], figures: dict[str, str]) -> tuple[StoredPicture | None, str]:
    """The first picture that can be shown, and its caption."""
    for url, caption in list(figures.items())[:TRIED]:
        picture = files.get(url)
        if picture and picture.path and picture.width >= SMALLEST:
            return picture, caption
    return None, ""


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
