"""Detects whether a feed's text is only a part of the article."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Embed, Listing, Paragraph, Quote
from placentin_tui.prose.plain import to_text, words
from placentin_tui.prose.walk import every

if TYPE_CHECKING:
    from placentin_tui.models import PreparedArticle
    from placentin_tui.prose.blocks import Blocks

SHORT = 100
"""Words below which a text counts as a summary."""

_ENDS_CUT = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.|&hellip;)[\s»\"”’'→>]*$")
_GOES_ON = re.compile(
    r"(?:lire (?:la suite|l['’]article|plus)|la suite (?:sur|dans)|suite de l['’]article|en savoir plus|lire en ligne"
    r"|(?:continue|keep) reading|read (?:more|the (?:full|rest|whole)|full|on)|view (?:the )?(?:full )?article)"
    r"[^.\n]{0,120}$",
    re.IGNORECASE,
)
_GOES_ON_AT = re.compile(r"more (?:at|on) \S+$", re.IGNORECASE)
# What WordPress appends to every item, complete or not.
_CREDIT = re.compile(
    r"(?:the post|l['’]article|cet article)\b.*(?:appeared first on|est apparu en premier sur)", re.IGNORECASE
)
_SAID = (Paragraph, Quote, Listing)


def looks_partial(article: PreparedArticle) -> bool:
    """Whether the feed's text looks incomplete: cut, ending in « Lire la suite », or a short summary without a body."""
    from placentin_tui.feeds.prepare import links_to_picture  # imports parsers: the courier process avoids it

    if any(file.type.startswith(("audio/", "video/")) for file in article.parsed.enclosures):
        return False
    if links_to_picture(article.parsed):
        return False
    if is_cut(article.blocks):
        return True
    is_short = article.parsed.only_summary and article.words < SHORT
    return is_short and not any(isinstance(block, Embed) for block in every(article.blocks))


def is_cut(blocks: Blocks) -> bool:
    """Whether a text ends by saying that it continues."""
    said = islice((block for block in reversed(blocks) if isinstance(block, _SAID)), 3)
    text = to_text(tuple(said)[::-1])
    last_line = text.rfind("\n") + 1
    if _CREDIT.match(text, last_line):
        text = text[:last_line]
    end = text.rstrip()[-200:]
    last_sentence = end[max(end.rfind("."), end.rfind("\n")) + 1 :]
    return bool(_ENDS_CUT.search(end) or _GOES_ON.search(last_sentence) or _GOES_ON_AT.search(end))


def is_whole(feed: Blocks) -> bool:
    """Whether a feed's text is complete: long enough, and not cut."""
    return words(feed) >= SHORT and not is_cut(feed)
