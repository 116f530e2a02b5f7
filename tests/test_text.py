from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.text import LONGEST_URL, MARKS, clean, clean_block, printable, safe_url

NEVER = (
    set(map(chr, range(0x20))) - {"\n"}
    | set(map(chr, range(0x7F, 0xA0)))
    | set(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x2070), 0xFEFF, *range(0xE0000, 0xE1000))))
)
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x1b\x9b\x00\x07\x85\r\n\t \xa0\u202f\u200b\u200d\u200e\u00ad\u2028\u202e\u2066\u2069\ufeff"
            "\u0301\u0323\ue000\U000e0041\U000e0100\ud800\udfffe\U0001f468«»"
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


@given(st.text("abc« »’é\xa0\u202f日本", min_size=1))
def test_words_pass_whole(text: str) -> None:
    assert clean(text).split() == text.split()


@pytest.mark.parametrize(
    ("foreign", "safe"),
    [
        ("A plain headline", "A plain headline"),
        ("  two\n lines\tand  spaces ", "two lines and spaces"),
        ("\x1b]0;title\x07\x1b[31mred\x9b0m", "]0;title[31mred0m"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("a\u200b\u200b\u200bb", "a\u200bb"),
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
    ],
)
def test_examples(foreign: str, safe: str) -> None:
    assert clean(foreign) == safe


def test_zalgo_keeps_its_letters_and_loses_its_tower() -> None:
    assert clean("h" + "\u0335\u0321" * 40 + "e") == "h" + "\u0335\u0321" * 3 + "e"


def test_a_long_line_ends_with_an_ellipsis_never_within_joined_letters() -> None:
    assert clean("abcdef", 4) == "abc…"
    assert clean("abc  def", 5) == "abc…"
    assert clean("ab👨\u200d👩c", 5) == "ab👨…"
    assert clean("abc", 0) == "…"


def test_a_block_keeps_its_lines_and_its_spaces() -> None:
    assert clean_block("a\r\n\tb\x1b\n\n  c\x0cd", 100) == "a\n    b\n\n  c\nd"
    assert clean_block("x" * 10, 5) == "xxxx…"


@pytest.mark.parametrize(
    ("url", "base", "safe"),
    [
        ("https://leplacentin.com/a?b=c#d", "", "https://leplacentin.com/a?b=c#d"),
        ("/a b/é?q=ü", "https://x.example/p/", "https://x.example/a%20b/%C3%A9?q=%C3%BC"),
        ("../c", "https://x.example/a/b/", "https://x.example/a/c"),
        ("//cdn.example/i.png", "https://x.example/", "https://cdn.example/i.png"),
        ("HTTPS://Exämple.org/", "", "https://xn--exmple-cua.org/"),
        (" \thttps://x.example/a\n b ", "", "https://x.example/a%20b"),
        ("https://x.example/%C3%A9?a=%20", "", "https://x.example/%C3%A9?a=%20"),
        ("http://[2001:db8::1]:8080/é", "", "http://[2001:db8::1]:8080/%C3%A9"),
        ("mailto:a@b.example?subject=été 2", "", "mailto:a@b.example?subject=%C3%A9t%C3%A9%202"),
        ("tel:+33 1 23", "", "tel:+33%201%2023"),
        ("https://user:pa ss@x.example/", "", "https://user:pa%20ss@x.example/"),
        ("javascript:alert(1)", "https://x.example/", ""),
        ("java\nscript:alert(1)", "", ""),
        ("data:text/html,x", "", ""),
        ("file:///etc/passwd", "", ""),
        ("--option", "", ""),
        ("relative", "", ""),
        ("https://", "", ""),
        ("https:///path", "", ""),
        ("http://[::", "", ""),
        ("https://x.example:port/", "", ""),
        ("https://x.example:¡/", "", ""),
        ("https://ⅷ.example/²", "", "https://viii.example/%C2%B2"),
        ("https://a\x1bb.example/", "", ""),
        ("https://a b.example/", "", ""),
        ("https://" + "é" * 70 + ".example/", "", ""),
        ("https://x.example/\ud800", "", ""),
        ("https://x.example/" + "a" * LONGEST_URL, "", ""),
        ("", "https://x.example/", ""),
    ],
)
def test_addresses(url: str, base: str, safe: str) -> None:
    assert safe_url(url, base) == safe


@given(st.text(), st.sampled_from(["", "https://x.example/a/", "http://[::1]/", "mailto:a@b"]))
def test_an_address_is_ascii_without_spaces_of_a_known_kind_or_nothing(url: str, base: str) -> None:
    for tried in (url, "https://" + url, "https://x.example/" + url, "mailto:" + url):
        safe = safe_url(tried, base)
        assert safe == "" or safe.startswith(("https://", "http://", "mailto:", "tel:"))
        assert all("!" <= ch <= "~" for ch in safe)
        assert safe_url(safe) == safe
