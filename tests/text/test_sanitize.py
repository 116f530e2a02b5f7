from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.text.sanitize import (
    MARKS,
    _flood_of_marks,
    clean,
    clean_block,
    clean_path,
    is_plainly_safe,
    printable,
    printable_runs,
)

NEVER = (
    set(map(chr, range(0x20))) - {"\n"}
    | set(map(chr, range(0x7F, 0xA0)))
    | set(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x2070), 0xFEFF, *range(0xE0000, 0xE1000))))
    | set(map(chr, range(0xFDD0, 0xFDF0)))
    | {chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)}
)
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x1b\x9b\x00\x07\x85\r\n\t \xa0\u202f\u200b\u200d\u200e\u00ad\u2028\u202e\u2066\u2069\ufeff"
            "\ufdd0\ufffe\U0001fffe\U0007ffff\u0301\u0323\ue000\U000e0041\U000e0100\ud800\udfffe\U0001f468«»"
        ),
    )
)


def forbidden(text: str) -> list[str]:
    """The characters of a text that must not be there."""
    return [ch for ch in text if ch in NEVER or unicodedata.category(ch) in ("Cs", "Co")]


def most_marks(text: str) -> int:
    """The longest run of combining marks."""
    longest = run = 0
    for ch in text:
        run = run + 1 if unicodedata.category(ch) in ("Mn", "Me") else 0
        longest = max(longest, run)
    return longest


@given(HOSTILE, st.integers(0, 40))
def test_a_cleaned_line_holds_nothing_forbidden_and_is_clean_already(text: str, limit: int) -> None:
    line = clean(text, limit)
    assert not forbidden(line)
    assert "\n" not in line
    assert line == line.strip()
    assert len(line) <= max(limit, 1)
    assert most_marks(line) <= MARKS
    assert clean(line, limit) == line


@given(HOSTILE, st.integers(1, 40))
def test_a_cleaned_block_holds_nothing_forbidden_and_is_clean_already(text: str, limit: int) -> None:
    block = clean_block(text, limit)
    assert not forbidden(block)
    assert len(block) <= limit
    assert most_marks(block) <= MARKS
    assert clean_block(block, limit) == block


@given(HOSTILE)
def test_printable_text_holds_no_control_but_white_space(text: str) -> None:
    assert set(forbidden(printable(text))) <= set("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85")
    assert printable(printable(text)) == printable(text)


def test_none_of_what_never_passes_does() -> None:
    assert len(NEVER) > 4_000
    for sign in NEVER:
        assert clean(f"a{sign}b") in ("ab", "a b"), "those that part words become a space"
        assert clean_block(f"a{sign}b", 10).split() in (["ab"], ["a", "b"])
        assert sign not in printable(f"a{sign}b") or sign.isspace()


@given(st.text("abc« »’é\xa0\u202f日本", min_size=1))
def test_words_pass_whole(text: str) -> None:
    assert clean(text).split() == text.split()


@pytest.mark.parametrize(
    ("foreign", "safe"),
    [
        ("", ""),
        (" led", "led"),
        ("trailed ", "trailed"),
        ("two  spaces", "two spaces"),
        ("p\u200cay", "pay"),
        ("X\u2800", "X\u2800"),
        ("A plain headline", "A plain headline"),
        ("  two\n lines\tand  spaces ", "two lines and spaces"),
        ("\x1b]0;title\x07\x1b[31mred\x9b0m", "]0;title[31mred0m"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("a\u200b\u200b\u200bb", "ab"),
        ("ด\u200b\u200bน", "ด\u200bน"),
        ("anti\u00adconsti\u00adtution", "anticonstitution"),
        ("flag \U0001f3f4\U000e0067\U000e0062\U000e007f", "flag \U0001f3f4"),
        ("👨\u200d👩\u200d👧 ❤\ufe0f", "👨\u200d👩\u200d👧 ❤\ufe0f"),
        ("lone \ud800 surrogate", "lone \N{REPLACEMENT CHARACTER} surrogate"),
        ("«\u202fmot\u202f» \xa0;", "«\u202fmot\u202f»\xa0;"),
        ("[Exclusif] [/x] [@click=app.quit]x[/]", "[Exclusif] [/x] [@click=app.quit]x[/]"),
        ("אבג \u05d1\u05bc\u05b0", "אבג \u05d1\u05bc\u05b0"),
        ("next\u2028line\x85end", "next line end"),
        ("thin\u2009space", "thin\u2009space"),
        ("icon \ue001\uf8ff", "icon"),
        ("blank \u3164\uffa0\U00013430\U0001bca0.", "blank ."),
        ("\u2800\u200b \u2060", ""),
        ("\u200d", ""),
        ("p\u200ca\u2060y\u200bpal", "paypal"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u2067שלום (abc)\u2069 \u200fעולם!\u200f", "שלום (abc) \u200fעולם!\u200f"),
        ("🇫🇷 👩🏽\u200d🚀 1\ufe0f\u20e3", "🇫🇷 👩🏽\u200d🚀 1\ufe0f\u20e3"),
        ("한국어 \u1112\u1161\u11ab", "한국어 \u1112\u1161\u11ab"),
        ("क्षत्रिय हिन्दी தமிழ் བཀྲ་ཤིས", "क्षत्रिय हिन्दी தமிழ் བཀྲ་ཤིས"),
        ("a\x0bb\x0cc\x1cd\x1ee\x1ff\x85g\u2028h\u2029i", "a b c d e f g h i"),
    ],
)
def test_examples(foreign: str, safe: str) -> None:
    assert clean(foreign) == safe


@pytest.mark.parametrize("beside", ["\x1b", "\ud800", "\u200b\u200b", "\u0301" * 9, "\x85", "p\u200cay", "\U0001f600"])
def test_letters_pass_whatever_stands_beside_them(beside: str) -> None:
    letters = "XXXXXXXXXX aXXa eX, Xe"
    assert clean(letters + beside).startswith(letters)
    assert clean(beside + letters).endswith(letters)
    assert clean_block(f"X\r{letters}{beside}", 100).startswith(f"X\n{letters}")
    assert printable_runs(["XX", letters + "\u0301" * 9, "XXXX", "\u0301" * 9]) == [
        "XX", letters + "\u0301" * 6, "XXXX", "\u0301" * 6
    ]  # fmt: skip


@pytest.mark.parametrize(
    "width", "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000"
)
def test_a_space_of_its_own_width_is_kept_where_it_stands_alone(width: str) -> None:
    assert clean(f"a{width}b") == f"a{width}b"
    assert clean(f"a{width}{width}b") == clean(f"a {width}b") == "a b"
    assert clean(f"a{width}\xa0b") == "a\xa0b"
    assert clean(f"a\xa0{width}\u202fb") == "a\u202fb"


def test_zalgo_keeps_its_letters_and_loses_its_tower() -> None:
    assert clean("h" + "\u0335\u0321" * 40 + "e") == "h" + "\u0335\u0321" * 3 + "e"


@pytest.mark.parametrize(
    "without_width",
    [
        "\u1160",
        "\u1161",
        "\u11ff",
        "\ud7b0",
        "\ud7fb",
        "\u0380",
        "\u093e",
        "\u0301",
        "\u20dd",
        "\u200d\u0301",
        "\U0001d165",
    ],
)
def test_whatever_takes_no_width_stands_six_deep_at_most(without_width: str) -> None:
    for tower in ("x" + without_width * 500, "x" + (without_width + "\u0301") * 500):
        assert len(clean(tower, 5000)) <= 1 + MARKS


@pytest.mark.parametrize("count", range(10))
def test_one_mark_too_many_is_one_less(count: int) -> None:
    assert printable("x" + "\u0301" * count) == "x" + "\u0301" * min(count, 6)
    assert printable_runs(["x", "\u0301" * count, "y"]) == ["x", "\u0301" * min(count, 6), "y"]


@pytest.mark.parametrize("letter", "ሀ\u115f가\ud7a3")
def test_letters_of_their_own_width_stand_as_often_as_they_are_written(letter: str) -> None:
    assert clean(f"x{letter * 9}\x1by") == f"x{letter * 9}y"


@pytest.mark.parametrize("beyond", ["", "\U0001f600"])
def test_each_mark_there_is_stands_six_deep_at_most(beyond: str) -> None:
    marks = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Mn", "Me")]
    for mark in marks:
        assert most_marks(printable(f"{beyond}x{mark * 9}y")) <= MARKS
    words = "правительство объявило о мерах, क्षत्रिय हिन्दी, אבג, " * 50 + beyond
    assert printable(words) == words
    assert printable_runs([words, words]) == [words, words]


def test_no_character_that_needs_no_look_is_one_to_stop() -> None:
    stopped = ("Cc", "Cf", "Cs", "Co", "Mn", "Me", "Mc", "Zl", "Zp")
    for sign in filter(is_plainly_safe, map(chr, range(0x110000))):
        assert sign in "\t\n\r" or unicodedata.category(sign) not in stopped, hex(ord(sign))
        assert sign not in "\u3164\uffa0\u2800"
        assert not _flood_of_marks(beyond=True).match(sign * 9)


@given(st.lists(HOSTILE.map(printable)))
def test_floods_do_not_hide_in_seams(runs: list[str]) -> None:
    made = printable_runs(runs)
    assert len(made) == len(runs)
    assert most_marks("".join(made)) <= MARKS
    assert printable_runs(made) == made
    assert printable("".join(made)).replace("\r", "") in ("".join(made).replace("\r", ""), printable("".join(runs)))


def test_a_tower_in_pieces_is_a_tower() -> None:
    pieces = printable_runs(["e" + "\u0301" * 6, "\u0301" * 6, "", "\u0301x", "\u200b", "\u200by"])
    assert pieces == ["e" + "\u0301" * 6, "", "", "x", "\u200b", "y"]


def test_a_long_line_ends_with_an_ellipsis_never_within_joined_letters() -> None:
    assert clean("abcdef", 4) == "abc…"
    assert clean("abc  def", 5) == "abc…"
    assert clean("ab👨\u200d👩c", 5) == "ab👨…"
    assert clean("abc", 0) == "…"
    assert clean("abc", 1) == "…"
    assert clean("abc", 3) == "abc"
    assert clean("aXXXb", 4) == "aXX…"
    assert clean("  ab  cd  ", 4) == "ab…"
    assert clean("x" * 500) == "x" * 500
    assert clean("x" * 501) == "x" * 499 + "…"


def test_a_block_keeps_its_lines_and_its_spaces() -> None:
    assert clean_block("a\r\n\tb\x1b\n\n  c\x0cd", 100) == "a\n    b\n\n  c\nd"
    assert clean_block("x" * 10, 5) == "xxxx…"
    assert clean_block("a\rb\x1fc\x1ed\tanti\u00adX", 100) == "a\nb c\nd   antiX"


@given(HOSTILE)
def test_a_files_name_is_shown_on_one_line_and_no_sign_of_it_is_passed_over(text: str) -> None:
    shown = clean_path(text)
    assert not forbidden(shown)
    assert "\n" not in shown
    assert clean_path(shown) == shown


def test_what_a_name_holds_that_is_nothing_to_look_at_shows() -> None:
    assert clean_path(Path("/home/é/Mes « notes ».opml")) == "/home/é/Mes « notes ».opml"
    assert clean_path("a\x1b[31m\x9b\r\n\t\udcff\u202eb") == "a�[31m������b"
    assert clean_path("deux\u202fmots\xa0!") == "deux\u202fmots\xa0!"


@pytest.mark.parametrize("sign", ["\u2072", "\U00013460", "\U0001e960"])
def test_what_stands_behind_a_block_of_marks_is_no_mark(sign: str) -> None:
    flood = "e" + 20 * "\u0301"
    assert clean(f"{flood} a{12 * sign}", 100).endswith(f" a{12 * sign}")
