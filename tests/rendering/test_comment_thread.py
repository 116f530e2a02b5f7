"""The thread: every comment once, under what it answers, whatever the paper says of parents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from placentin_tui import i18n
from placentin_tui.models import Article, ArticleSummary, Comment, OutgoingComment, OutgoingState
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import plain, text_width
from placentin_tui.rendering.comment_thread import ThreadPosition, in_order, set_thread
from placentin_tui.rendering.page_builder import PageBuilder


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
    assert depths(comment("2", "99"), comment("3", "2")) == [("2", 0), ("3", 1)]


def test_a_circle_is_shown_once() -> None:
    assert depths(comment("1", "2"), comment("2", "1"), comment("3", "3")) == [("1", 0), ("2", 1), ("3", 0)]


@given(st.lists(st.integers(0, 12), max_size=12))
def test_each_comment_comes_exactly_once(parents: list[int]) -> None:
    comments = [comment(str(n), str(parent) if parent else "") for n, parent in enumerate(parents, 1)]
    assert sorted(key for key, _depth in depths(*comments)) == sorted(comment.key for comment in comments)


def an_article(
    *comments: Comment, outgoing_comments: tuple[OutgoingComment, ...] = (), visited: int | None = None
) -> Article:
    summary = ArticleSummary(1, 1, "Le Courrier", "Titre", "", "", (), 0)
    return Article(summary, (), comments=comments, outgoing_comments=outgoing_comments, visited=visited)


def set_out(
    article: Article, width: int = 60, folded: tuple[str, ...] = ()
) -> tuple[list[str], tuple[ThreadPosition, ...]]:
    i18n.use("en")
    builder = PageBuilder(width, 2, "fr", lambda _picture, _width: 0)
    places = set_thread(builder, article, 0, folded)
    return [plain(line) for line in builder.lines], places


def test_a_deep_thread_stays_readable_when_narrow() -> None:
    chain = [comment(str(n), str(n - 1) if n > 1 else "") for n in range(1, 40)]
    lines, places = set_out(an_article(*chain), 36)
    assert max(map(text_width, lines)) <= 38
    assert sum("Texte" in line for line in lines) == 39
    assert any("↳ 38 " in line for line in lines)
    assert [place.depth for place in places] == list(range(39))
    assert all("Lectrice" in lines[place.line] for place in places)


def test_a_folded_comment_hides_its_replies_and_says_how_many() -> None:
    article = an_article(comment("1"), comment("2", "1"), comment("3", "2"), comment("4"))
    lines, places = set_out(article, folded=("1",))
    text = "\n".join(lines)
    assert [place.key for place in places] == ["1", "4"]
    assert "▸ 2 replies" in text
    assert "Texte 3" not in text


def test_what_came_since_the_last_visit_is_marked() -> None:
    seen, fresh = comment("1"), replace(comment("2"), first_seen=100)
    lines, _places = set_out(an_article(seen, fresh, visited=50))
    assert [" new" in line for line in lines if "Lectrice" in line] == [False, True]


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
    order = ["Texte 1", "↳ Moi awaiting moderation", "Ma réponse.", "Texte 2", "Moi waiting to be sent",
             "Mon avis.", "En deux parties.", "No network.", "Moi refused", "À une disparue.", "Closed.",
             "Go on writing"]  # fmt: skip
    places = [text.index(part) for part in order]
    assert places == sorted(places)
