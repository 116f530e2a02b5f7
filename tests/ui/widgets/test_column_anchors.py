"""Letters of a width nobody agrees on move nothing that stands beside them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from placentin_tui.ui.column_anchors import anchored

DOUBTFUL = [
    "👨‍👩‍👧‍👦", "👩🏽‍⚕️", "❤️", "☀️", "🏴‍☠️", "1️⃣", "🇫🇷", "🫨", "हिन्दी", "क्षेत्र", "தமிழ்", "བོད་", "ភាសា", "\u1100\u1161\u11a8",
]  # fmt: skip


class Screen:
    """A terminal of one line that gives each character the width `width` says."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.cells: dict[int, str] = {}

    def write(self, data: str) -> None:
        column, at = 0, 0
        while at < len(data):
            if data.startswith("\x1b[", at):
                end = next(n for n in range(at + 2, len(data)) if data[n].isalpha())
                if data[end] == "G":
                    column = int(data[at + 2 : end]) - 1
                elif data[end] == "H":
                    column = int(data[at + 2 : end].split(";")[1]) - 1
                at = end + 1
                continue
            self.cells[column] = data[at]
            column += 1 if data[at] in " |." or data[at].isascii() else self.width
            at += 1


@pytest.mark.parametrize("width", [0, 1, 2])
@pytest.mark.parametrize("cluster", DOUBTFUL)
def test_what_follows_a_doubtful_cluster_stands_in_its_column(cluster: str, width: int) -> None:
    screen = Screen(width)
    screen.write("\x1b[1;1H" + "x" * 40)
    text = f"a {cluster} b "
    screen.write(anchored(f"\x1b[1;1H\x1b[38;5;3m{text}\x1b[0m|"))
    assert screen.cells[cell_len(text)] == "|"
    assert screen.cells[cell_len(text) - 2] == "b"
    between = [screen.cells[column] for column in range(2 + cell_len(cluster))]
    assert "x" not in between, "nothing of what stood there before is left"


@pytest.mark.parametrize(
    "plain",
    [
        "\x1b[1;1HManchette d’été — « à l’heure »\x1b[0m",
        "\x1b[2;3H\x1b[38;2;1;2;3m\U0010eeee\u0305\u0305\U0010eeee\u0305\u0951\x1b[0m",  # a picture's placeholders
        "\x1b_Gi=1,m=0;AAAA\x1b\\",
        "\x1b[1;1H日本語 한국어 العربية עברית ไทย é",
    ],
)
def test_what_is_sure_is_written_as_it_is(plain: str) -> None:
    assert anchored(plain) == plain


def test_where_the_column_is_not_known_nothing_is_said_of_it() -> None:
    assert anchored("❤️ x") == "❤️ x"
    assert anchored("\x1b[1;1H\x1b[K❤️ x") == "\x1b[1;1H\x1b[K❤️ x"


def test_a_link_is_no_text_and_keeps_the_column() -> None:
    link = "\x1b]8;id=1;https://example.org/❤️\x1b\\"
    assert anchored(f"\x1b[1;5H{link}❤️\x1b]8;;\x1b\\") == f"\x1b[1;5H{link}  \x1b[5G❤️\x1b[7G\x1b]8;;\x1b\\"


@given(st.lists(st.sampled_from([*DOUBTFUL, "a", "é", " ", "\x1b[1m", "\x1b[1;1H", "\x1b[9;20H", "\n", "日"])))
def test_nothing_is_lost_or_added_but_blanks_and_columns(parts: list[str]) -> None:
    data = "\x1b[1;1H" + "".join(parts)
    bare = re.sub(r"\x1b\[\d+G", "", anchored(data))
    assert bare.replace(" ", "") == data.replace(" ", "")
