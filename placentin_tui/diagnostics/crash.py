"""Writes crash reports that a person can send, without anything of what they read.

A report holds versions, the kind of terminal, and the traceback without source lines; no error message, no value and no
path of the machine, since any of these may quote a title, an address or a name.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import traceback
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from placentin_tui import __version__, paths
from placentin_tui.i18n import _
from placentin_tui.text.sanitize import clean_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from traceback import FrameSummary

    from placentin_tui.models import Timestamp

KEPT = 5
"""Reports kept; older ones are deleted."""
DEEPEST = 60
"""Frames of the traceback that are written, the last ones: an endless recursion has thousands."""
_MOST_ERRORS = 8
"""Errors of a chain that are written."""
_ENVIRONMENT = ("TERM", "TERM_PROGRAM", "COLORTERM", "LC_ALL", "LANG")
_KNOWN = ("placentin_tui", "site-packages")


def write(error: BaseException, folder: Path, now: Timestamp) -> Path | None:
    """Write the report to a file only this user can read; returns its path, or `None` where it cannot be written."""
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d-%H%M%S")
    file = folder / f"crash-{moment}.txt"
    try:
        paths.make(folder)
        for old in sorted(folder.glob("crash-*.txt"))[: -(KEPT - 1)]:
            old.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as report:
            os.fchmod(report.fileno(), 0o600)
            report.write("\n".join(lines(error, moment)) + "\n")
    except OSError:
        return None
    return file


def sentence(error: BaseException, file: Path | None) -> str:
    """The sentence about the crash, which names the report."""
    kind = type(error).__name__
    if file is None:
        return _("Placentin made a mistake ({kind}); everything saved before is safe.").format(kind=kind)
    return _(
        "Placentin made a mistake ({kind}); everything saved before is safe. "
        "{file} says what happened, without anything you read: please send it to those who make Placentin."
    ).format(kind=kind, file=clean_path(file))


def lines(error: BaseException, moment: str) -> Iterator[str]:
    """The report's lines; `moment`: its time."""
    yield f"placentin-tui {__version__}, {moment} UTC"
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.platform(terse=True)}"
    yield " ".join(f"{name}={os.environ[name]}" for name in _ENVIRONMENT if name in os.environ)
    for one in _chain(error):
        yield ""
        yield f"{type(one).__module__}.{type(one).__qualname__}"
        for step in traceback.extract_tb(one.__traceback__)[-DEEPEST:]:
            yield f"  {_step(step)}"


def _chain(error: BaseException) -> list[BaseException]:
    """The chain of errors that led to this one, the first cause first."""
    chain = [error]
    while (earlier := chain[0].__cause__ or chain[0].__context__) and earlier not in chain[:_MOST_ERRORS]:
        chain.insert(0, earlier)
    return chain[-_MOST_ERRORS:]


def _step(step: FrameSummary) -> str:
    """A frame of the traceback, its file relative to the package or site-packages."""
    parts = PurePath(step.filename).parts
    start = next((parts.index(name) + (name == "site-packages") for name in _KNOWN if name in parts), len(parts) - 1)
    return f"{'/'.join(parts[start:])}:{step.lineno} {step.name}"
