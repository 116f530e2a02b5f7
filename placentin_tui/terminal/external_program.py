"""Runs the person's own programs with an article, never through a shell."""

from __future__ import annotations

import subprocess
import tempfile
from typing import TYPE_CHECKING

from placentin_tui.errors import ShareError
from placentin_tui.i18n import _
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE = 10.0
"""Seconds for which the program is waited for."""


def hand_over(command: Sequence[str], text: str) -> None:
    """Run a program of the person's own with the text on its standard input. Raises `ShareError` when it fails.

    One that runs longer (in a window of its own, for example) is not waited for.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as complaints:
        # A file, not a pipe: a program that does not read must not block us, however long the text.
        given.write(text.encode())
        given.seek(0)
        try:
            program = subprocess.Popen(  # noqa: S603 - the person's own command, each argument as it is
                command, stdin=given, stdout=subprocess.DEVNULL, stderr=complaints, start_new_session=True
            )
        except OSError as error:
            sentence = _("{program} cannot be started: {why}.")
            raise ShareError(sentence.format(program=command[0], why=error.strerror or error)) from error
        try:
            status = program.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            _running[:] = [*(one for one in _running if one.poll() is None), program]
            return
        if status:
            complaints.seek(0)
            said = clean(complaints.read(2000).decode(errors="replace"), 200)
            sentence = _("{program} ended with status {status}. {said}")
            raise ShareError(sentence.format(program=command[0], status=status, said=said).strip())


_running: list[subprocess.Popen[bytes]] = []
"""Programs that are not waited for any more; none of them may stay a zombie."""
