"""Which passages of a page the extractor's texts are."""

from __future__ import annotations

from lxml import html

from placentin_tui.feeds.fulltext.mark_extracted import mark_known, unmark_forms
from placentin_tui.feeds.fulltext.passages import Passage, passages_of


def known(passages: list[Passage]) -> list[str]:
    return [each.text for each in passages if each.known]


def test_short_blocks_are_found_where_the_extractor_joined_them() -> None:
    lines = ["An afternoon in the roads of the harbour", "Where", "Ann: at sea.", "Film", "Grey, 400."]
    page = html.fromstring("<div><b>" + "</b><p>".join(lines) + "</p></div>")
    passages = passages_of(page)
    mark_known(passages, [" ".join((*lines, "Ashore."))])
    assert known(passages) == lines


def test_one_of_them_elsewhere_is_none_of_them() -> None:
    lines = ["Film", "An afternoon in the roads of the harbour", "Ann: at sea.", "Film"]
    passages = passages_of(html.fromstring("<div><p>" + "</p><p>".join(lines) + "</p></div>"))
    mark_known(passages, ["An afternoon in the roads of the harbour Ann: at sea. Grey, 400. Film"])
    assert known(passages) == lines[1:3]


def test_what_a_form_says_is_not_the_articles_unless_the_page_is_a_form() -> None:
    long, short = "The ferry left the quay at dawn, loaded with hay.", "I agree to all."
    apart = passages_of(html.fromstring(f"<div><form><p>{short}</p></form><p>{long}</p></div>"))
    whole = passages_of(html.fromstring(f"<form><div><p>{short}</p></div><p>{long}</p></form>"))
    for passages, wanted in ((apart, [long]), (whole, [short, long])):
        for passage in passages:
            passage.known = True
        unmark_forms(passages)
        assert known(passages) == wanted
