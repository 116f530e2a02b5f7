"""Boxes to tick: what is done and what is not, in a list of tasks."""

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
"""Elements that may stand between an item and the box in it."""


def checkbox(page: BlockBuilder, node: LexborNode) -> object:
    """`<input>`: the box an item begins with; any other is for a form."""
    attributes = node.attributes
    is_box = (attributes.get("type") or "").lower() == "checkbox" and not page.flow.writing.runs
    if is_box and not _is_for_the_reader(attributes) and _is_in_item(node):
        page.text(TICKED if "checked" in attributes else EMPTY)
    return SKIP


def _is_for_the_reader(attributes: Mapping[str, str | None]) -> bool:
    """Whether the page's readers tick a box themselves, by a label that names it: the ingredients of a recipe."""
    names = attributes.get("class") or ""
    return "toggle" in names or ("id" in attributes and "disabled" not in attributes and "task" not in names)


def of_list(attributes: Mapping[str, str | None]) -> str:
    """The box that a list gives each of its items; one that each item fills is the empty one."""
    if "inline-task-list" in (attributes.get("class") or ""):  # Confluence
        return EMPTY
    return _said(attributes) if "data-checked" in attributes else ""


def of_item(attributes: Mapping[str, str | None], box: str) -> str:
    """The box of an item: its own, or the one its list gives it."""
    if box and "checked" in (attributes.get("class") or "").split():
        return TICKED
    return (_said(attributes) if attributes else "") or box


def _said(attributes: Mapping[str, str | None]) -> str:
    values = (attributes.get(name) for name in _ATTRIBUTES if name in attributes)
    return next((_STATES[value] for value in values if value in _STATES), "")


def _is_in_item(node: LexborNode) -> bool:
    parent = node.parent
    for _step in range(_AROUND):
        if parent is None:
            return False
        if parent.tag == "li":
            return True
        parent = parent.parent
    return False
