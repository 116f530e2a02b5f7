"""The edition in a library: whole, dated from the moment it is opened, and there once only."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from placentin_tui.edition import PICTURES, load, store
from placentin_tui.edition.pages import Paper, read
from placentin_tui.i18n import LANGUAGES
from placentin_tui.library import Library
from placentin_tui.models import ArticleSummary, View
from placentin_tui.prose.blocks import Figure
from placentin_tui.prose.html import pictures
from placentin_tui.prose.plain import to_text
from placentin_tui.ui.widgets.headline import headline_lines

NOW = 1_760_000_000


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def library(language: str) -> Iterator[Library]:
    with Library.in_memory(PICTURES, clock=lambda: NOW) as library:
        load(library, language)
        yield library


def summaries(library: Library) -> list[ArticleSummary]:
    return library.articles.page(View())


def test_the_articles_stand_in_the_papers_order(library: Library, language: str) -> None:
    paper = read(language)
    rows = summaries(library)
    assert [row.title for row in rows] == [page.title for page in paper.pages]
    assert [row.sections for row in rows] == [(page.section,) for page in paper.pages]
    assert [row.published for row in rows] == [NOW - page.age for page in paper.pages]
    assert {row.source_title for row in rows} == {paper.title}
    assert not any(row.read for row in rows)


def test_everything_is_ready_offline(library: Library) -> None:
    for row in summaries(library):
        assert row.offline_ready
        assert library.pictures.missing(row.id) == []


def test_an_article_is_whole(library: Library, language: str) -> None:
    paper = read(language)
    for row, page in zip(summaries(library), paper.pages, strict=True):
        article = library.articles.get(row.id)
        assert isinstance(article.blocks[0], Figure)
        assert article.author == paper.authors[page.author]
        assert to_text(article.standfirst) == page.standfirst
        assert article.language == language
        assert article.summary.words > 100
        shown = library.pictures.find(picture.url for picture in pictures(article.blocks))
        assert shown
        for stored in shown.values():
            assert stored.path is not None
            assert stored.path.is_file()
            assert (stored.width, stored.height) == (960, 540)


def test_the_comments_are_threads(library: Library, language: str) -> None:
    for row, page in zip(summaries(library), read(language).pages, strict=True):
        comments = library.articles.get(row.id).comments
        assert row.comments == len(page.comments)
        said = {comment.key: (comment.parent, comment.author, comment.published) for comment in comments}
        assert said == {c.key: (c.parent, c.author, NOW - c.age) for c in page.comments}
        assert all(comment.blocks for comment in comments)
        for comment in comments:
            assert comment.by_author == (comment.author == page.author)


def test_a_second_time_changes_nothing(library: Library, language: str) -> None:
    before = [library.articles.get(row.id) for row in summaries(library)]
    load(library, language)
    assert [library.articles.get(row.id) for row in summaries(library)] == before
    assert len(library.sources.all()) == 1


@pytest.fixture
def older(language: str) -> Paper:
    """The edition as an earlier version may have had it: fewer articles, one in other words, another debate."""
    paper = read(language)
    *kept, last = paper.pages[:8]
    longer = next(index for index, page in enumerate(kept) if page.comments)
    said = kept[longer].comments[0]
    kept[longer] = replace(kept[longer], comments=(*kept[longer].comments, replace(said, key="9", html="<p>Old.</p>")))
    return replace(paper, pages=(*kept, replace(last, title="Another title", html="<p>Other words.</p>", comments=())))


def test_a_library_with_an_older_edition_gets_this_one_and_nothing_twice(language: str, older: Paper) -> None:
    with Library.in_memory(PICTURES, clock=lambda: NOW) as library, Library.in_memory(PICTURES) as fresh:
        store(library, older, NOW - 3600)
        starred = summaries(library)[0]
        library.undo_log.star((starred.id,))
        ids = {row.id for row in summaries(library)}
        load(library, language)
        load(fresh, language, now=NOW)
        assert len(library.sources.all()) == 1
        assert ids <= {row.id for row in summaries(library)}
        assert library.articles.summary(starred.id).starred
        assert content(library) == content(fresh)


def content(library: Library) -> dict[str, object]:
    """What a library's articles say, by title, whenever they came."""
    articles = [library.articles.get(row.id) for row in summaries(library)]
    assert all(article.summary.offline_ready for article in articles)
    return {
        article.summary.title: (
            article.blocks,
            article.standfirst,
            article.summary.comments,
            [(comment.key, comment.author, comment.blocks) for comment in article.comments],
        )
        for article in articles
    }


def test_what_an_older_edition_had_already_keeps_its_date(language: str, older: Paper) -> None:
    with Library.in_memory(PICTURES, clock=lambda: NOW) as library:
        store(library, older, NOW - 86_400)
        same = next(page for page in older.pages if page in read(language).pages)
        (before,) = (row for row in summaries(library) if row.title == same.title)
        load(library, language)
        assert library.articles.summary(before.id).published == NOW - 86_400 - same.age


def test_the_moment_can_be_chosen() -> None:
    with Library.in_memory(PICTURES, clock=lambda: NOW) as library:
        load(library, "fr", now=NOW - 86_400)
        assert all(row.published is not None and row.published < NOW - 86_400 for row in summaries(library))


@pytest.mark.parametrize("words", ["telegraphe", "Échap", "Marly", "archives"])
def test_the_edition_can_be_searched(words: str) -> None:
    with Library.in_memory(PICTURES, clock=lambda: NOW) as library:
        load(library, "fr")
        assert 0 < library.articles.count(View(query=words)) < 8 < library.articles.count(View())


def test_the_signs_explained_are_those_the_flash_shows(library: Library, language: str) -> None:
    row = next(row for row in summaries(library) if row.comments)
    library.undo_log.star((row.id,))
    lines = headline_lines(library.articles.summary(row.id), 60, NOW, source=False)
    shown = "".join(run.text for line in lines for run in line)
    (explained,) = (page.html for page in read(language).pages if page.number == "02")
    for sign in ("★", "com."):
        assert sign in shown
        assert sign in explained


def test_loading_takes_nothing_slow_along() -> None:
    script = (
        "import sys; from placentin_tui import edition; from placentin_tui.library import Library\n"
        "edition.load(Library.in_memory(edition.PICTURES), 'fr')\n"
        "print([name for name in sys.argv[1:] if name in sys.modules])"
    )
    slow = ("aiohttp", "feedparser", "PIL", "textual", "rich", "tools", "placentin_tui.feeds", "placentin_tui.web")
    done = subprocess.run([sys.executable, "-c", script, *slow], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
