"""One article or several, exported together as text, Markdown, a web page or an EPUB."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from placentin_tui.errors import ShareError
from placentin_tui.i18n import _, language, long_date
from placentin_tui.models import Cursor, View
from placentin_tui.models.setting_enums import ExportFormat
from placentin_tui.sharing.article_collection import ArticleCollection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from placentin_tui.library import Library

DAY = 24 * 60 * 60
MOST = 200
"""The most articles of a collection by default, about a week of a paper."""
_AT_ONCE = 50  # rows per query


def of_articles(library: Library, numbers: tuple[int, ...]) -> ArticleCollection:
    """The articles with these ids; raises `UnknownArticle`."""
    articles = tuple(library.articles.get(number) for number in numbers)
    title = articles[0].summary.title or _("Untitled") if len(articles) == 1 else _("Articles")
    return ArticleCollection(title, articles, library.clock())


def of_starred(library: Library, most: int = MOST) -> ArticleCollection:
    """The starred articles, the newest first; raises `ShareError` when there are none."""
    return _book(
        library, _("Starred articles"), _newest(library, View(starred=True), most), _("No article is starred.")
    )


def of_query(library: Library, query: str, most: int = MOST) -> ArticleCollection:
    """The articles a query finds, in its order; raises `ShareError` when there are none."""
    return _book(
        library,
        query,
        _newest(library, View(query=query), most),
        _("No article is found by “{query}”.").format(query=query),
    )


def of_today(library: Library, most: int = MOST) -> ArticleCollection:
    """Today's edition: the articles of the last 24 hours, the newest first; raises `ShareError` when there are none."""
    now = library.clock()
    title = _("Edition of {date}").format(date=long_date(now))
    return _book(
        library, title, _newest(library, View(), most, since=now - DAY), _("No article came in since yesterday.")
    )


def _book(library: Library, title: str, numbers: Iterator[int], empty: str) -> ArticleCollection:
    """The articles with these ids; raises `ShareError` with the sentence `empty` when there are none."""
    articles = tuple(library.articles.get(number) for number in numbers)
    if not articles:
        raise ShareError(empty)
    return ArticleCollection(title, articles, library.clock())


def _newest(library: Library, view: View, most: int, *, since: int = 0) -> Iterator[int]:
    """The ids of a view's articles, page by page: at most `most`, none from before `since`."""
    after: Cursor | None = None
    while most > 0 and (page := library.articles.ids(view, after, min(most, _AT_ONCE))):
        for place in page:
            if place.at < since:
                return
            yield place.id
        most -= len(page)
        after = page[-1]


def written(book: ArticleCollection, kind: ExportFormat, library: Library) -> bytes:
    """The book in one of the formats of `ExportFormat`, with the pictures the library has."""
    from placentin_tui.sharing.export import document, pictures_of

    if kind in (ExportFormat.TEXT, ExportFormat.MARKDOWN):
        between = "\n* * *\n\n" if kind is ExportFormat.MARKDOWN else f"\n{'─' * 72}\n\n"
        return between.join(document(article, kind) for article in book.articles).encode()
    urls = dict.fromkeys(url for article in book.articles for url in pictures_of(article))
    pictures = library.pictures.find(urls)
    if kind is ExportFormat.EPUB:
        from placentin_tui.sharing.epub import to_epub

        return to_epub(book, pictures)
    if len(book.articles) == 1:
        return document(book.articles[0], kind, pictures).encode()
    from placentin_tui.sharing.document import as_blocks
    from placentin_tui.sharing.export import inlined
    from placentin_tui.sharing.html import page, to_fragment
    from placentin_tui.sharing.unique_ids import renamed

    contents = "\n".join(
        f'<li><a href="#article-{place}">{escape(article.summary.title or _("Untitled"))}</a></li>'
        for place, article in enumerate(book.articles, 1)
    )
    parts = "\n<hr/>\n".join(
        f'<article id="article-{place}" lang="{escape(article.language)}">\n'
        + to_fragment(renamed(as_blocks(article), f"a{place}-"), lambda picture: inlined(pictures, picture))
        + "\n</article>"
        for place, article in enumerate(book.articles, 1)
    )
    body = f"<h1>{escape(book.title)}</h1>\n<nav><ol>\n{contents}\n</ol></nav>\n<hr/>\n{parts}"
    return page(body, title=book.title, language=language()).encode()
