"""The thread: every comment once, under what it answers, whatever the paper says of parents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from placentin_tui import i18n
from placentin_tui.models import Comment
from placentin_tui.page.sheet import Sheet
from placentin_tui.page.thread import in_order, set_thread
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import plain, text_width


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


def test_a_deep_thread_stays_readable_when_narrow() -> None:
    i18n.use("en")
    chain = [comment(str(n), str(n - 1) if n > 1 else "") for n in range(1, 40)]
    sheet = Sheet(36, 2, "fr", lambda _picture, _width: 0)
    set_thread(sheet, chain, 0)
    lines = [plain(line) for line in sheet.lines]
    assert max(map(text_width, lines)) <= 38
    assert sum("Texte" in line for line in lines) == 39
    assert any("↳ 38 " in line for line in lines)
