"""Foreign URLs: which may be stored and opened, and how they are shown.

An address that passes `safe_url` is absolute, ASCII, of an accepted scheme (`http`, `https`, `mailto`, `tel`), names
its host the way it will be connected to (no disguised numbers, no look-alike letters) and carries no password. It can
never be an option of a program, for it begins with its scheme.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urljoin, urlsplit

from placentin_tui.text.numbers import whole_number

LONGEST_URL = 4096
_LONGEST_WRITTEN = 4 * LONGEST_URL
"""Characters of an address as it is written, with line ends, `../` and blanks."""

# The last label of a plain host begins with a letter: a number may be a disguised IP address.
_plain_url = re.compile(
    r"https?://(?:[A-Za-z0-9-]+\.)*[A-Za-z][A-Za-z0-9-]*(?::\d+)?(?:[/?#][A-Za-z0-9/?#&=%+,;:@!$*()~._-]*)?"
)
_ends_of_url = "".join(map(chr, range(0x21))) + "\x7f\xa0"
_sound_url = re.compile(rf"[!-~]{{1,{LONGEST_URL}}}")
_lost_in_url = re.compile(r"[\t\n\r]")
_never_in_url = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_never_in_host = re.compile(r"[\s\"<>\\^`{|}%]")
_number = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
_address_in_words = re.compile(r"(?:https?://(?:www\.)?|\bwww\.)([^\s/?#:]+)", re.IGNORECASE)
_line_end = re.compile(r"%0[ad]", re.IGNORECASE)

_KEPT = "%/:?#[]@!$&'()*+,;=~"
_MAIL_FIELDS = ("to", "cc", "subject", "body")
"""The fields a `mailto:` address may set; some mail programs also obey `attach`, with any file of the person's."""


def safe_url(url: str, base: str = "", *, keep_user: bool = False) -> str:
    """The absolute http, https, mailto or tel address, in ASCII without spaces; empty when it is none of these.

    `keep_user`: a name and password before the host stay, for they are the person's own.
    """
    if len(url) <= LONGEST_URL and _plain_url.fullmatch(url):
        return url
    if len(url) > _LONGEST_WRITTEN:
        return ""
    url = _lost_in_url.sub("", url.strip(_ends_of_url))
    if not url or _never_in_url.search(url):
        return ""
    try:
        return _in_ascii(urljoin(base, url) if base else url, keep_user=keep_user)
    except ValueError:  # an invalid host: `http://[::`, a label too long, a lone surrogate
        return ""


def shown_url(url: str) -> str:
    """A safe address for display: its host decoded from Punycode, where its letters cannot pass for others."""
    if "xn--" not in url.lower():
        return url
    parts = urlsplit(url)
    host = parts.hostname or ""
    return url.replace(host, ".".join(_labels(host)), 1) if host and host in url else url


def host_shown(url: str) -> str:
    """The host of a safe address for display, without `www.`."""
    return (urlsplit(shown_url(url)).hostname or "").removeprefix("www.")


def opens(url: str) -> str:
    """The address when a program may be given it to open (web or mail); empty for any other."""
    safe = safe_url(url)
    return safe if safe.startswith(("http://", "https://", "mailto:")) else ""


def is_deceptive(words: str, url: str) -> bool:
    """Whether a link's text is the address of another host than the one it leads to."""
    named = _address_in_words.search(words)
    if not named or not url.startswith("http"):
        return False
    said = urlsplit(safe_url(f"https://{named[1]}/")).hostname or ""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return not (host == said or host.endswith(f".{said}") or said.endswith(f".{host}"))


# ── what may be kept ─────────────────────────────────────────────────────────────────────────────────────────────────


def _in_ascii(url: str, *, keep_user: bool) -> str:
    """The address encoded as ASCII, empty when its scheme is not accepted; raises `ValueError` for an invalid host."""
    parts = urlsplit(url)
    if parts.scheme == "mailto":
        result = _mailto(url.partition(":")[2])
    elif parts.scheme == "tel":
        result = f"tel:{quote(url.partition(':')[2], safe=_KEPT)}"
    elif parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:  # invalid ports raise
        result = parts._replace(
            netloc=_host_in_ascii(parts.netloc, keep_user=keep_user),
            path=quote(parts.path, safe=_KEPT),
            query=quote(parts.query, safe=_KEPT),
            fragment=quote(parts.fragment, safe=_KEPT),
        ).geturl()
    else:
        return ""
    return result if _sound_url.fullmatch(result) else ""


def _mailto(address: str) -> str:
    """A `mailto:` address with only the accepted fields (RFC 6068); only the body may have line ends."""
    whom, _mark, query = quote(address, safe=_KEPT).partition("?")
    fields = [pair.partition("=") for pair in query.partition("#")[0].split("&")]
    kept = [
        f"{name}={value if name.lower() == 'body' else _line_end.sub('', value)}"
        for name, _equals, value in fields
        if name.lower() in _MAIL_FIELDS
    ]
    return f"mailto:{_line_end.sub('', whom)}{'?' if kept else ''}{'&'.join(kept)}"


def _host_in_ascii(netloc: str, *, keep_user: bool) -> str:
    """The network location with its host in Punycode; raises `ValueError` (`UnicodeError` from IDNA) when invalid."""
    user, at, host = netloc.rpartition("@")
    if not host.startswith("["):
        host, colon, port = host.partition(":")
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
        host = _dotted(host) + colon + port
    if _never_in_host.search(host):
        raise ValueError(host)
    return (quote(user, safe=_KEPT) + at if keep_user else "") + host


def _dotted(host: str) -> str:
    """A host that is a number (`2130706433`, `0x7f.1`, `0177.0.0.1`) as the IPv4 address browsers make of it:
    127.0.0.1.
    """
    labels = host.removesuffix(".").split(".")
    if not _number.fullmatch(labels[-1]):
        return host
    *first, last = map(_value, labels)
    if len(first) > 3 or any(number > 255 for number in first) or last >= 256 ** (4 - len(first)):
        raise ValueError(host)
    whole = last + sum(number << 8 * (3 - place) for place, number in enumerate(first))
    return ".".join(str(whole >> shift & 255) for shift in (24, 16, 8, 0))


def _value(label: str) -> int:
    """The value of one label of a numeric host, in hexadecimal, octal or decimal digits."""
    if not _number.fullmatch(label) or len(label) > 20:
        raise ValueError(label)
    if label[:2].lower() == "0x":
        number = whole_number(label[2:] or "0", base=16)
    else:
        number = whole_number(label, base=8 if label[0] == "0" else 10)
    if number is None:
        raise ValueError(label)
    return number


# ── what a person is shown ───────────────────────────────────────────────────────────────────────────────────────────

_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})
"""Scripts that Japanese mixes in one name."""


def _labels(host: str) -> list[str]:
    """The labels of a host for display, each decoded where it cannot be mistaken for another."""
    labels = host.split(".")
    # A label entirely in another script is accepted only under a top-level domain of the same script: `аррӏе.com`, all
    # Cyrillic, looks like another name.
    own = _scripts(_decoded(labels[-1]))
    return [letters if _is_honest(letters := _decoded(label), own) else label for label in labels]


def _decoded(label: str) -> str:
    """A label decoded from Punycode, itself when it is no valid IDNA label."""
    try:
        letters = label.encode("ascii").decode("idna")
        return letters if letters.encode("idna").decode("ascii").lower() == label.lower() else label
    except UnicodeError:
        return label


def _is_honest(label: str, own: frozenset[str]) -> bool:
    """Whether a decoded label cannot be mistaken for one in another script."""
    scripts = _scripts(label)
    if not label.isprintable() or any(unicodedata.category(sign)[0] == "M" for sign in label):
        return False
    if scripts == {"LATIN"}:  # the accents of Europe; beyond them there are letters that look like an `l` or an `i`
        return all(sign < "\u0180" and sign not in "ıĸŀſ" for sign in label)
    return bool(scripts) and (scripts == own or (scripts <= _ASIAN and "CJK" in scripts))


def _scripts(label: str) -> frozenset[str]:
    """The names of the scripts of a label's letters."""
    return frozenset(
        unicodedata.name(sign, "UNKNOWN").partition(" ")[0] for sign in label if not sign.isdecimal() and sign != "-"
    )
