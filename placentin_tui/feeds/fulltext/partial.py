"""Whether a feed's text is only a part of the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Embed, Listing, Paragraph, Quote
from placentin_tui.prose.plain import to_text
from placentin_tui.prose.walk import every

if TYPE_CHECKING:
    from placentin_tui.models import PreparedArticle
    from placentin_tui.prose.blocks import Blocks

SHORT = 100
"""Words below which a text is taken for a summary."""

_ENDS_CUT = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.|&hellip;)[\s»\"”’'→>]*$")
_GOES_ON = re.compile(
    r"(?:lire (?:la suite|l['’]article|plus)|la suite (?:sur|dans)|suite de l['’]article|en savoir plus|lire en ligne"
    r"|(?:continue|keep) reading|read (?:more|the (?:full|rest|whole)|full|on)|more (?:at|on) \S+$"
    r"|view (?:the )?(?:full )?article)"
    r"[^.\n]{0,120}$",
    re.IGNORECASE,
)
# What WordPress writes under every item, whole or not.
_CREDIT = re.compile(
    r"(?:^|\n)(?:the post|l['’]article|cet article)\b[^\n]*(?:appeared first on|est apparu en premier sur)[^\n]*$",
    re.IGNORECASE,
)


def looks_partial(article: PreparedArticle) -> bool:
    """Whether the feed's text looks like a part: cut, ending in « Lire la suite », or a short summary and no body."""
    if any(file.type.startswith(("audio/", "video/")) for file in article.parsed.enclosures):
        return False
    if is_cut(article.blocks):
        return True
    is_short = article.parsed.only_summary and article.words < SHORT
    return is_short and not any(isinstance(block, Embed) for block in every(article.blocks))


def is_cut(blocks: Blocks) -> bool:
    """Whether a text ends where it says that it goes on."""
    said = [block for block in blocks if isinstance(block, Paragraph | Quote | Listing)]
    end = _CREDIT.sub("", to_text(tuple(said[-3:]))).rstrip()
    return bool(_ENDS_CUT.search(end[-200:]) or _GOES_ON.search(end[-200:]))
