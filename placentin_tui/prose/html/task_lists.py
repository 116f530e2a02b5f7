"""Check boxes of task lists, as characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.html.parse import SKIP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

    from placentin_tui.prose.html.block_builder import BlockBuilder

TICKED = "☑ "
EMPTY = "☐ "
_STATES = {"true": TICKED, "checked": TICKED, "false": EMPTY, "unchecked": EMPTY, "mixed": EMPTY}
_ATTRIBUTES = ("data-checked", "data-list", "aria-checked", "data-task", "data-task-state")
_AROUND = 3
"""The most elements between an item and its check box."""


def checkbox(page: BlockBuilder, node: LexborNode) -> object:
    """Handle `<input>`: the check box at the beginning of an item; all others are skipped."""
    attributes = node.attributes
    is_box = (attributes.get("type") or "").lower() == "checkbox" and not page.flow.text_builder.runs
    if is_box and not _is_for_the_reader(attributes) and _is_in_item(node):
        page.text(TICKED if "checked" in attributes else EMPTY)
    return SKIP


def _is_for_the_reader(attributes: Mapping[str, str | None]) -> bool:
    """Whether a check box is for the page's readers to tick, as in the ingredients of a recipe."""
    names = attributes.get("class") or ""
    return "toggle" in names or ("id" in attributes and "disabled" not in attributes and "task" not in names)


def of_list(attributes: Mapping[str, str | None]) -> str:
    """The check box that a list gives its items; empty for other lists."""
    if "inline-task-list" in (attributes.get("class") or ""):  # Confluence
        return EMPTY
    return _said(attributes) if "data-checked" in attributes else ""


def of_item(attributes: Mapping[str, str | None], box: str) -> str:
    """The check box of an item: its own, or the list's."""
    if box and "checked" in (attributes.get("class") or "").split():
        return TICKED
    return (_said(attributes) if attributes else "") or box


def _said(attributes: Mapping[str, str | None]) -> str:
    values = (attributes.get(name) for name in _ATTRIBUTES if name in attributes)
    return next((_STATES[value] for value in values if value in _STATES), "")


def _is_in_item(node: LexborNode) -> bool:
    """Whether a node is in a list item, within a few levels."""
    parent = node.parent
    for _step in range(_AROUND):
        if parent is None:
            return False
        if parent.tag == "li":
            return True
        parent = parent.parent
    return False
