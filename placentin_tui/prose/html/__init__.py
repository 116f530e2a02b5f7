"""HTML to blocks: the one place where foreign HTML becomes something that may be kept and shown.

Nothing is lost that a reader could see, and nothing comes through that was not asked for: every text passes the gate
(`text.printable` or `text.clean`), every address `text.safe_url`, and elements are known or transparent.

    ends, shortcodes   what is mended in the HTML before it is parsed
    parse        pieces of HTML → a walk over nodes
    elements     a node → what it means to the page        (containers, code, lists, media …: the longer answers)
    characters   whether its texts must be looked at one by one
    page         containers and the paragraph in hand      (writing: text → spans)
    figures, tables, pictures, embeds, links               what closed containers and addresses come to
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Paragraph
from placentin_tui.prose.html.block_builder import BlockBuilder
from placentin_tui.prose.html.elements import enter, enter_spaced
from placentin_tui.prose.html.ends import with_ends
from placentin_tui.prose.html.links import Links
from placentin_tui.prose.html.parse import LONGEST_PIECE, walk
from placentin_tui.prose.html.safe_characters import need_no_look
from placentin_tui.prose.html.shortcodes import without_shortcodes
from placentin_tui.prose.html.text_builder import PLAIN, Writing
from placentin_tui.prose.walk import every_figure

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Blocks, Picture

_ONE_PARAGRAPH = re.compile(r"<p>([^<&\[]*+)</p>")
"""What most summaries are: there is nothing to parse in it."""
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")


def to_blocks(html: str, base: str = "") -> Blocks:
    """The blocks of a piece of HTML, its links relative to `base`; text without any tag keeps its paragraphs."""
    if "<" not in html:
        html = _BLANK_LINES.sub("<p>", html.replace("\r\n", "\n"))
    looks = not need_no_look(html)
    if not looks and len(html) <= LONGEST_PIECE and (only := _ONE_PARAGRAPH.fullmatch(html)):
        spans = Writing(looks=False).line(only[1], PLAIN)
        return (Paragraph(spans),) if spans else ()
    html = without_shortcodes(with_ends(html))
    page = BlockBuilder(Links(html, base), base, looks=looks)
    walk(html, page.text, partial(enter_spaced if "white-space" in html or "WHITE-SPACE" in html else enter, page))
    page.end_paragraph()
    return tuple(page.flow.blocks)


def pictures(blocks: Blocks) -> tuple[Picture, ...]:
    """Every picture of the blocks once, in their order."""
    return tuple(dict.fromkeys(figure.picture for figure in every_figure(blocks)))
