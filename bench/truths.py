"""Pages with what is known to be true of them, from a folder in one of three layouts.

- `NAME.html` with `NAME.json` beside it: an object with any of `url` (the page's address), `with` (texts that are the
  article's), `without` (texts that are not), `expected` (name of a file with the article's HTML), `title`, `byline`;
- a folder a page: `source.html`, `expected.html` (the article's HTML), `expected-metadata.json` (`title`, `byline`);
- any other `*.json`: an object of such objects by the pages' addresses, each with a `file`, which is found by its name
  anywhere in the folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ADDRESS = "http://fakehost/test/page.html"
"""Where a page is said to be whose address nobody gives."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and what is true of it; empty where nobody says."""

    name: str
    file: Path
    url: str
    texts: tuple[str, ...] = ()
    """Texts of its article."""
    others: tuple[str, ...] = ()
    """Texts of the page that are not its article's."""
    html: str = ""
    """The article's own HTML."""
    title: str = ""
    byline: str = ""

    @property
    def is_held_out(self) -> bool:
        """Whether it is one of the third nobody looks at while writing rules."""
        return int(hashlib.md5(self.name.encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0


def pages_of(folder: Path) -> Iterator[Page]:
    """Every page of a folder of which something is known."""
    for source in sorted(folder.rglob("source.html")):
        said = _object(source.with_name("expected-metadata.json"))
        yield _page(source.parent.name, source, said | {"expected": "expected.html"})
    by_name = {file.name: file for file in folder.rglob("*.html")}
    for file in sorted(folder.rglob("*.json")):
        if file.name == "expected-metadata.json":
            continue
        if (page := file.with_suffix(".html")).exists():
            yield _page(file.stem, page, _object(file))
            continue
        for url, said in _object(file).items():
            if isinstance(said, dict) and (found := by_name.get(str(said.get("file")))):
                yield _page(found.name, found, said | {"url": url})


def _page(name: str, file: Path, said: dict[str, Any]) -> Page:
    expected = file.with_name(str(said["expected"])) if said.get("expected") else None
    return Page(
        name,
        file,
        str(said.get("url") or ADDRESS),
        tuple(said.get("with") or ()),
        tuple(said.get("without") or ()),
        expected.read_text(encoding="utf-8") if expected and expected.exists() else "",
        _text(said.get("title")),
        _text(said.get("byline")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _object(file: Path) -> dict[str, Any]:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
