"""Footnotes, there and back."""

from __future__ import annotations

import pytest

from placentin_tui.prose.layout import Line, lay_out, plain
from placentin_tui.rendering import footnotes
from tests.prose import corpus

ARTICLES = ["footnotes-wordpress", "footnotes-markdown", "footnotes-spip", "long-read-substack"]


def page(name: str) -> list[Line]:
    return lay_out(corpus.blocks(name), 30, language=corpus.language(name))


@pytest.mark.parametrize("name", ARTICLES)
def test_every_reference_leads_to_its_note_and_back_to_its_own_line(name: str) -> None:
    lines = page(name)
    anchors = footnotes.anchors(lines)
    found = footnotes.notes(lines, anchors)
    assert found
    for note in found:
        (here, *_again) = [n for n, line in enumerate(lines) if any(run.href == note.href for run in line.runs)]
        there = footnotes.destination(lines, anchors, note.href)
        assert there is not None
        assert there > here
        back = next(run.href for line in lines[there:] for run in line.runs if run.href.startswith("#"))
        assert footnotes.destination(lines, anchors, back) == here


def test_notes_say_how_they_begin() -> None:
    lines = page("footnotes-wordpress")
    found = footnotes.notes(lines, footnotes.anchors(lines))
    assert [(note.label, note.text) for note in found] == [
        ("¹", "1. Certaines copies donnent le"),
        ("²", "2. «\xa0Je signe, mais je ne vois"),
    ]


def test_a_long_paragraph_is_gone_back_to_where_its_reference_stands() -> None:
    lines = page("footnotes-wordpress")
    second = footnotes.destination(lines, footnotes.anchors(lines), "#c3d4-link")
    assert second is not None
    assert "²" in plain(lines[second])


def test_what_leads_nowhere_has_no_line() -> None:
    assert footnotes.destination(page("footnotes-spip"), {}, "#nb1") is None


def test_what_stands_behind_the_last_line_has_nothing_to_point_from() -> None:
    lines = page("footnotes-wordpress")
    found = footnotes.anchors(lines)
    assert footnotes.destination(lines, found | {"comments": len(lines)}, "#c3d4") == found["#c3d4"]
