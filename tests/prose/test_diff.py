"""What changed, word by word."""

from __future__ import annotations

import time

from placentin_tui.prose.blocks import Heading, Mark, Paragraph, Span
from placentin_tui.prose.diff import changes
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.plain import to_text


def said(old: str, new: str) -> str:
    return to_text(changes(to_blocks(old), to_blocks(new)).blocks)


def test_a_word_in_a_paragraph() -> None:
    found = changes(to_blocks("<p>Le pont est fermé lundi.</p>"), to_blocks("<p>Le pont est ouvert lundi.</p>"))
    assert found.blocks == (
        Paragraph(
            (
                Span("Le pont est "),
                Span("[−fermé]", Mark.DELETED),
                Span("[+ouvert]", Mark.INSERTED),
                Span(" lundi."),
            )
        ),
    )
    assert (found.removed, found.added) == (1, 1)


def test_what_reads_as_before_is_left_out() -> None:
    old = "<p>Un.</p><p>Deux.</p><p>Trois.</p><p>Quatre.</p>"
    assert said(old, old.replace("Trois", "Tiers")) == "[…]\n\n[−Trois][+Tiers].\n\n[…]"


def test_paragraphs_that_come_and_go() -> None:
    assert said("<p>Un.</p>", "<p>Un.</p><p>Deux mots.</p>") == "[…]\n\n[+Deux mots.]"
    assert said("<p>Un.</p><p>Deux mots.</p>", "<p>Un.</p>") == "[…]\n\n[−Deux mots.]"


def test_a_heading_stays_one() -> None:
    (heading, _same) = changes(to_blocks("<h2>Vieux</h2><p>A</p>"), to_blocks("<h2>Neuf</h2><p>A</p>")).blocks
    assert isinstance(heading, Heading)


def test_nothing_changed() -> None:
    assert changes(to_blocks("<p>Un.</p>"), to_blocks("<p><em>Un</em>.</p>")).blocks == ()
    assert changes((), ()).blocks == ()


def test_tables_and_lists_by_their_words() -> None:
    table = "<table><tr><td>Études</td><td>120</td></tr></table><ul><li>un</li></ul>"
    assert "[−120][+125]" in said(table, table.replace("120", "125"))


def test_long_texts_end() -> None:
    old = "".join(f"<p>{'mot ' * 200}{n}</p>" for n in range(300))
    began = time.process_time()
    said(old, old.replace("mot ", "terme "))
    said("<p>" + "a b " * 20_000, "<p>" + "c d " * 20_000)
    assert time.process_time() - began < 120
