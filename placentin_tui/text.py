"""The one gate for foreign text: what passes is safe to print, whoever wrote it.

Terminals obey control characters, and libraries below us hand them on, so nothing foreign is kept, shown or logged that
did not come through here. What never passes: C0 and C1 controls, bidi embeddings, overrides and isolates, invisible
format characters, tag characters, private-use characters, lone surrogates, floods of zero-width characters or of marks
upon one letter. Letters of every script, emoji joined by ZWJ and no-break spaces pass as they are; soft hyphens only
through `printable`, for text that will be set in lines.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from urllib.parse import quote, urljoin, urlsplit

MARKS = 6
"""How many marks may stand on one letter; Tibetan and pointed Hebrew need five."""
LONGEST_URL = 4096

# Zero-width characters with a use of their own (soft hyphen, break, joiners, direction marks): one at a time.
_ZERO_WIDTH = "\u00ad\u061c\u200b-\u200f\u2060"
_DROPPED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls, but for those that part words or lines
    "\u180e\u202a-\u202e\u2061-\u206f\ufeff\ufff9-\ufffc"  # embeddings, overrides, isolates, invisible operators, BOM
    "\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # private use, noncharacters
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # musical format, tags, private planes
)
_SURROGATES = "\ud800-\udfff"
_WIDTHS_OF_SPACE = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000"
_LINE_ENDS = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"

# Where marks live, by rough ranges: only a run of seven from here makes it worth asking which characters are marks.
_MARK_BLOCKS = (
    "\u0300-\u1fff\u20d0-\u20ff\u2cef-\u302f\u3099\u309a\ua66f-\uabff\ufb1e\ufe00-\ufe2f\U00010000-\U00011fff"
    "\U00016a00-\U00016fff\U0001bc00-\U0001e95f"
)
_SUSPECT = rf"[{_DROPPED}{_SURROGATES}]|[{_ZERO_WIDTH}]{{2}}|[{_ZERO_WIDTH}{_MARK_BLOCKS}]{{{MARKS + 1}}}"

# What needs no second look: most of Latin, CJK and Hangul letters, punctuation, the space and the two no-break spaces.
_plain = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u202f-\u205e\u20a0-\u20cf\u2100-\u2cee\u3001-\u3029\u3030-\u3098"
    "\u309b-\ua66e\uac00-\ud7ff\uf900-\ufb1d\ufe30-\ufefe\uff01-\uffee]*+"
)
_plain_block = re.compile(_plain.pattern.replace("[", r"[\n", 1))
_suspect = re.compile(rf"[{_DROPPED}{_SURROGATES}]|[{_ZERO_WIDTH}]{{2}}|[{_ZERO_WIDTH}{_MARK_BLOCKS}]{{{MARKS + 1}}}")
_double_space = re.compile(r"\s\s")
_dropped = re.compile(f"[{_DROPPED}]+")
_surrogates = re.compile(f"[{_SURROGATES}]")
_zero_width_flood = re.compile(f"([{_ZERO_WIDTH}])[{_ZERO_WIDTH}]+")
_spaces = re.compile(r"\s+")
_line_ends = re.compile(f"\r\n|[{_LINE_ENDS}]")
_at_cut = " \t\n\xa0\u202f\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060"

_plain_url = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:[/?#][A-Za-z0-9/?#&=%+,;:@!$*()~._-]*)?")
_ends_of_url = "".join(map(chr, range(0x21))) + "\x7f\xa0"
_sound_url = re.compile(rf"[!-~]{{1,{LONGEST_URL}}}")
_lost_in_url = re.compile(r"[\t\n\r]")
_never_in_url = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def clean(text: str, limit: int = 500) -> str:
    """One line of foreign text made safe: white space is single, soft hyphens go, longer than `limit` ends with `…`."""
    if not _plain.fullmatch(text):
        text = printable(text.replace("\u00ad", ""))
        text = _spaces.sub(_one_space, text).strip()
    elif _double_space.search(text) or text.strip() != text:
        text = _spaces.sub(_one_space, text).strip()
    return _cut(text, limit)


def clean_block(text: str, limit: int) -> str:
    """Foreign text whose lines and spaces are its own (code, a poem) made safe; tabs become spaces."""
    if not _plain_block.fullmatch(text):
        text = printable(_line_ends.sub("\n", text).replace("\u00ad", "").replace("\x1f", " ")).expandtabs(4)
    return _cut(text, limit)


def printable(text: str) -> str:
    """Foreign text without what must never be printed, its white space left to the caller."""
    if _plain_block.fullmatch(text):
        return text
    if not _suspect.search(text):
        return text
    text = _surrogates.sub("\N{REPLACEMENT CHARACTER}", _dropped.sub("", text))
    text = _zero_width_flood.sub(r"\1", text)
    return _mark_flood().sub(r"\1", text)


def safe_url(url: str, base: str = "") -> str:
    """The absolute http, https, mailto or tel address, in ASCII without spaces; empty when it is none of these."""
    if len(url) <= LONGEST_URL and _plain_url.fullmatch(url):
        return url
    url = _lost_in_url.sub("", url.strip(_ends_of_url))
    if not url or _never_in_url.search(url):
        return ""
    try:
        return _in_ascii(urljoin(base, url) if base else url)
    except ValueError:  # a host that cannot be one: `http://[::`, a label too long, a lone surrogate
        return ""


def _in_ascii(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme in ("mailto", "tel"):
        result = f"{parts.scheme}:{quote(url.partition(':')[2], safe=_KEPT)}"
    elif parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:  # a port that is none raises
        result = parts._replace(
            netloc=_host_in_ascii(parts.netloc),
            path=quote(parts.path, safe=_KEPT),
            query=quote(parts.query, safe=_KEPT),
            fragment=quote(parts.fragment, safe=_KEPT),
        ).geturl()
    else:
        return ""
    return result if _sound_url.fullmatch(result) else ""


_KEPT = "%/:?#[]@!$&'()*+,;=~"


def _host_in_ascii(netloc: str) -> str:
    user, at, host = netloc.rpartition("@")
    if not host.isascii():
        host, colon, port = host.partition(":")
        host = host.encode("idna").decode("ascii") + colon + port
    if re.search(r"[\s\"<>\\^`{|}]", host):
        raise ValueError(host)
    return quote(user, safe=_KEPT) + at + host


def _one_space(spaces: re.Match[str]) -> str:
    """One space for white space: a no-break one when there is one, so that « stays with its word."""
    found = spaces.group()
    if "\u202f" in found or "\xa0" in found:
        return "\u202f" if "\u202f" in found else "\xa0"
    return found if found in _WIDTHS_OF_SPACE else " "


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[: max(limit - 1, 0)].rstrip(_at_cut) + "…"


@cache
def _mark_flood() -> re.Pattern[str]:
    """More marks in a row than a letter can carry; made once, when first met (10 ms)."""
    marks = "".join(
        chr(code)
        for first, last in _ranges(_MARK_BLOCKS)
        for code in range(first, last + 1)
        if unicodedata.category(chr(code)) in ("Mn", "Me")
    )
    carried = f"[{_ZERO_WIDTH}{marks}]"
    return re.compile(f"({carried}{{{MARKS}}}){carried}+")


def _ranges(pattern: str) -> list[tuple[int, int]]:
    """The code points a character class names."""
    return [(ord(m[1]), ord(m[2] or m[1])) for m in re.finditer(r"(.)(?:-(.))?", pattern)]
