"""The thread: every comment once, under what it answers, whatever the paper says of parents."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from placentin_tui import i18n
from placentin_tui.models import Article, ArticleSummary, Comment, OutgoingComment, OutgoingState
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import plain, text_width
from placentin_tui.rendering.comment_thread import ThreadPosition, in_order, new_comments, set_thread
from placentin_tui.rendering.initials import look_of
from placentin_tui.rendering.page_builder import STRETCH, PageBuilder

if TYPE_CHECKING:
    from collections.abc import Generator

NOW = 1_000_000


def comment(key: str, parent: str = "") -> Comment:
    return Comment(
        int(key), 1, key, parent, f"Lectrice {key}", None, to_blocks(f"<p>Texte {key} assez long pour deux lignes.</p>")
    )


def depths(*comments: Comment) -> list[tuple[str, int]]:
    return [(comment.key, depth) for comment, depth in in_order(comments)]


def test_replies_follow_what_they_answer() -> None:
    thread = depths(comment("1"), comment("2"), comment("3", "1"), comment("4", "3"), comment("5", "1"))
    assert thread == [("1", 0), ("3", 1), ("4", 2), ("5", 1), ("2", 0)]


def test_an_unknown_parent_makes_a_root() -> None:
    assert depths(comment("2", "99"), comment("3", "2"), comment("1")) == [("2", 0), ("3", 1), ("1", 0)]


def test_a_circle_is_shown_once() -> None:
    assert depths(comment("1", "2"), comment("2", "1"), comment("3", "3")) == [("1", 0), ("2", 1), ("3", 0)]


def test_a_circle_comes_behind_the_roots_and_keeps_its_replies() -> None:
    thread = depths(comment("1", "2"), comment("2", "1"), comment("3", "1"), comment("4"))
    assert thread == [("4", 0), ("1", 0), ("2", 1), ("3", 1)]


@given(st.lists(st.integers(0, 12), max_size=12))
def test_each_comment_comes_exactly_once(parents: list[int]) -> None:
    comments = [comment(str(n), str(parent) if parent else "") for n, parent in enumerate(parents, 1)]
    assert sorted(key for key, _depth in depths(*comments)) == sorted(comment.key for comment in comments)


def an_article(
    *comments: Comment, outgoing_comments: tuple[OutgoingComment, ...] = (), visited: int | None = None
) -> Article:
    summary = ArticleSummary(1, 1, "Le Courrier", "Titre", "", "", (), 0)
    return Article(summary, (), comments=comments, outgoing_comments=outgoing_comments, visited=visited)


def whole(steps: Generator[None, None, tuple[ThreadPosition, ...]]) -> tuple[ThreadPosition, ...]:
    """What a thread returns that is set in steps."""
    try:
        while True:
            next(steps)
    except StopIteration as end:
        places: tuple[ThreadPosition, ...] = end.value
        return places


def set_out(
    article: Article, width: int = 60, folded: tuple[str, ...] = ()
) -> tuple[list[str], tuple[ThreadPosition, ...]]:
    i18n.use("en")
    builder = PageBuilder(width, 2, "fr", lambda _picture, _width: 0)
    places = whole(set_thread(builder, article, NOW, folded))
    return [plain(line) for line in builder.lines], places


def styles(article: Article, folded: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """The text, style and link of each run of a thread."""
    builder = PageBuilder(60, 0, "fr", lambda _picture, _width: 0)
    whole(set_thread(builder, article, NOW, folded))
    return [(run.text, run.style.strip(), run.href) for line in builder.lines for run in line.runs]


def test_a_deep_thread_stays_readable_when_narrow() -> None:
    chain = [comment(str(n), str(n - 1) if n > 1 else "") for n in range(1, 40)]
    lines, places = set_out(an_article(*chain), 36)
    assert max(map(text_width, lines)) <= 38
    assert sum("Texte" in line for line in lines) == 39
    assert any("Lectrice 39  ↳ Lectr" in line for line in lines), "the deep ones name whom they answer"
    assert [place.depth for place in places] == list(range(39))
    assert all("Lectrice" in lines[place.line] for place in places)


def test_a_folded_comment_hides_its_replies_and_says_how_many() -> None:
    article = an_article(comment("1"), comment("2", "1"), comment("3", "2"), comment("4"))
    lines, places = set_out(article, folded=("1",))
    text = "\n".join(lines)
    assert [place.key for place in places] == ["1", "4"]
    assert "▸ 2 replies" in text
    assert "Texte 3" not in text


def test_what_came_since_the_last_visit_is_marked_but_not_what_one_wrote() -> None:
    seen, *fresh = comment("1"), replace(comment("2"), first_seen=100), replace(comment("3"), first_seen=100)
    article = replace(an_article(seen, *fresh, visited=50), own_comments=("3",))
    lines, _places = set_out(article)
    heads = [line.strip() for line in lines if "Lectrice" in line]
    assert heads == ["L   Lectrice 1", "L   Lectrice 2  ● new", "L   Lectrice 3   YOU"]
    assert new_comments(article) == {"2"}
    assert not new_comments(replace(article, visited=None)), "before the first look all are as new as another"


def test_a_folded_comment_says_how_many_of_its_replies_are_new() -> None:
    fresh = replace(comment("2", "1"), first_seen=100)
    lines, _places = set_out(an_article(comment("1"), fresh, comment("3", "1"), visited=50), folded=("1",))
    assert any("▸ 2 replies, 1 of them new" in line for line in lines)


NAMES = ("Hubert Bonisseur de La Bath, dit le marquis", "👩‍👩‍👧 La famille 🦊", "محمد بن عبد الله", "王小明",
         "Z" + "\u0301\u0327" * 30, "𝔐𝔞𝔵", "")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [20, 36, 56, 72])
def test_the_head_of_a_comment_fits_whatever_the_name(name: str, width: int) -> None:
    chain = [
        replace(comment(str(n), str(n - 1)), author=name, published=NOW - 7200, first_seen=100, by_author=True)
        for n in range(1, 51)
    ]
    lines, places = set_out(an_article(*chain, visited=50), width)
    assert max(map(text_width, lines)) <= width + 2
    assert len(places) == 50
    for place in places:
        assert "AUTHOR" in lines[place.line] + lines[place.line + 1]
        assert "●" in lines[place.line]
        head = lines[place.line].strip(" │")
        assert (name or "Anonymous")[:1] in head[2:], "a part of the name at least"


def test_a_state_that_finds_no_room_beside_the_name_stands_below_it() -> None:
    held = OutgoingComment(1, 1, name="Marie-Antoinette Lecomte", text="Oui.", state=OutgoingState.HELD)
    lines, _places = set_out(an_article(outgoing_comments=(held,)), 30)
    assert [line.strip() for line in lines] == ["M  Marie-Antoinette Lecomte", "awaiting moderation", "Oui."]


def test_letters_stand_where_they_answer_with_what_became_of_them() -> None:
    outgoing_comments = (
        OutgoingComment(1, 1, parent="1", name="Moi", text="Ma réponse.", state=OutgoingState.HELD),
        OutgoingComment(
            2, 1, name="Moi", text="Mon avis.\n\nEn deux parties.", state=OutgoingState.WAITING, message="No network."
        ),
        OutgoingComment(
            3, 1, parent="99", name="Moi", text="À une disparue.", state=OutgoingState.REFUSED, message="Closed."
        ),
    )
    lines, _places = set_out(an_article(comment("1"), comment("2"), outgoing_comments=outgoing_comments))
    text = "\n".join(lines)
    order = ["Texte 1", "│   M   Moi   awaiting moderation", "Ma réponse.", "Texte 2", "Moi   waiting to be sent",
             "Mon avis.", "En deux parties.", "No network.", "Moi   refused", "À une disparue.", "Closed.",
             "Go on writing"]  # fmt: skip
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_a_thread_on_the_page() -> None:
    parents = (("1", ""), ("2", "1"), ("3", "2"), ("4", ""))
    thread = [
        replace(comment(*each), blocks=to_blocks(f"<p>Texte {each[0]}.</p>"), published=NOW - 7200, first_seen=50)
        for each in parents
    ]
    thread[3] = replace(thread[3], author="", published=None, by_author=True, first_seen=51)
    outgoing_comments = (
        OutgoingComment(1, 1, parent="1", name="Moi", text="Ma réponse.\nSuite.", state=OutgoingState.HELD),
        OutgoingComment(2, 1, text="Mon avis.", state=OutgoingState.REFUSED, message="Closed."),
    )
    lines, places = set_out(an_article(*thread, outgoing_comments=outgoing_comments, visited=50))
    assert lines == [
        "   L   Lectrice 1  2 hours ago",
        "       Texte 1.",
        "   │  ",
        "   │   M   Moi   awaiting moderation ",
        "   │       Ma réponse.",
        "   │       Suite.",
        "   │  ",
        "   │   L   Lectrice 2  2 hours ago",
        "   │       Texte 2.",
        "   │   │  ",
        "   │   │   L   Lectrice 3  2 hours ago",
        "   │   │       Texte 3.",
        "",
        "   A   Anonymous   AUTHOR   ● new",
        "       Texte 4.",
        "",
        "   Y   You   refused ",
        "       Mon avis.",
        "       Closed.",
        "       Go on writing",
    ]
    assert places == (
        ThreadPosition(0, "1", 0, 2),
        ThreadPosition(7, "2", 1, 9),
        ThreadPosition(10, "3", 2, 12),
        ThreadPosition(13, "4", 0, 15),
    )


def test_each_part_of_a_thread_has_its_style_and_its_link() -> None:
    thread = (
        replace(comment("1"), published=NOW, by_author=True, first_seen=51, blocks=to_blocks("<p>Un.</p>")),
        replace(comment("2", "1"), blocks=()),
    )
    refused = OutgoingComment(1, 1, parent="1", name="Moi", text="Non.", state=OutgoingState.REFUSED, message="Closed.")
    folded = an_article(*thread, outgoing_comments=(refused,), visited=50)
    moi = look_of("Moi")
    assert styles(folded, folded=("1",)) == [
        (" L ", "initial initial-politics", ""), ("  ", "thread", ""), ("Lectrice 1", "name-politics", ""),
        ("  ", "", ""), (" AUTHOR ", "badge", ""), ("  ", "", ""), ("just now", "quiet", ""), ("  ", "", ""),
        ("● new", "unseen", ""),
        ("     ", "thread", ""), ("Un.", "", ""),
        ("     ", "thread", ""), ("▸ 1 reply", "button link", "act:fold:1"),
        (" │  ", "thread", ""),
        (" │  ", "thread", ""), (" M ", moi.initial_style, ""), ("  ", "thread", ""), ("Moi", moi.name_style, ""),
        ("  ", "", ""), (" refused ", "badge", ""),
        (" │       ", "thread", ""), ("Non.", "", ""),
        (" │       ", "thread", ""), ("Closed.", "quiet", ""),
        (" │       ", "thread", ""), ("Go on writing", "button link", "act:write:1"),
    ]  # fmt: skip


def test_on_a_narrow_page_only_the_first_replies_are_set_in() -> None:
    chain = [replace(comment(str(n), str(n - 1) if n > 1 else ""), blocks=()) for n in range(1, 10)]
    wide, narrow, narrower = (set_out(an_article(*chain), width)[0] for width in (200, 38, 20))
    wide, narrow, narrower = ([line for line in lines if "Lectrice" in line] for lines in (wide, narrow, narrower))
    assert [line.index("Lectrice") for line in wide] == [7, 11, 15, 19, 23, 27, 31, 31, 31], "six steps at most"
    assert [line.strip(" │") for line in wide][6:] == [
        "L   Lectrice 7",
        "L   Lectrice 8  ↳ Lectrice 7",
        "L   Lectrice 9  ↳ Lectrice 8",
    ]
    assert ("↳ Lectrice 7", "quiet", "") in styles(an_article(*chain))
    assert narrow[3:7] == [
        "   │ │ │ L  Lectrice 4",
        "   │ │ │ │ L  Lectrice 5",
        "   │ │ │ │ │ L  Lectrice 6",
        "   │ │ │ │ │ L  Lectrice 7  ↳ Lectrice 6",
    ]
    assert narrower[:2] == ["   L  Lectrice 1", "   L  Lectrice 2"]


def test_a_long_debate_is_laid_out_in_steps() -> None:
    builder = PageBuilder(60, 0, "fr", lambda _picture, _width: 0)
    steps = set_thread(builder, an_article(*(comment(str(n)) for n in range(1, 501))), NOW)
    sizes = [len(builder.lines) for _step in steps]
    assert len(sizes) > 10
    assert max(b - a for a, b in itertools.pairwise(sizes)) < 2 * STRETCH


def test_only_what_has_replies_is_folded_and_what_follows_is_not() -> None:
    thread = (comment("1"), comment("2", "1"), comment("3", "2"), comment("4", "1"), comment("5"), comment("6", "5"))
    for folded, shown in (
        (("1",), ["1", "5", "6"]),
        (("2",), ["1", "2", "4", "5", "6"]),
        (("1", "5"), ["1", "5"]),
        (("4", "6"), ["1", "2", "3", "4", "5", "6"]),
    ):
        lines, places = set_out(an_article(*thread), folded=folded)
        assert [place.key for place in places] == shown
        assert sum("▸" in line for line in lines) == (0 if folded == ("4", "6") else len(folded))


def test_letters_to_a_folded_comment_stay_and_those_to_its_replies_come_last() -> None:
    letters = tuple(OutgoingComment(n, 1, parent=str(n), text=f"Lettre {n}.", state=OutgoingState.HELD) for n in (1, 2))
    lines, _places = set_out(an_article(comment("1"), comment("2", "1"), comment("3"), outgoing_comments=letters),
                             folded=("1",))  # fmt: skip
    said = [line for line in lines if "Lettre" in line or "Lectrice" in line]
    assert said == ["   L   Lectrice 1", "   │       Lettre 1.", "   L   Lectrice 3", "       Lettre 2."]


@pytest.mark.parametrize(
    ("state", "said", "may_go_on"),
    [
        ("draft", "draft", True), ("waiting", "waiting to be sent", False), ("sending", "being sent", False),
        ("published", "published", False), ("held", "awaiting moderation", False), ("refused", "refused", True),
        ("unknown", "unclear", True),
    ],
)  # fmt: skip
def test_each_state_of_a_letter_has_its_words(state: str, said: str, may_go_on: bool) -> None:
    outgoing = OutgoingComment(1, 1, text="Mon avis.", state=OutgoingState(state))
    lines, _places = set_out(an_article(outgoing_comments=(outgoing,)))
    assert lines == [f"   Y   You   {said} ", "       Mon avis.", *(["       Go on writing"] if may_go_on else [])]
