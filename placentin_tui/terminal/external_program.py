"""Programs of the person's own that are given an article. No shell reads any of it."""

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
"""Seconds a program the article is handed to may take before it is left to itself."""


def hand_over(command: Sequence[str], text: str) -> None:
    """Give a program of the person's own the text on its standard input; raises `ShareError` when it fails.

    One that works on (a window it opened, say) is not waited for.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as complaints:
        # A file and not a pipe: nobody waits for a program that does not read, however long the text.
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
            _at_work[:] = [*(one for one in _at_work if one.poll() is None), program]
            return
        if status:
            complaints.seek(0)
            said = clean(complaints.read(2000).decode(errors="replace"), 200)
            sentence = _("{program} ended with status {status}. {said}")
            raise ShareError(sentence.format(program=command[0], status=status, said=said).strip())


_at_work: list[subprocess.Popen[bytes]] = []
"""Programs nobody waits for; none of them may stay a zombie."""
