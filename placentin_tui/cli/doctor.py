"""`doctor`: checks versions, folders, terminal and library."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

from placentin_tui.cli.context import declare
from placentin_tui.cli.exit_codes import DONE, FAILED
from placentin_tui.cli.output import put
from placentin_tui.i18n import _
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    import argparse

    from placentin_tui.cli.context import CommandContext, Commands
    from placentin_tui.diagnostics.doctor import Section


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare `doctor`."""
    doctor = declare(commands, shared, "doctor", check, _("look at versions, folders, terminal and library"))
    doctor.set_defaults(any_config=True)  # an invalid config is one of the things it reports


def check(call: CommandContext) -> int:
    """Print the findings; the exit status is 1 when something is not as it should be."""
    from placentin_tui.diagnostics.doctor import examine

    size = shutil.get_terminal_size()
    sound = True
    for section in examine(call.paths, os.environ, now=int(time.time()), columns=size.columns, rows=size.lines):
        _put(section)
        sound = sound and all(finding.ok for finding in section.findings)
    return DONE if sound else FAILED


def _put(section: Section) -> None:
    """Print a section, its findings aligned."""
    put(section.title)
    from placentin_tui.prose.layout import text_width  # 40 ms, for this command alone

    width = max(text_width(finding.name) for finding in section.findings)
    for finding in section.findings:
        name = clean(finding.name) + " " * (width - text_width(finding.name))
        put(f"  {' ' if finding.ok else '!'} {name}  {clean(finding.says, 2000)}")
    put("")
