"""Notes set beside a sentence: in brackets, where the page would put them into its margin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.prose.html.parse import SKIP, only_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode

    from placentin_tui.prose.html.page import Page

_NOTE = re.compile(
    r"(?:side|margin|foot)-?_?note(?:s|-?_?(?:body|content|text|inner))?|ref-?_?(?:body|text|content)"
    r"|(?:inline|aside|tufte)-?_?note|note-?_?(?:body|content)|annotation-?_?(?:body|text|content)",
    re.IGNORECASE,
)


def is_note(names: frozenset[str]) -> bool:
    """Whether classes make an element within a sentence a note; not what only holds its number or opens it."""
    return any(_NOTE.fullmatch(name) for name in names)


def note(page: Page, node: LexborNode) -> Callable[[], object] | object | None:
    """A note within a sentence; one that stands alone is a text like any other."""
    writing = page.flow.writing
    text = only_text(node)
    said = (node.text() if text is None else text).strip()
    if page.verbatim or not writing.runs or not any(map(str.isalpha, said)) or said[0] in "([":
        return None
    page.text(" (" if text is None else f" ({said}")
    end = ") " if _goes_on(node) else ")"
    if text is not None:
        page.text(end)
        return SKIP
    writing.swallow_space()
    return lambda: page.text(end)


def _goes_on(node: LexborNode) -> bool:
    """Whether a word follows without a space."""
    following = node.next
    text = following.text_content if following is not None and following.tag == "-text" else None
    return bool(text and text[0].isalnum())
