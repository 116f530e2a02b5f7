"""A look over a program's shoulder: which addresses it, and every Python it starts, turns to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Contacts:
    """Where the contacts are noted."""

    file: Path

    @property
    def environment(self) -> dict[str, str]:
        """What the program's environment must say for its contacts to be noted."""
        return {"PYTHONPATH": str(Path(__file__).with_name("watch")), "CONTACTS": str(self.file)}

    def made(self) -> list[str]:
        """The contacts so far."""
        return self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []
