"""Couriers that misbehave: real processes, speaking the protocol as badly as they are told to."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

# What each of them knows: its own number (`life`, from 1), how to hear and how to say.
PRELUDE = """
import json, os, pathlib, signal, sys, time
lives = pathlib.Path({lives!r})
life = len(lives.read_text().split()) + 1 if lives.exists() else 1
lives.open("a").write(f"{{os.getpid()}}\\n")

def say(kind, **fields):
    print(json.dumps({{"type": kind, **fields}}), flush=True)

def heard():
    for line in sys.stdin:
        pathlib.Path({heard!r}).open("a").write(f"{{life}} {{line}}")
        yield json.loads(line)

def serve():
    # A courier as it should be, whose refreshes bring its own number.
    say("ready")
    for request in heard():
        match request["type"]:
            case "refresh": say("refresh-finished", total=life, new=0, changed=0, failed=0)
            case "comments": say("comments-fetched", article=request["article"], count=life)
            case "pictures": say("pictures-fetched", article=request["article"], count=life)
            case "subscribe": say("subscribed", source=life, title=request["address"])
            case "ping": say("pong")
            case "stop": sys.exit()
"""


@dataclass(frozen=True, slots=True)
class Fake:
    """A courier that does what a few lines of Python say."""

    folder: Path

    def command(self, lines: str) -> tuple[str, ...]:
        prelude = PRELUDE.format(lives=str(self.folder / "lives"), heard=str(self.folder / "heard"))
        program = self.folder / "courier.py"
        program.write_text(prelude + indent(dedent(lines), ""))
        return sys.executable, str(program)

    @property
    def pids(self) -> list[int]:
        """One for each life so far."""
        lives = self.folder / "lives"
        return [int(pid) for pid in lives.read_text().split()] if lives.exists() else []

    @property
    def heard(self) -> list[str]:
        """The requests, each with the number of the life that heard it."""
        file = self.folder / "heard"
        return file.read_text().splitlines() if file.exists() else []
