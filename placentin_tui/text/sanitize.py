"""The sanitizing gate for foreign text: what passes is safe to print.

Terminals obey control characters, and the libraries below us pass them on, so nothing foreign is stored, shown or
logged that did not come through here. What never passes: C0 and C1 controls; bidi embeddings, overrides and isolates
(balanced ones too: a line cut on the screen would leave one open); invisible format characters and fillers; tag
characters (the flags made of them become the plain black one); private-use characters and noncharacters; lone
surrogates; zero-width characters between Latin letters; long runs of them anywhere, or of combining marks on one
letter. Letters of every script with their direction marks, emoji joined by ZWJ and no-break spaces pass as they are;
soft hyphens only through `printable`, for text that will be broken into lines.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from placentin_tui.text.urls import safe_url

__all__ = ["MARKS", "clean", "clean_block", "clean_path", "is_plainly_safe", "printable", "printable_runs", "safe_url"]

MARKS = 6
"""The most combining marks on one letter; Tibetan and pointed Hebrew need five."""

# Zero-width characters with a legitimate use (soft hyphen, break, joiners, direction marks): never two in a row.
_ZERO_WIDTH = "\u00ad\u061c\u200b-\u200f\u2060"
_LAST_OF_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
_DROPPED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls, except those that separate words or lines
    "\u180e\u202a-\u202e\u2061-\u206f\ufeff\ufff9-\ufffc"  # embeddings, overrides, isolates, invisible operators, BOM
    "\u3164\uffa0"  # Hangul fillers, which are invisible
    f"\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff{_LAST_OF_PLANES}"  # private use, noncharacters
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # formats of hieroglyphs, shorthand, music
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # tags, private planes
)
_SURROGATES = "\ud800-\udfff"
_WIDTHS_OF_SPACE = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000"
_PARTS_WORDS = "\x0b\x0c\x1c-\x1f\x85\u2028\u2029"  # white space to Python, control codes or nothing to a terminal

# Rough ranges that contain combining marks: only after a run of seven from here are exact categories looked up.
_MARK_BLOCKS = (
    "\u0300-\u1fff\u20d0-\u20ff\u2cef-\u302f\u3099\u309a\ua66f-\uabff\ud7b0-\ud7ff\ufb1e\ufe00-\ufe2f"
    "\U00010000-\U00011fff\U00013440-\U0001345f\U00016000-\U00016fff\U0001bc00-\U0001e95f"
)
_HANGUL_WITHOUT_WIDTH = frozenset(map(chr, (*range(0x1160, 0x1200), *range(0xD7B0, 0xD800))))
"""Jamo vowels and finals, which are drawn in the cell of the letter before them."""
_JOINING = "[A-Za-z][\u200b-\u200d\u2060]+(?=[A-Za-z])"

# The fast path: most letters (no marks) of Latin, Greek, Cyrillic, Hebrew, Arabic, CJK and Hangul;
# punctuation; the space and the two no-break spaces.
_PLAIN = (
    " -~\xa0-\xac\xae-\u02ff\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u052f"
    "\u05d0-\u05ea\u060c\u061b\u061f-\u064a\u0660-\u066f\u0671-\u06d3\u06f0-\u06ff"
    "\u2010-\u2027\u202f-\u205e\u20a0-\u20cf\u2100-\u27ff\u2801-\u2cee\u3001-\u3029\u3030-\u3098"
    "\u309b-\u3163\u3165-\ua66e\uac00-\ud7af\uf900-\ufb1d\ufe30-\ufefe\uff01-\uff9f\uffa1-\uffee"
)
_plain = re.compile(f"[{_PLAIN}]*+")
_plain_block = re.compile(f"[\n{_PLAIN}]*+")
_plain_source = re.compile(f"[\t\n\r{_PLAIN}]*+")
_suspect = re.compile(
    f"[{_DROPPED}{_SURROGATES}{_PARTS_WORDS}]|[{_ZERO_WIDTH}]{{2}}|{_JOINING}"
    f"|[{_ZERO_WIDTH}{_MARK_BLOCKS}]{{{MARKS + 1}}}"
)
_double_space = re.compile(r"\s\s")
_dropped = re.compile(f"[{_DROPPED}]+")
_surrogates = re.compile(f"[{_SURROGATES}]")
_zero_width_flood = re.compile(f"([{_ZERO_WIDTH}])[{_ZERO_WIDTH}]+")
_joining = re.compile(_JOINING)
_beyond = re.compile("[\U00010000-\U0010ffff]")
_parts_words = re.compile(f"[{_PARTS_WORDS}]")
_spaces = re.compile(r"\s+")
_crlf = re.compile(r"\r\n?")
_at_cut = " \t\n\xa0\u202f\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060"
_blank = _at_cut + "\u2800\u115f\u1160\u034f\ufe0e\ufe0f"


def clean(text: str, limit: int = 500) -> str:
    """One line of foreign text, made safe.

    Runs of white space become one space, soft hyphens are removed, and a text longer than `limit` characters is cut and
    ends with `…`. Text made of invisible characters alone becomes empty.
    """
    if not _plain.fullmatch(text):
        text = printable(text.replace("\u00ad", ""))
        text = _spaces.sub(_one_space, text).strip()
        if not text.strip(_blank):
            return ""
    elif _double_space.search(text) or text.strip() != text:
        text = _spaces.sub(_one_space, text).strip()
    return _cut(text, limit)


def clean_block(text: str, limit: int) -> str:
    """Multi-line foreign text (code, a poem) made safe, its spaces and line ends kept; tabs become spaces.

    Longer than `limit` characters it is cut and ends with `…`.
    """
    if not _plain_block.fullmatch(text):
        text = printable(_crlf.sub("\n", text).replace("\u00ad", "")).expandtabs(4)
    return _cut(text, limit)


def clean_path(path: object) -> str:
    """A file name as it may be shown: each unprintable character becomes `\N{REPLACEMENT CHARACTER}`.

    Names may hold any byte; if one were left out, the result could be the name of another file.
    """
    name = str(path)
    if name.isprintable():
        return name
    return printable("".join(sign if sign.isprintable() or sign in "\xa0\u202f" else "\ufffd" for sign in name))


def is_plainly_safe(text: str) -> bool:
    """Whether `printable` leaves this text, and any text made of its characters in any order, unchanged."""
    return bool(_plain_source.fullmatch(text))


def printable(text: str) -> str:
    """Foreign text without what must never be printed; spaces, tabs and line ends are left to the caller."""
    if _plain_block.fullmatch(text):
        return text
    if not _suspect.search(text):
        return text
    text = _surrogates.sub("\N{REPLACEMENT CHARACTER}", _dropped.sub("", text))
    text = _parts_words.sub(_as_white_space, text)
    text = _zero_width_flood.sub(r"\1", text)
    text = _joining.sub(lambda found: found[0][0], text)
    return _mark_flood(text).sub(r"\1", text)


def printable_runs(runs: list[str]) -> list[str]:
    """Printable texts that will be joined, with runs of zero-width characters or marks limited across their borders."""
    whole = "".join(runs)
    if _plain_block.fullmatch(whole) or not _suspect.search(whole):
        return runs
    floods = [
        slice(found.end(1), found.end())
        for flood in (_zero_width_flood, _mark_flood(whole))
        for found in flood.finditer(whole)
    ]
    if not floods:
        return runs
    kept = bytearray(b"\1") * len(whole)
    for flood in floods:
        kept[flood] = bytes(flood.stop - flood.start)
    made, start = [], 0
    for run in runs:
        made.append("".join(sign for sign, stays in zip(run, kept[start : start + len(run)], strict=True) if stays))
        start += len(run)
    return made


def _as_white_space(found: re.Match[str]) -> str:
    return " " if found[0] == "\x1f" else "\n"


def _one_space(spaces: re.Match[str]) -> str:
    """The single space for a run of white space: a no-break one when the run has one, so that « stays with its word."""
    found = spaces.group()
    if "\u202f" in found or "\xa0" in found:
        return "\u202f" if "\u202f" in found else "\xa0"
    return found if found in _WIDTHS_OF_SPACE else " "


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[: max(limit - 1, 0)].rstrip(_at_cut) + "…"


def _mark_flood(text: str) -> re.Pattern[str]:
    """A pattern for more combining marks in a row than a letter can carry, suited to a text."""
    return _flood_of_marks(beyond=bool(_beyond.search(text)))


@cache
def _flood_of_marks(*, beyond: bool) -> re.Pattern[str]:
    """The pattern, with or without marks beyond U+FFFF, which are slow to match; built when first needed (10 ms)."""
    marks = [
        code
        for first, last in _ranges(_MARK_BLOCKS)
        for code in range(first, last + 1 if beyond else min(last + 1, 0x10000))
        if unicodedata.category(chr(code)) in ("Mn", "Me", "Mc", "Cn") or chr(code) in _HANGUL_WITHOUT_WIDTH
    ]
    carried = f"[{_ZERO_WIDTH}{_as_ranges(marks)}]"
    return re.compile(f"({carried}{{{MARKS}}}){carried}+")


def _as_ranges(codes: list[int]) -> str:
    """Sorted code points as a character class, in ranges: `re` tries those beyond U+FFFF one by one."""
    parts: list[list[int]] = []
    for code in codes:
        if parts and parts[-1][1] == code - 1:
            parts[-1][1] = code
        else:
            parts.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in parts)


def _ranges(pattern: str) -> list[tuple[int, int]]:
    """The first and last code point of each range in a character class."""
    return [(ord(m[1]), ord(m[2] or m[1])) for m in re.finditer(r"(.)(?:-(.))?", pattern)]
