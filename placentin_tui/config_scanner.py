"""Finds where a setting stands in a configuration file, for the errors that name the line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from placentin_tui.errors import ConfigError
from placentin_tui.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

_NAME = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_PATH = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = rf"\s*\[\[?\s*({_PATH})\s*\]"
_SETTING = rf"\s*({_PATH})\s*="


class Scanner:
    """Finds the line number of a setting in the source text, which `tomllib` does not report."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()

    def refuse(self, names: tuple[str, ...], sentence: str) -> NoReturn:
        """Raise `ConfigError` at the line of the setting with the path `names`."""
        refuse(self._path, self.line(names), sentence)

    def line(self, names: tuple[str, ...]) -> int:
        """The 1-based line that sets `names`, else that of the nearest table around it, else 1."""
        places: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        for number, line in enumerate(self._lines, 1):
            if header := re.match(_HEADER, line):
                table = _split(header[1])
                places.setdefault(table, number)
            elif setting := re.match(_SETTING, line):
                places.setdefault(table + _split(setting[1]), number)
        for length in range(len(names), 0, -1):
            if names[:length] in places:
                return places[names[:length]]
            # A table may be named only as part of a longer name: `[network.x]`, `network.timeout = 3`.
            inside = [number for place, number in places.items() if place[:length] == names[:length]]
            if inside:
                return min(inside)
        return 1


def _split(path: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, path))


def refuse(path: Path, line: int, sentence: str) -> NoReturn:
    """Raise `ConfigError` for a line of a file."""
    raise ConfigError(_("{file}, line {line}: {what}").format(file=path, line=line, what=sentence))
