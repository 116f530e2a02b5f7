"""What is left of a crash: a report a person can send, with nothing of what they read in it.

It holds versions, the kind of terminal, and the way through the program to the error; no message of an error, no value
and no path of the machine's, for any of these may quote a title, an address or a name.
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
"""Reports kept; older ones go."""
DEEPEST = 60
"""Steps of the way told, the last ones: an endless recursion has thousands."""
_FAMILY = 8
"""Errors told that led to one another."""
_ENVIRONMENT = ("TERM", "TERM_PROGRAM", "COLORTERM", "LC_ALL", "LANG")
_KNOWN = ("placentin_tui", "site-packages")


def write(error: BaseException, folder: Path, now: Timestamp) -> Path | None:
    """Write the report into a file for this user's eyes only; its name, or `None` where nothing can be written."""
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
    """What to say of it."""
    kind = type(error).__name__
    if file is None:
        return _("Placentin made a mistake ({kind}); everything saved before is safe.").format(kind=kind)
    return _(
        "Placentin made a mistake ({kind}); everything saved before is safe. "
        "{file} says what happened, without anything you read: please send it to those who make Placentin."
    ).format(kind=kind, file=clean_path(file))


def lines(error: BaseException, moment: str) -> Iterator[str]:
    """The report, line by line."""
    yield f"placentin-tui {__version__}, {moment} UTC"
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.platform(terse=True)}"
    yield " ".join(f"{name}={os.environ[name]}" for name in _ENVIRONMENT if name in os.environ)
    for one in _family(error):
        yield ""
        yield f"{type(one).__module__}.{type(one).__qualname__}"
        for step in traceback.extract_tb(one.__traceback__)[-DEEPEST:]:
            yield f"  {_step(step)}"


def _family(error: BaseException) -> list[BaseException]:
    """The error, and before it those it came from."""
    family = [error]
    while (earlier := family[0].__cause__ or family[0].__context__) and earlier not in family[:_FAMILY]:
        family.insert(0, earlier)
    return family[-_FAMILY:]


def _step(step: FrameSummary) -> str:
    """Where a step was: the file as every machine names it."""
    parts = PurePath(step.filename).parts
    start = next((parts.index(name) + (name == "site-packages") for name in _KNOWN if name in parts), len(parts) - 1)
    return f"{'/'.join(parts[start:])}:{step.lineno} {step.name}"
