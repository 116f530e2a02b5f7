"""`show`: a page with everything a page can have."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from placentin_tui.__main__ import main
from placentin_tui.library import Library
from placentin_tui.models import (
    Author,
    Enclosure,
    NewSource,
    ParsedArticle,
    ParsedComment,
    PreparedArticle,
    PreparedComment,
)
from placentin_tui.paths import Paths
from placentin_tui.prose.blocks import Blocks, Paragraph, Picture, Span

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("page")
Said = pytest.CaptureFixture[str]
AT = 1_772_542_920  # 3 March 2026, 13:02


def prose(text: str) -> Blocks:
    return (Paragraph((Span(text),)),)


@pytest.fixture
def page(home: Path) -> None:
    """One article with a lead picture, a standfirst, an episode, an author who is known, and three comments."""
    parsed = ParsedArticle(
        "guid:1",
        "Titre",
        author="Ana Roy",
        published=AT,
        enclosures=(Enclosure("https://a.example/e.mp3", "audio/mpeg", 1234, "Épisode"),),
        comment_count=3,
        comments_url="https://a.example/#respond",
        language="fr",
    )
    article = PreparedArticle(
        parsed,
        prose("Le texte."),
        standfirst=prose("Le chapeau."),
        lead=Picture("https://a.example/p.jpg", "Un pont", 40, 30),
        words=2,
        bio=Author("Ana Roy", "correspondante", "Elle écrit.", Picture("https://a.example/ana.jpg")),
    )
    paths = Paths.of_user()
    with Library.open(paths.library, paths.pictures) as library:
        source = library.sources.add(NewSource("https://a.example/feed/", "Journal"))
        (number,) = library.articles.store(source.id, [article]).new
        library.comments.store(
            number,
            [
                PreparedComment(ParsedComment("8", "Béa", "", published=AT + 60), prose("Bravo.")),
                PreparedComment(ParsedComment("9", "Ana Roy", "", parent="8", published=AT + 120), prose("Merci.")),
                PreparedComment(ParsedComment("10", "Cyr", "", parent="7", published=AT + 180), prose("Perdu.")),
            ],
        )


def test_the_whole_page_as_text(capsys: Said) -> None:
    assert main(["show", "1"]) == 0
    out = capsys.readouterr().out
    parts = [
        "Titre", "Ana Roy · ", "Journal", "Un pont", "Le chapeau.", "Le texte.", "Épisode", "Ana Roy · correspondante",
        "Elle écrit.", "3 comments", "Béa · ", "Bravo.", "Ana Roy · in reply to Béa · ", "Merci.", "Cyr · ", "Perdu.",
    ]  # fmt: skip
    at = -1
    for part in parts:
        at = out.find(part, at + 1)
        assert at >= 0, part


def test_the_whole_page_as_markdown(capsys: Said) -> None:
    assert main(["show", "1", "--format", "markdown"]) == 0
    out = capsys.readouterr().out
    assert "![Un pont](https://a.example/p.jpg)" in out
    assert "[Épisode](https://a.example/e.mp3)" in out
    assert "## 3 comments" in out


def test_the_whole_page_as_json(capsys: Said) -> None:
    assert main(["show", "1", "--format", "json"]) == 0
    article = json.loads(capsys.readouterr().out)
    assert article["lead"] == {
        "url": "https://a.example/p.jpg", "alt": "Un pont", "width": 40, "height": 30, "caption": "", "credit": "",
    }  # fmt: skip
    assert article["standfirst"][0]["spans"][0]["text"] == "Le chapeau."
    assert article["enclosures"] == [
        {"url": "https://a.example/e.mp3", "type": "audio/mpeg", "length": 1234, "title": "Épisode"}
    ]
    assert article["author_box"] == {
        "name": "Ana Roy",
        "role": "correspondante",
        "bio": "Elle écrit.",
        "portrait": {
            "url": "https://a.example/ana.jpg",
            "alt": "",
            "width": 0,
            "height": 0,
            "caption": "",
            "credit": "",
        },
    }
    assert (article["language"], article["words"], article["comments"]) == ("fr", 2, 3)
    assert article["comments_url"] == "https://a.example/#respond"
    first, reply, lost = article["thread"]
    assert list(first) == ["id", "parent", "author", "published", "by_author", "blocks"]
    assert (first["parent"], reply["parent"], lost["parent"]) == (None, first["id"], None)
    assert (first["by_author"], reply["by_author"]) == (False, True)
    assert first["published"] == "2026-03-03T13:03:00Z"
    assert first["blocks"][0]["spans"][0]["text"] == "Bravo."
