"""Texts of a feed as HTML, whatever the feed declares: plain text, HTML escaped twice or in part, base64."""

from __future__ import annotations

import base64
import html
import re

from placentin_tui.feeds.fields import TAGS, unescaped

_BLOCKS = (
    "address|article|aside|blockquote|br|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|h[1-6]|header|hr"
    "|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_INLINE = "a|abbr|b|code|del|em|font|i|iframe|img|ins|q|s|small|span|strike|strong|sub|sup|u|video|audio|picture"

_block = re.compile(rf"</?(?:{_BLOCKS})(?=[\s/>])", re.IGNORECASE)
"""A block element or `<br>`: with one in the text, line ends of the source are only white space."""
_first_tag = re.compile(rf"\s*+<(?:(img|br|hr)|({_BLOCKS}|{_INLINE}))(?:\s[^<>]*+)?>", re.IGNORECASE)
_reference_to = re.compile(
    r"<(?:a|img|iframe)\s[^<>]*?\b(?:href|src)\s*+=\s*+[\"']?(?:https?:|/|mailto:)", re.IGNORECASE
)
_line_ends = re.compile(r"<br\s*+/?>|</p\s*+>", re.IGNORECASE)
FEW_LINE_ENDS = 2
"""Text about HTML mentions one `<br>` or `</p>`; so many of them are HTML."""

_ESCAPED = rf"/?(?:{_BLOCKS}|{_INLINE})(?=[\s/>&])(?:[^<>&]|&(?!lt;|gt;)){{0,500}}+"
_escaped_tag = re.compile(rf"&lt;{_ESCAPED}(?:&gt;|>)", re.IGNORECASE)
_half_escaped_tag = re.compile(rf"(?:&lt;({_ESCAPED})(?:&gt;|>)|<({_ESCAPED})&gt;)", re.IGNORECASE)
_speaks_of_code = re.compile(r"<(?:code|pre|kbd|samp|tt|xmp)\b", re.IGNORECASE)
_escaped_by_mistake = re.compile(
    rf"(?:\A|>)\s*+(?:&lt;{_ESCAPED}(?:&gt;|>)|<{_ESCAPED}&gt;)"
    r"|&lt;(?:a|img|iframe)\s[^<>&]{0,100}(?:href|src)=(?:[\"']|&quot;)?(?:https?:|/)",
    re.IGNORECASE,
)
"""An escaped tag at the beginning of an element, or one with an address: not part of a sentence about HTML."""
_escaped_end = re.compile(r"(?:&lt;/\w++(?:&gt;|>)|</\w++&gt;|&lt;(?:img|br|hr)\b)", re.IGNORECASE)

_closed_break = re.compile(r"(<br\b[^<>]*>)</br>", re.IGNORECASE)
_blank_lines = re.compile(r"\n[ \t]*\n\s*")
_line_end = re.compile(r"(?<![ \t])[ \t]++\n[ \t]*+|\n[ \t]*+")
_base64 = re.compile(r"[A-Za-z0-9+/]{20,}+(?:[ \t]*+\r?\n\s*+[A-Za-z0-9+/]++)*+={0,2}")
_white = re.compile(r"\s+")


def as_html(words: str) -> str:
    """Text that is declared plain, as HTML: blank lines separate paragraphs, line ends are kept.

    Text that is clearly HTML is treated as HTML.
    """
    words = words.strip()
    if is_plainly_html(words):
        return mended_html(words)
    return _in_paragraphs(html.escape(words, quote=False))


def mended_html(markup: str) -> str:
    """HTML with escaped tags restored; without any block element, its lines and paragraphs are kept."""
    if "</br>" in markup:  # feedparser's form of `<br/>`, which HTML parsers read as two breaks
        markup = _closed_break.sub(r"\1", markup)
    if "&lt;" in markup or "&gt;" in markup:
        markup = _with_tags(markup)
    if _block.search(markup) or ("\n" not in markup and "\r" not in markup and TAGS.search(markup)):
        return markup
    return _in_paragraphs(markup.strip())


def is_plainly_html(words: str) -> bool:
    """Whether a text is HTML though not declared so.

    It is when it begins with an element that is closed, or has a link or picture with an address, or several breaks; a
    text that only mentions a tag is not.
    """
    if "<" not in words:
        return False
    if first := _first_tag.match(words):
        name = first[2]
        if not name or f"</{name}>".lower() in words.lower():
            return True
    return bool(_reference_to.search(words)) or len(_line_ends.findall(words)) >= FEW_LINE_ENDS


def decoded(words: str) -> str:
    """The text, decoded when it is base64 of a text."""
    if not _base64.fullmatch(words):
        return words
    try:
        meant = base64.b64decode(_white.sub("", words), validate=True).decode()
    except ValueError:
        return words
    # A long word may be valid base64 too, but hardly of printable text with blanks or tags.
    return meant if meant.replace("\n", " ").isprintable() and (" " in meant or "<" in meant) else words


def _with_tags(markup: str) -> str:
    """The markup with tags restored that were escaped, all or in part; what an article says about HTML stays."""
    if "<" not in markup:
        return unescaped(markup) if _escaped_tag.search(markup) else markup
    if not _is_half_escaped(markup):
        return markup
    return _half_escaped_tag.sub(lambda tag: f"<{unescaped(tag[1] or tag[2])}>", markup)


def _is_half_escaped(markup: str) -> bool:
    """Whether some tags were escaped by mistake and others not."""
    is_mistaken = _escaped_by_mistake.search(markup) and _escaped_end.search(markup)
    return bool(is_mistaken) and not _speaks_of_code.search(markup)


def _in_paragraphs(markup: str) -> str:
    """The text's lines separated by `<br>`, and its paragraphs as `<p>`."""
    paragraphs = _blank_lines.split(markup.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(f"<p>{_line_end.sub('<br>', each)}</p>" for each in paragraphs if each)
