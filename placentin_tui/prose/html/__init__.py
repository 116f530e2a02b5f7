"""HTML to blocks: the one place where foreign HTML becomes something that may be stored and shown.

Nothing visible is lost, and nothing unknown passes: every text passes the sanitizing gate (`sanitize.printable` or
`sanitize.clean`), every address `safe_url`, and elements without a handler are transparent.

    ends, shortcodes   repairs of the HTML before it is parsed
    safe_characters    whether its texts need sanitizing one by one
    parse              pieces of HTML → a DOM walk
    elements           a handler per element               (containers, code, lists, media, math, notes: longer ones)
    block_builder      open containers and their blocks    (text_builder: text → spans)
    figures, tables, task_lists                            closed containers → blocks
    pictures, candidates, srcset, media_queries            an `<img>` → its picture
    placeholders, trackers, emoji                          pictures that are none
    embeds, lazy_embeds                                    frames and players → links
    links, spacing, visibility                             what attributes say
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Paragraph
from placentin_tui.prose.html.block_builder import BlockBuilder
from placentin_tui.prose.html.close_elements import with_ends
from placentin_tui.prose.html.elements import enter, enter_spaced
from placentin_tui.prose.html.links import Links
from placentin_tui.prose.html.parse import LONGEST_PIECE, walk
from placentin_tui.prose.html.safe_characters import is_safe_markup
from placentin_tui.prose.html.shortcodes import without_shortcodes
from placentin_tui.prose.html.text_builder import PLAIN, TextBuilder
from placentin_tui.prose.walk import every_figure

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Blocks, Picture

_ONE_PARAGRAPH = re.compile(r"<p>([^<&\[]*+)</p>")
"""A single paragraph of text, as most summaries are, which needs no parser."""
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")


def to_blocks(html: str, base: str = "") -> Blocks:
    """The blocks of a piece of HTML; `base` is the base URL of its links. Text without tags keeps its paragraphs."""
    if "<" not in html:
        html = _BLANK_LINES.sub("<p>", html.replace("\r\n", "\n"))
    sanitizes = not is_safe_markup(html)
    if not sanitizes and len(html) <= LONGEST_PIECE and (only := _ONE_PARAGRAPH.fullmatch(html)):
        spans = TextBuilder(sanitizes=False).line(only[1], PLAIN)
        return (Paragraph(spans),) if spans else ()
    html = without_shortcodes(with_ends(html))
    page = BlockBuilder(Links(html, base), base, sanitizes=sanitizes)
    walk(html, page.text, partial(enter_spaced if "white-space" in html or "WHITE-SPACE" in html else enter, page))
    page.end_paragraph()
    return tuple(page.flow.blocks)


def pictures(blocks: Blocks) -> tuple[Picture, ...]:
    """Every picture of the blocks once, in order."""
    return tuple(dict.fromkeys(figure.picture for figure in every_figure(blocks)))
