"""The invented newspaper: complete, typeset, the same each time, and in a library as a fetched one would be."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import msgspec
import pytest
from PIL import Image, ImageChops, ImageStat

from placentin_tui.library import Library
from placentin_tui.models import View
from placentin_tui.prose.blocks import Figure
from screenshots.newspaper.library import store
from screenshots.newspaper.stories import HERE, Paper, papers, prose, text
from screenshots.painting.paint import FINISHED, finish
from screenshots.painting.pictures import SCENES

NOW = 1_795_000_000
DAY = 86_400
PAPERS = [pytest.param(paper, id=paper.host) for paper in papers()]


def test_there_are_many_papers_in_two_languages() -> None:
    every = papers()
    assert len(every) >= 12
    assert len({paper.title for paper in every}) == len(every)
    assert min(Counter(paper.language for paper in every).values()) >= 4
    assert len({paper.folder for paper in every}) >= 3


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_has_news_of_a_day_and_no_server(paper: Paper) -> None:
    assert 8 <= len(paper.stories) <= 20
    assert paper.host.endswith(".example")
    ages = [story.age for story in paper.stories]
    assert ages == sorted(ages)
    assert max(ages) < DAY
    assert all(story.section and story.by and story.lead for story in paper.stories)
    assert any(story.art for story in paper.stories)
    assert not all(story.art for story in paper.stories)


def test_every_picture_is_shown_once_and_has_a_caption() -> None:
    shown = [(paper.language, story.art) for paper in papers() for story in paper.stories if story.art]
    assert Counter(art for _, art in shown) == dict.fromkeys(SCENES, 1)
    for language, art in shown:
        assert prose(language).captions[art.partition("-")[0]]


def test_stories_of_their_own_are_there_and_every_text_is_used() -> None:
    named = {story.text: paper.language for paper in papers() for story in paper.stories if story.text}
    assert set(named) == {file.stem for file in (HERE / "texts").iterdir()}
    for name, language in named.items():
        assert text(name, language).count("<p>") >= 4


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_typeset(paper: Paper) -> None:
    for story in paper.stories:
        said = f"{story.title}\n{story.lead}"
        assert "'" not in said
        if paper.language == "fr":
            assert not re.search(r"[^\N{NARROW NO-BREAK SPACE}][;:!?»]|«[^\N{NARROW NO-BREAK SPACE}]", said)


def test_a_picture_is_the_same_each_time_and_says_something() -> None:
    one, other = (finish(SCENES["stage-red"](Random("stage-red")), Random(1)) for _ in range(2))
    assert one.size == FINISHED
    assert ImageChops.difference(one, other).getbbox() is None
    assert min(ImageStat.Stat(one.convert("L")).stddev) > 20


def test_a_library_holds_a_paper_as_if_it_had_been_fetched(tmp_path: Path) -> None:
    paper = next(paper for paper in papers() if paper.language == "fr" and paper.stories[0].text)
    paper = msgspec.structs.replace(paper, stories=paper.stories[:3])
    with Library.in_memory(tmp_path, clock=lambda: NOW) as library:
        store(library, tmp_path, paper, NOW)
        (source,) = library.sources.all()
        assert (source.title, source.folder, source.last_success) == (paper.title, paper.folder, NOW)
        rows = library.articles.page(View())
        assert [row.title for row in rows] == [story.title for story in paper.stories]
        for row, story in zip(rows, paper.stories, strict=True):
            article = library.articles.get(row.id)
            assert row.offline_ready
            assert row.published == NOW - story.age
            assert row.comments == len(article.comments) == story.comments
            assert row.words > 100
            assert isinstance(article.blocks[0], Figure) == bool(story.art)
            if isinstance(article.blocks[0], Figure):
                url = article.blocks[0].picture.url
                kept = library.pictures.find([url])[url].path
                assert kept is not None
                with Image.open(kept) as picture:
                    assert picture.size == FINISHED
