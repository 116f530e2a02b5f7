"""Side notes, which pages show in their margin, as text in parentheses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.prose.html.parse import SKIP, only_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode

    from placentin_tui.prose.html.block_builder import BlockBuilder

_NOTE = re.compile(
    r"(?:side|margin|foot)-?_?note(?:s|-?_?(?:body|content|text|inner))?|ref-?_?(?:body|text|content)"
    r"|(?:inline|aside|tufte)-?_?note|note-?_?(?:body|content)|annotation-?_?(?:body|text|content)",
    re.IGNORECASE,
)


def is_note(names: str | None) -> bool:
    """Whether classes make an inline element a note, and not just its number or toggle."""
    if not names or not ("ote" in names or "ref" in names or "annotation" in names):
        return False
    return any(_NOTE.fullmatch(name) for name in names.split())


def note(page: BlockBuilder, node: LexborNode) -> Callable[[], object] | object | None:
    """Handle a note inside a sentence; `None` when it is not inside one, and so is ordinary text."""
    text_builder = page.flow.text_builder
    if page.verbatim or page.in_note or not text_builder.runs:
        return None
    text = only_text(node)
    said = (node.text() if text is None else text).strip()
    if not any(map(str.isalpha, said)) or said[0] in "([":
        return None
    end = ") " if _goes_on(node) else ")"
    if text is not None:
        page.text(f" ({said}{end}")
        return SKIP
    page.text(" (")
    text_builder.swallow_space()
    page.in_note = True

    def leave() -> None:
        page.in_note = False
        page.text(end)

    return leave


def _goes_on(node: LexborNode) -> bool:
    """Whether a word follows without a space."""
    following = node.next
    text = following.text_content if following is not None and following.tag == "-text" else None
    return bool(text and text[0].isalnum())
