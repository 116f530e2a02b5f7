"""Texts of a feed as HTML, whatever the feed calls them: plain, escaped once too often or by halves, in base64."""

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
"""An element that ends a line: where one stands, the line ends of the source mean nothing."""
_first_tag = re.compile(rf"\s*+<(?:(img|br|hr)|({_BLOCKS}|{_INLINE}))(?:\s[^<>]*+)?>", re.IGNORECASE)
_reference_to = re.compile(
    r"<(?:a|img|iframe)\s[^<>]*?\b(?:href|src)\s*+=\s*+[\"']?(?:https?:|/|mailto:)", re.IGNORECASE
)
_line_ends = re.compile(r"<br\s*+/?>|</p\s*+>", re.IGNORECASE)
FEW_LINE_ENDS = 2
"""Words about HTML name one `<br>` or `</p>`; so many of them are HTML."""

_ESCAPED = rf"/?(?:{_BLOCKS}|{_INLINE})(?=[\s/>&])(?:[^<>&]|&(?!lt;|gt;)){{0,500}}+"
_escaped_tag = re.compile(rf"&lt;{_ESCAPED}(?:&gt;|>)", re.IGNORECASE)
_half_escaped_tag = re.compile(rf"(?:&lt;({_ESCAPED})(?:&gt;|>)|<({_ESCAPED})&gt;)", re.IGNORECASE)
_speaks_of_code = re.compile(r"<(?:code|pre|kbd|samp|tt|xmp)\b", re.IGNORECASE)
_escaped_by_mistake = re.compile(
    rf"(?:\A|>)\s*+(?:&lt;{_ESCAPED}(?:&gt;|>)|<{_ESCAPED}&gt;)"
    r"|&lt;(?:a|img|iframe)\s[^<>&]{0,100}(?:href|src)=(?:[\"']|&quot;)?(?:https?:|/)",
    re.IGNORECASE,
)
"""An escaped tag where an element begins, or one with an address: not a word of a sentence about HTML."""
_escaped_end = re.compile(r"(?:&lt;/\w++(?:&gt;|>)|</\w++&gt;|&lt;(?:img|br|hr)\b)", re.IGNORECASE)

_closed_break = re.compile(r"(<br\b[^<>]*>)</br>", re.IGNORECASE)
_blank_lines = re.compile(r"\n[ \t]*\n\s*")
_line_end = re.compile(r"(?<![ \t])[ \t]++\n[ \t]*+|\n[ \t]*+")
_base64 = re.compile(r"[A-Za-z0-9+/]{20,}+(?:[ \t]*+\r?\n\s*+[A-Za-z0-9+/]++)*+={0,2}")
_white = re.compile(r"\s+")


def as_html(words: str) -> str:
    """Text said to be plain, as HTML: a blank line parts paragraphs, a line end stays one.

    What is plainly HTML all the same is read as that.
    """
    words = words.strip()
    if is_plainly_html(words):
        return mended_html(words)
    return _in_paragraphs(html.escape(words, quote=False))


def mended_html(markup: str) -> str:
    """HTML with its tags as tags, and text without an element that ends lines in its lines and paragraphs."""
    if "</br>" in markup:  # feedparser writes `<br/>` so, which HTML reads as two
        markup = _closed_break.sub(r"\1", markup)
    if "&lt;" in markup or "&gt;" in markup:
        markup = _with_tags(markup)
    if _block.search(markup) or ("\n" not in markup and "\r" not in markup and TAGS.search(markup)):
        return markup
    return _in_paragraphs(markup.strip())


def is_plainly_html(words: str) -> bool:
    """Whether a text is HTML though nobody says so: it begins with an element that has its end, or it holds a link or
    picture with its address, or several ends of lines; a text that speaks of a tag is none.
    """
    if "<" not in words:
        return False
    if first := _first_tag.match(words):
        name = first[2]
        if not name or f"</{name}>".lower() in words.lower():
            return True
    return bool(_reference_to.search(words)) or len(_line_ends.findall(words)) >= FEW_LINE_ENDS


def decoded(words: str) -> str:
    """The text itself, or what it stands for where it is a text in base64."""
    if not _base64.fullmatch(words):
        return words
    try:
        meant = base64.b64decode(_white.sub("", words), validate=True).decode()
    except ValueError:
        return words
    # A long word may be read as base64 too, but hardly as letters with blanks or tags between them.
    return meant if meant.replace("\n", " ").isprintable() and (" " in meant or "<" in meant) else words


def _with_tags(markup: str) -> str:
    """The tags that were escaped, all or some of them, as tags; what an article says of HTML stays as it is."""
    if "<" not in markup:
        return unescaped(markup) if _escaped_tag.search(markup) else markup
    if not _is_half_escaped(markup):
        return markup
    return _half_escaped_tag.sub(lambda tag: f"<{unescaped(tag[1] or tag[2])}>", markup)


def _is_half_escaped(markup: str) -> bool:
    """Whether tags were escaped by mistake beside others that were not."""
    is_mistaken = _escaped_by_mistake.search(markup) and _escaped_end.search(markup)
    return bool(is_mistaken) and not _speaks_of_code.search(markup)


def _in_paragraphs(markup: str) -> str:
    """A text's lines as lines, a blank one between paragraphs."""
    paragraphs = _blank_lines.split(markup.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(f"<p>{_line_end.sub('<br>', each)}</p>" for each in paragraphs if each)
