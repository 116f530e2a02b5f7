"""White space preserved by CSS (`white-space: pre`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WHITE_SPACE = re.compile(r"(?:^|;)\s*+white-space(?:-collapse)?\s*+:\s*+([a-z-]++)", re.IGNORECASE)
_KINDS = {
    "pre": "pre", "pre-wrap": "pre", "break-spaces": "pre", "preserve": "pre", "-moz-pre-wrap": "pre",
    "pre-line": "pre-line", "preserve-breaks": "pre-line", "normal": "", "nowrap": "", "collapse": "", "initial": "",
}  # fmt: skip
_INDENT = re.compile(r"[ \t]++(?=\S)")


def spacing(attributes: Mapping[str, str | None]) -> str | None:
    """What an element's style preserves of white space: `pre`, `pre-line` or nothing; `None` when not set."""
    style = attributes.get("style")
    found = _WHITE_SPACE.search(style) if style else None
    return _KINDS.get(found[1].lower()) if found else None


def lines_of(text: str, *, spaces: bool) -> Iterator[tuple[bool, str]]:
    """The lines of a text, each with whether it is the first; `spaces`: keep their indents."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at, line in enumerate(lines):
        indent = _INDENT.match(line) if spaces and at else None
        wide = "\N{NO-BREAK SPACE}" * len(indent[0].expandtabs(4)) if indent else ""
        yield at == 0, wide + line[indent.end() :] if indent else line
