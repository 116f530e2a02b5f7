"""The edition as it is written: the same paper in both languages, every element in it, its type well set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from PIL import Image

from placentin_tui.commands import COMMANDS, MAIN, sign
from placentin_tui.edition import BASE, PICTURES
from placentin_tui.edition.pages import HERE, Page, Paper, read
from placentin_tui.i18n import LANGUAGES
from placentin_tui.prose.blocks import (
    Block,
    Blocks,
    Cell,
    Code,
    Definitions,
    Figure,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.plain import words

NARROW = "\N{NARROW NO-BREAK SPACE}"
NAMES = {
    "Entrée": "Enter", "Échap": "Esc", "Espace": "Space", "Début": "Home", "Fin": "End",
}  # fmt: skip
"""What French keyboards say."""

_HOUR = 3600

PAPERS = [pytest.param(read(language), id=language) for language in LANGUAGES]
PAGES = [pytest.param(page, id=f"{language}-{page.number}") for language in LANGUAGES for page in read(language).pages]


def blocks_of(page: Page) -> Blocks:
    return to_blocks(page.html, BASE)


def everything(paper: Paper) -> list[object]:
    return [found for page in paper.pages for found in walk(blocks_of(page))]


def walk(value: object) -> Iterator[object]:
    """A value and all there is inside it: blocks, items, cells, spans."""
    yield value
    if isinstance(value, tuple | list):
        for part in value:
            yield from walk(part)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            if isinstance(inner, tuple):
                for part in inner:
                    yield from walk(part)


class Prose(HTMLParser):
    """The words of a page, keys and code replaced by a box; and the keys."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.keys: list[str] = []
        self._inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("kbd", "code", "pre"):
            self._inside.append(tag)
        self.words += [value or "" for name, value in attrs if name == "alt"]

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.words.append(data)
        elif self._inside[-1] == "kbd":
            self.keys.append(data)
            self.words.append("□")
        else:
            self.words.append("□")


def texts(paper: Paper) -> Iterator[str]:
    """Every text of the edition that a person reads, keys and code left out."""
    yield paper.title
    for author in paper.authors.values():
        yield from (author.name, author.role, author.bio)
    for page in paper.pages:
        yield from (page.title, page.standfirst, page.section, page.author, "".join(Prose(page.html).words))
        yield from ("".join(Prose(comment.html).words) for comment in page.comments)


# ── one paper, two languages ─────────────────────────────────────────────────────────────────────────────────────────


def test_both_languages_have_the_same_articles() -> None:
    french, english = (read(language) for language in ("fr", "en"))
    assert 12 <= len(french.pages) <= 16
    for one, other in zip(french.pages, english.pages, strict=True):
        assert (one.number, one.age) == (other.number, other.age)
        assert shape(one) == shape(other)
        assert [(c.key, c.parent, c.age) for c in one.comments] == [(c.key, c.parent, c.age) for c in other.comments]
        assert [picture.url for picture in pictures(blocks_of(one))] == [p.url for p in pictures(blocks_of(other))]


def shape(page: Page) -> list[str]:
    """The kinds of a page's blocks, those inside others too."""
    return [type(found).__name__ for found in walk(blocks_of(page)) if not isinstance(found, tuple | Span)]


def test_another_language_gets_the_english_edition() -> None:
    assert read("it") == read("en")


@pytest.mark.parametrize("paper", PAPERS)
def test_the_newest_article_stands_first(paper: Paper) -> None:
    ages = [page.age for page in paper.pages]
    assert ages == sorted(ages)
    assert len(set(ages)) == len(ages)
    assert sorted(page.number for page in paper.pages) == [f"{n:02}" for n in range(1, len(ages) + 1)]


# ── enough for a front page ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("paper", PAPERS)
def test_the_lead_is_the_newest_and_the_only_one_of_its_section(paper: Paper) -> None:
    lead, *others = paper.pages
    assert lead.age < _HOUR
    assert lead.section == {"fr": "À la une", "en": "Front page"}[paper.language]
    assert lead.section not in {page.section for page in others}


@pytest.mark.parametrize("paper", PAPERS)
def test_the_news_of_a_day_is_of_several_sections_and_the_older_has_its_place(paper: Paper) -> None:
    today = [page for page in paper.pages if page.age < 24 * _HOUR]
    assert len(today) >= 10
    assert len({page.section for page in today}) >= 6
    assert len(paper.pages) > len(today)
    several = [name for name, count in Counter(page.section for page in paper.pages).items() if count > 1]
    assert len(several) >= 5, "sections that fill more than a box"


@pytest.mark.parametrize("page", PAGES)
def test_a_standfirst_says_in_a_sentence_or_two_what_the_text_does_not_begin_with(page: Page) -> None:
    assert 80 <= len(page.standfirst) <= 160
    assert page.standfirst.endswith(".")
    prose = " ".join(Prose(page.html).words)
    assert page.standfirst[:30] not in prose
    assert page.standfirst != page.title


# ── every element of a paper ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", PAGES)
def test_an_article_is_short_and_opens_with_its_picture(page: Page) -> None:
    blocks = blocks_of(page)
    assert 150 <= words(blocks) <= 450
    assert page.title
    assert page.section
    assert isinstance(blocks[0], Figure)
    for figure in (found for found in blocks if isinstance(found, Figure)):
        assert figure.picture.alt
        assert figure.caption
        assert figure.credit
        assert (figure.picture.width, figure.picture.height) == (960, 540)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_article_is_signed_by_an_author_with_a_life(paper: Paper) -> None:
    for page in paper.pages:
        author = paper.authors[page.author]
        assert author.role
        assert author.bio
    assert {page.author for page in paper.pages} == set(paper.authors)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", [Heading, Paragraph, Quote, Listing, Definitions, Code, Table, Figure, Rule])
def test_every_kind_of_block_is_used(paper: Paper, kind: type[Block]) -> None:
    assert any(isinstance(found, kind) for found in everything(paper))


@pytest.mark.parametrize("paper", PAPERS)
def test_the_rarer_elements_are_there(paper: Paper) -> None:
    found = everything(paper)
    assert any(isinstance(quote, Quote) and quote.pull and quote.cite for quote in found)
    assert any(isinstance(quote, Quote) and not quote.pull and quote.cite for quote in found)
    assert any(isinstance(listing, Listing) and listing.start == 1 for listing in found)
    items = [item for item in found if isinstance(item, Item)]
    assert any(isinstance(block, Listing) for item in items for block in item.blocks), "a list inside a list"
    assert any(isinstance(cell, Cell) and cell.header for cell in found)
    assert any(isinstance(block, Figure) for page in paper.pages for block in blocks_of(page)[1:]), "a picture inside"
    marks = {mark for span in found if isinstance(span, Span) for mark in Mark(span.marks)}
    assert {Mark.EM, Mark.STRONG, Mark.CODE, Mark.SUP, Mark.SMALL} <= marks


@pytest.mark.parametrize("paper", PAPERS)
def test_comments_are_threads_told_in_the_right_order(paper: Paper) -> None:
    discussed = [page for page in paper.pages if page.comments]
    assert len(discussed) >= 3
    for page in discussed:
        assert 2 <= len(page.comments) <= 5
        ages = {comment.key: comment.age for comment in page.comments}
        for comment in page.comments:
            assert comment.author
            assert comment.age < ages.get(comment.parent, page.age)
            assert comment.parent == "" or comment.parent in ages
    assert max(comment.key.count(".") for page in discussed for comment in page.comments) >= 2


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_the_web_or_into_the_article(page: Page) -> None:
    blocks = blocks_of(page)
    links = [found.href for found in walk(blocks) if isinstance(found, Span) and found.href]
    anchors = {f"#{getattr(found, 'id', '')}" for found in walk(blocks)}
    for link in links:
        assert link.startswith("https://") or link in anchors
    assert len(re.findall(r"href=", page.html)) == len(links)


@pytest.mark.parametrize("paper", PAPERS)
def test_some_articles_link_out_and_one_has_footnotes(paper: Paper) -> None:
    links = [found.href for found in everything(paper) if isinstance(found, Span) and found.href]
    assert sum(link.startswith("https://") for link in links) >= 5
    assert sum(link.startswith("#") for link in links) >= 2


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("paper", PAPERS)
def test_every_picture_is_there_and_every_file_is_shown(paper: Paper) -> None:
    shown = {picture.url.removeprefix(BASE) for page in paper.pages for picture in pictures(blocks_of(page))}
    assert shown == {file.name for file in PICTURES.iterdir()}


@pytest.mark.parametrize("name", sorted(file.name for file in PICTURES.iterdir()))
def test_a_picture_is_small_and_of_the_size_the_page_says(name: str) -> None:
    assert (PICTURES / name).stat().st_size <= 60_000
    with Image.open(PICTURES / name) as picture:
        assert picture.size == (960, 540)


# ── the setting of type ──────────────────────────────────────────────────────────────────────────────────────────────


def test_french_is_set_with_narrow_spaces_and_its_own_signs() -> None:
    for text in texts(read("fr")):
        assert not re.search(rf".?[^{NARROW}][;:!?»](?!\S)", text), text
        assert not re.search(rf"«[^{NARROW}]", text), text
        assert not re.search(r"""['"“”]|\.\.\.| - """, text), text
        assert not re.search(rf"{NARROW}(?![;:!?»\w])(?<!«{NARROW})", text), text


def test_english_is_set_with_curled_quotes_and_no_space_before_a_sign() -> None:
    for text in texts(read("en")):
        assert not re.search(r" [;:!?]", text), text
        assert not re.search(r"""['"«»]|\.\.\.| - """, text), text


@pytest.mark.parametrize("paper", PAPERS)
def test_headlines_fit_two_lines_of_the_flash(paper: Paper) -> None:
    for page in paper.pages:
        assert len(page.title) <= 60
        assert not page.title.endswith(".")


# ── what it says is so ───────────────────────────────────────────────────────────────────────────────────────────────


def known_keys() -> set[str]:
    """The keys of the program, as a person knows them."""
    return {sign(key) for command in COMMANDS for key in command.keys}


@pytest.mark.parametrize("page", PAGES)
def test_every_key_named_is_a_key_of_the_program(page: Page) -> None:
    said = [page.html, *(comment.html for comment in page.comments)]
    keys = {NAMES.get(key, key) for html in said for key in Prose(html).keys}
    assert keys <= known_keys()


@pytest.mark.parametrize("paper", PAPERS)
def test_the_page_of_keys_names_one_for_every_act(paper: Paper) -> None:
    (keyboard,) = (page for page in paper.pages if page.number == "07")
    named = {NAMES.get(key, key) for key in Prose(keyboard.html).keys}
    for command in MAIN:
        assert not command.keys or sign(command.keys[0]) in named, command.id


def test_no_address_of_a_paper_is_told() -> None:
    for file in HERE.rglob("*.html"):
        assert "leplacentin" not in file.read_text("utf-8")
