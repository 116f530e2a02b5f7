"""What tmux says of the terminal around it, which does not answer through tmux; and how to write past tmux to it."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 2.0
"""Seconds tmux may take to answer."""
_FORMAT = "#{client_termtype}\t#{client_termfeatures}\t#{allow-passthrough}"
_GRAPHICS = re.compile(r"\x1b_G[^\x1b]*\x1b\\")
"""A command of kitty's graphics protocol."""


class Client(NamedTuple):
    """The terminal tmux is shown in."""

    name: str
    """As it answers XTVERSION: `kitty(0.31.0)`, `XTerm(379)`; empty when it does not."""
    features: frozenset[str]
    """What it can do, by tmux' names; `sixel` only where tmux itself can do that too."""
    passes: bool
    """Whether tmux passes on what is written past it (its option `allow-passthrough`)."""


def client(environment: Mapping[str, str]) -> Client | None:
    """The terminal around tmux, by asking tmux (since 3.3); `None` when that fails. Blocks for some milliseconds."""
    command = ["tmux", "display-message", "-p"]
    if pane := environment.get("TMUX_PANE"):
        command += ["-t", pane]
    try:
        asked = subprocess.run(  # noqa: S603 - a constant, and a pane's number as one argument
            [*command, _FORMAT],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return parsed(asked.stdout.decode(errors="replace"))


def parsed(said: str) -> Client | None:
    """What tmux has answered; `None` when it is something else."""
    parts = said.rstrip("\n").split("\t")
    if len(parts) != 3:
        return None
    name, features, passthrough = parts
    return Client(name, frozenset(features.split(",")), passthrough in ("1", "on", "all"))


def past_tmux(sequences: str) -> str:
    """Graphics commands, each wrapped so that tmux hands it on to the terminal around it."""
    return _GRAPHICS.sub(lambda found: "\x1bPtmux;" + found[0].replace("\x1b", "\x1b\x1b") + "\x1b\\", sequences)
