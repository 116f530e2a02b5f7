"""Encodings, declared rightly, wrongly and not at all; the corpus holds more of them as whole feeds."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
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


@pytest.mark.parametrize(
    ("encoding", "declared", "words"),
    [
        ("cp932", "Shift_JIS", "東京の①番地、㈱髙島屋"),
        ("cp932", "x-sjis", "東京の①番地"),
        ("cp932", "Windows-31J", "東京の①番地"),
        ("euc_jis_2004", "EUC-JP", "東京の①番地"),
        ("euc_jis_2004", "x-euc-jp", "東京の①番地"),
        ("cp949", "EUC-KR", "오늘의 펲 뉴스, 똠방각하"),
        ("cp949", "ks_c_5601-1987", "오늘의 펲 뉴스"),
        ("cp949", "windows-949", "오늘의 펲 뉴스"),
        ("big5hkscs", "Big5", "港口嘅新聞"),
        ("gb18030", "GB2312", "朱镕基的新聞，价格€"),
        ("gb18030", "gb_2312-80", "朱镕基"),
        ("gb18030", "GBK", "价格€𠮷"),
        ("cp1252", "US-ASCII", "L’été à 5 €"),
        ("cp1252", "ISO-8859-1", "L’été à 5 €"),
        ("cp1254", "ISO-8859-9", "İstanbul’da “ağaç” – 5 €"),
        ("cp874", "TIS-620", "ข่าว “วันนี้”"),
        ("cp1251", "win-1251", "Новости № 5"),
        ("cp1251", "x-cp1251", "Новости № 5"),
        ("koi8_r", "koi8", "Новости"),
    ],
)
def test_letters_only_a_vendors_version_has(encoding: str, declared: str, words: str) -> None:
    document = f'<?xml version="1.0" encoding="{declared}"?><rss>{words}</rss>'
    assert decode(document.encode(encoding)) == document
    assert words in decode(f"<rss>{words}</rss>".encode(encoding), f"text/xml; charset={declared}")


def test_without_a_vendors_letters_nothing_is_read_otherwise_than_it_is_called() -> None:
    """So no article is corrected because another one has a letter of a vendor's."""
    assert "新聞〜−" in decode('<?xml version="1.0" encoding="Shift_JIS"?><rss>新聞〜−</rss>'.encode("shift_jis"))
    assert "ヾ" in decode('<?xml version="1.0" encoding="Big5"?><rss>新聞ヾ</rss>'.encode("big5"))


_LONG = {
    "Shift_JIS": ("cp932", "渡し船は夜明けに出た。乗客は朝まで桟橋で待っていたが、切符はなかった。"),
    "EUC-JP": ("euc_jis_2004", "渡し船は夜明けに出た。乗客は朝まで桟橋で待っていたが、切符はなかった。"),
    "EUC-KR": ("cp949", "나룻배는 새벽에 떠났다. 승객들은 아침까지 부두에서 기다렸다."),
    "Big5": ("big5hkscs", "渡船在黎明時分離開。乘客們在碼頭等到早上，沒有票。"),
    "GB2312": ("gb18030", "渡船在黎明时分离开。乘客们在码头等到早上，没有票。"),
    "windows-1251": ("cp1251", "Паром ушёл на рассвете. Пассажиры ждали на причале до утра, билетов не было."),
    "windows-1253": ("cp1253", "Το πλοίο έφυγε την αυγή. Οι επιβάτες περίμεναν στην προβλήτα μέχρι το πρωί."),
    "windows-1255": ("cp1255", "הספינה יצאה עם שחר. הנוסעים חיכו על הרציף עד הבוקר."),
    "TIS-620": ("cp874", "เรือออกตอนรุ่งสาง ผู้โดยสารรอที่ท่าเรือจนถึงเช้า"),
}
_BROKEN = {"windows-1251": b"\x98", "windows-1253": b"\xaa", "windows-1255": b"\xd9", "TIS-620": b"\xdb"}
"""Bytes that stand for nothing; in two bytes a letter the first half of one that is cut off does."""


@pytest.mark.parametrize("declared", _LONG)
@pytest.mark.parametrize("in_header", [True, False])
def test_a_broken_byte_costs_a_letter(declared: str, in_header: bool) -> None:
    encoding, words = _LONG[declared]
    said = "" if in_header else f'<?xml version="1.0" encoding="{declared}"?>'
    broken = _BROKEN.get(declared, b"\x81" if "81" in words.encode(encoding).hex() else b"\xb4")
    body = f"{said}<rss><a>{words}</a><b>".encode(encoding) + broken + f"</b><c>{words}</c></rss>".encode(encoding)
    text = decode(body, f"text/xml; charset={declared}" if in_header else "")
    assert f"<a>{words}</a>" in text
    assert f"</b><c>{words}</c>" in text
    assert text.count("\N{REPLACEMENT CHARACTER}") == 1


@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1", "windows-1251", "gb2312", "Shift_JIS"])
def test_a_broken_byte_in_utf_8_costs_a_letter_whatever_is_declared(declared: str) -> None:
    words = "L’été dernier, à l’orée de la forêt"
    body = f"<rss><a>{words}</a><b>".encode() + b"\xe9" + f"</b><c>{words}</c></rss>".encode()
    text = decode(body, f"text/xml; charset={declared}" if declared else "")
    assert text == f"<rss><a>{words}</a><b>é</b><c>{words}</c></rss>"


def test_a_text_with_many_broken_bytes_is_not_what_it_is_called() -> None:
    _encoding, words = _LONG["windows-1251"]
    body = f"<rss>{words}</rss>".encode("cp1251")
    assert words in decode(body, "text/xml; charset=utf-8")
    assert words in decode(body, "text/xml; charset=big5")


@pytest.mark.parametrize("language", ["", "en", "own", "other"])
@pytest.mark.parametrize("declared", _LONG)
def test_letters_tell_what_nobody_names(declared: str, language: str) -> None:
    encoding, words = _LONG[declared]
    own = {"cp932": "ja", "euc_jis_2004": "ja-JP", "cp949": "ko", "big5hkscs": "zh-TW", "gb18030": "zh", "cp1251": "ru",
           "cp1253": "el", "cp1255": "he", "cp874": "th"}  # fmt: skip
    named = {"own": own[encoding], "other": "fr"}.get(language, language)
    said = f"<language>{named}</language>" if named else ""
    body = f"<?xml version='1.0'?><rss><channel>{said}<title>{words}</title><a>{words}</a></channel></rss>"
    assert decode(body.encode(encoding)) == body


@pytest.mark.parametrize(
    ("encoding", "said", "words"),
    [
        ("cp1251", "<language>ru</language>", "Паром"),
        ("koi8_r", '<feed xml:lang="ru-RU">', "Паром ушёл"),
        ("cp932", "<html lang=ja>", "渡し船"),
        ("euc_jp", "<dc:language> ja </dc:language>", "新聞の見出し"),
        ("cp949", "<language>ko</language>", "뉴스"),
        ("gb18030", "<language>zh-cn</language>", "新闻标题"),
        ("cp1250", "<language>pl</language>", "Źródło"),
        ("iso8859_2", "<language>cs-CZ</language>", "Žluťoučký kůň"),
        ("cp1254", "<language>tr</language>", "Ağaç şiiri"),
        ("cp1252", "<language>fr</language>", "Été"),
        ("cp1252", "", "Été"),
        ("cp1252", "<language>en</language>", "Café"),
    ],
)
def test_a_few_letters_go_by_the_language(encoding: str, said: str, words: str) -> None:
    body = f"<rss>{said}<title>{words}</title></rss>"
    assert decode(body.encode(encoding)) == body


@pytest.mark.parametrize(
    "words",
    [
        "L’été à Paris — œuvre, déjà vu à l’école", "Français, à vos idées", "Prêt à partir", "Tout à coup", "Où ça ?",
        "Perché è così", "Città più felice", "Mañana en España", "Não é fácil", "Så går det", "Größe",
    ],
)  # fmt: skip
def test_a_few_accents_are_no_other_script(words: str) -> None:
    body = f"<rss><channel><title>T</title><item><title>{words}</title></item></channel></rss>"
    assert decode(body.encode("cp1252")) == body


def test_letters_far_down_or_within_tags_are_found_too() -> None:
    _encoding, words = _LONG["windows-1251"]
    for body in (f"<rss>{'<a>plain</a>' * 10_000}<b>{words}</b></rss>", f"<rss><a title='{words}'/></rss>"):
        assert decode(body.encode("cp1251")) == body


def test_japanese_in_seven_bits_needs_no_name() -> None:
    body = "<rss>新聞の見出し</rss>".encode("iso2022_jp")
    assert decode(body) == "<rss>新聞の見出し</rss>"
    assert decode(body + b"\x1b$") == (body + b"\x1b$").decode("ascii"), "a shift into nothing is none"


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "shift_jis", "big5", "euc-kr", "gb2312", "iso-8859-1", "nothing"]))
def test_any_bytes_are_some_text(body: bytes, declared: str) -> None:
    assert isinstance(decode(body, f"text/xml; charset={declared}"), str)


def test_millions_of_bytes_of_nothing_are_told_at_once() -> None:
    noise = random.Random(1).randbytes(3_000_000)
    for body in (noise, b"<" * 3_000_000 + noise[:10], b"a" * 3_000_000 + b"\xe9", b"<a lang" * 400_000 + b"\xe9"):
        begun = time.process_time()
        decode(body)
        assert time.process_time() - begun < 30  # what grows too fast takes hours


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
