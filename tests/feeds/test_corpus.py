"""Every file of the corpus gives what stands beside it."""

from __future__ import annotations

import unicodedata

import msgspec
import pytest

from placentin_tui import models
from placentin_tui.errors import FeedError
from placentin_tui.feeds.parse import parse_feed
from placentin_tui.text import sanitize
from tests.feeds.expect import CORPUS, expected, made_of, names


@pytest.mark.parametrize("name", names())
def test_a_file_gives_what_is_expected(name: str) -> None:
    assert made_of(name) == expected(name), f"read it with: python -m tests.feeds.expect {name}"


def test_the_corpus_is_whole() -> None:
    beside = {path.name.removesuffix(".expected.json") for path in CORPUS.glob("*.expected.json")}
    assert beside == set(names())
    assert len(beside) >= 60


@pytest.mark.parametrize("name", names())
def test_every_text_is_clean_and_every_address_safe(name: str) -> None:
    if "error" in expected(name):
        with pytest.raises(FeedError, match=r"^[A-Z].*\.$"):
            parse_feed((CORPUS / name).read_bytes(), url="https://paper.example/feed")
        return
    feed = parse_feed((CORPUS / name).read_bytes(), url="https://paper.example/feed")
    for field, value in _texts(feed):
        assert value == sanitize.clean(value, 10_000), field
        assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in value), field
        if field in ("url", "home", "icon", "comments_url", "comments_feed"):
            assert not value or value.startswith(("http://", "https://", "mailto:", "tel:")), field


def _texts(value: object, name: str = "") -> list[tuple[str, str]]:
    """Every text in a model, with the name of its field; the foreign ones left out."""
    if isinstance(value, str):
        return [(name, value)]
    if isinstance(value, tuple):
        return [found for each in value for found in _texts(each, name)]
    if isinstance(value, msgspec.Struct) and type(value).__module__ == models.__name__:
        shown = (name for name in value.__struct_fields__ if name not in ("html", "summary_html"))
        return [found for each in shown for found in _texts(getattr(value, each), each)]
    return []
