"""Encodings of the web: names that papers use, vendors' extensions, and detection of undeclared ones."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Encodings used on the web in which ASCII is ASCII; Python has others (`punycode`, `unicode_escape`) that are not.
_of_the_web = re.compile(
    r"ascii|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|gb\w+|hz|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+|tis-620"
)
_vendor = re.compile(r"(?:x-)*(?:(?:windows|win|dos|ibm|cp)[-_]?(?=\d))?")
_ALIASES = {
    "31j": "cp932", "koi8": "koi8_r", "koi8-ru": "koi8_u", "gb_2312-80": "gb2312", "cn-big5": "big5",
    "iso-8859-8-i": "iso8859-8", "iso-ir-149": "euc_kr",
}  # fmt: skip
"""Names used on the web that Python does not know."""
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030",
}  # fmt: skip
"""The encoding meant by a declared one: a superset, with letters in place of useless control codes."""
WIDER = {"shift_jis": "cp932", "euc_jp": "euc_jis_2004", "euc_kr": "cp949", "big5": "big5hkscs"}
"""What to try when these fail: vendors' extensions, with a few characters elsewhere."""

# The legacy encodings of each language, the likeliest first.
_CYRILLIC, _WESTERN, _CENTRAL = ("cp1251", "koi8_r", "iso8859-5", "cp866"), ("cp1252",), ("cp1250", "iso8859-2")
_BY_LANGUAGE = (
    dict.fromkeys(("ca", "da", "de", "es", "eu", "fi", "fr", "gl", "is", "it", "nb", "nl", "no", "pt", "sv"), _WESTERN)
    | dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl"), _CENTRAL)
    | dict.fromkeys(("be", "bg", "kk", "mk", "ru", "sr"), _CYRILLIC)
    | dict.fromkeys(("et", "lt", "lv"), ("cp1257",))
    | {
        "ar": ("cp1256", "iso8859-6"), "el": ("cp1253",), "fa": ("cp1256",), "he": ("cp1255",), "iw": ("cp1255",),
        "ja": ("cp932", "euc_jis_2004"), "ko": ("cp949",), "th": ("cp874",), "tr": ("cp1254",),
        "uk": ("cp1251", "koi8_u", "iso8859-5"), "vi": ("cp1258",), "zh": ("gb18030", "big5hkscs"),
    }
)  # fmt: skip
_ALL = sorted({each for those in _BY_LANGUAGE.values() for each in those})
_OTHER_SCRIPTS = (*_CYRILLIC, "koi8_u", "cp1253", "cp1255", "cp1256", "iso8859-6", "cp874")
"""Encodings of one byte a letter whose letters beyond ASCII are not Latin: no word has both."""
_WITH_LATIN = [each for each in _ALL if each not in _OTHER_SCRIPTS]
MIXED = 0.5
"""The share of words with letters beyond ASCII that have ASCII letters too, from which on the script is Latin."""

SURE = 0.3
"""The least confidence of a detection that contradicts the document's language."""
HARDLY = 0.1
"""The least confidence when no language is declared; a few repeated letters can be anything."""
LONGEST_SAMPLE = 50_000
"""Bytes used for detection; more do not improve it."""

BEFORE = 200
"""Bytes of context before the first letter beyond ASCII."""

_beyond_ascii = re.compile(rb"[\x80-\xff]")
_tags = re.compile(rb"<[^<>]*+>?+")
_words = re.compile(rb"[A-Za-z\x80-\xff]{2,}+")
"""Words, but those of one letter, as « à »."""
_ascii_letter = re.compile(rb"[A-Za-z]")
_language = re.compile(
    rb"<(?:\w{1,20}:)?language\s*+>\s*+([A-Za-z]{2,3})\b|<[^<>]{1,500}?\blang\s*+=\s*+[\"']?([A-Za-z]{2,3})\b"
)


def charset(name: str) -> str:
    """Python's name of a declared encoding; empty when it is unknown, or not used on the web."""
    name = name.lower()
    for each in (name, vendor := _vendor.sub("", name, count=1), f"cp{vendor}"):
        try:
            known = codecs.lookup(_ALIASES.get(each, each)).name
        except LookupError:
            continue
        return _MEANT.get(known, known) if _of_the_web.fullmatch(known) else ""
    return ""


def detected(body: bytes) -> str:
    """The encoding of a document that is not UTF-8 and declares none; empty when it cannot be told."""
    sample = _sample(body)
    named = _language.search(body, 0, LONGEST_SAMPLE)
    likely = _BY_LANGUAGE.get((named[1] or named[2]).decode().lower(), ()) if named else ()
    found, certainty = _guess(sample, _WITH_LATIN if _is_mixed(sample) else _ALL)
    if likely and found not in likely and certainty < SURE:
        return _guess(sample, likely)[0]
    return found if likely or certainty >= HARDLY else ""


def _sample(body: bytes) -> bytes:
    """The text of a document without tags, from the first letters beyond ASCII on."""
    first = _beyond_ascii.search(body)
    start = max(0, first.start() - BEFORE) if first else 0
    piece = body[start : start + LONGEST_SAMPLE]
    words = _tags.sub(b"\n", piece)
    return piece if words.isascii() else words


def _is_mixed(sample: bytes) -> bool:
    """Whether most words with letters beyond ASCII have ASCII letters too: « été » is no Russian."""
    words = [word for word in _words.findall(sample) if not word.isascii()]
    return sum(bool(_ascii_letter.search(word)) for word in words) >= MIXED * len(words)


def _guess(sample: bytes, among: Sequence[str]) -> tuple[str, float]:
    """The likeliest encoding and its confidence, from 0 to 1."""
    from chardet import detect  # 65 ms; few papers leave this open

    said = detect(sample, include_encodings=among, no_match_encoding=among[0], compat_names=False)
    return charset(said["encoding"] or among[0]), said["confidence"]
