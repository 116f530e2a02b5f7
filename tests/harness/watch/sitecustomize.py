"""Loaded by every Python that `tests.harness.contacts` watches: notes each address the process turns to."""

from __future__ import annotations

import os
import sys

_OUTWARD = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event in _OUTWARD:
        with open(os.environ["CONTACTS"], "a", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not loaded yet
            file.write(f"{event} {arguments[-1] if event == 'socket.connect' else arguments[0]}\n")


sys.addaudithook(_note)
