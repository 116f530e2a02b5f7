"""MathML formulas as a line of text: `a/b`, `√(…)`, and exponents as superscripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Mark

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from placentin_tui.prose.html.block_builder import BlockBuilder
    from placentin_tui.prose.html.parse import Leave

PARTS = frozenset(
    ("mrow", "mi", "mn", "mo", "mtext", "ms", "msqrt", "mroot", "mfrac", "msup", "msub", "msubsup", "mstyle")
)
_RAISED = {"msup": (0, Mark.SUP), "msub": (0, Mark.SUB), "msubsup": (0, Mark.SUB, Mark.SUP)}


def part(page: BlockBuilder, node: LexborNode) -> Leave | None:
    """Handle an element of MathML."""
    above = (node.parent.tag or "") if node.parent is not None else ""
    place = _place(node) if above in ("mfrac", *_RAISED) else 0
    marks = _RAISED[above][min(place, len(_RAISED[above]) - 1)] if above in _RAISED else 0
    if above == "mfrac" and place:
        page.text("/")
    opening, closing = _brackets(node, above)
    page.text(opening)
    before = page.style
    page.style = before._replace(marks=before.marks | marks)

    def leave() -> None:
        page.style = before
        page.text(closing)

    return leave


def _brackets(node: LexborNode, above: str) -> tuple[str, str]:
    """The text before and after a part, which keeps it together on one line."""
    if node.tag in ("msqrt", "mroot"):
        return "√(", ")"
    return ("(", ")") if node.tag == "mrow" and above == "mfrac" else ("", "")


def _place(node: LexborNode) -> int:
    """The number of elements before this one, up to the count that matters."""
    place = 0
    before = node.prev
    while before is not None and place < len(_RAISED):
        place += before.is_element_node
        before = before.prev
    return place
