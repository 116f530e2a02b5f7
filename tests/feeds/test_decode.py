"""Encodings, declared rightly, wrongly and not at all; the corpus holds more of them as whole feeds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.feeds.decode import decode


@pytest.mark.parametrize(
    ("encoding", "declared", "words"),
    [
        ("shift_jis", "Shift_JIS", "新聞の見出し"),
        ("euc_jp", "EUC-JP", "新聞の見出し"),
        ("iso2022_jp", "ISO-2022-JP", "新聞の見出し"),
        ("gb18030", "GB2312", "新闻标题镕"),
        ("big5", "Big5", "新聞標題"),
        ("euc_kr", "EUC-KR", "신문 기사"),
        ("koi8_r", "KOI8-R", "Новости дня"),
        ("cp1251", "windows-1251", "Новости дня"),
        ("iso8859_2", "ISO-8859-2", "Žluťoučký kůň"),
        ("mac_roman", "macintosh", "Été à Orléans"),
        ("utf_32_be", "UTF-32BE", "Été à Orléans"),
    ],
)
def test_what_is_declared_is_believed(encoding: str, declared: str, words: str) -> None:
    document = f'<?xml version="1.0" encoding="{declared}"?><rss>{words}</rss>'
    assert decode(document.encode(encoding)) == document


def test_the_server_is_asked_before_the_document() -> None:
    body = '<?xml version="1.0" encoding="iso-8859-1"?><rss>Новости</rss>'.encode("cp1251")
    assert "Новости" in decode(body, "text/xml; Charset='windows-1251'")


@pytest.mark.parametrize("encoding", ["punycode", "unicode_escape", "utf-7", "rot13", "zlib", "undefined", "utf-16"])
def test_what_no_paper_is_in_is_not_believed(encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?><rss>+AGE- \\u0041 abc-</rss>'.encode()
    assert decode(body, f"text/xml; charset={encoding}") == body.decode()


def test_a_page_says_its_encoding_in_a_meta() -> None:
    assert "Orléans" in decode('<html><meta charset="iso-8859-1"><title>Orléans</title>'.encode("latin-1"))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_utf_8_is_read_whatever_is_said_of_it(words: str) -> None:
    body = f"<rss>é{words}</rss>".encode()
    assert decode(body, "text/xml; charset=iso-8859-1") == body.decode()
