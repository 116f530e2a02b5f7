"""Finds the font file of headlines: the one that is shipped, or the one the person has named."""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import msgspec

PACKAGE = "fontpkg_source_serif_4"
"""The package that has the face that is shipped."""
FILE = "files/SourceSerif4[opsz,wght].ttf"
SECONDS = 5
"""What `fc-match` may take: it reads all fonts when its cache is old."""


class Face(msgspec.Struct, frozen=True):
    """A font file; its size and time tell one version of it from another."""

    path: str
    index: int = 0
    """Of the font in a file of several."""
    size: int = 0
    """Bytes of the file."""
    modified: int = 0
    """Nanoseconds since 1970."""


def shipped_face() -> Face | None:
    """The face that is shipped; `None` where its package is not installed."""
    spec = find_spec(PACKAGE)
    return _face(Path(spec.origin).parent / FILE) if spec and spec.origin else None


def named_face(name: str) -> Face | None:
    """The face a person has named: a font file, or a family as `fc-match` finds it; `None` when there is none."""
    path = Path(name).expanduser()
    return _face(path) if path.is_file() else _family(name)


def is_unchanged(face: Face) -> bool:
    """Whether a face's file is what it was."""
    return _face(Path(face.path), face.index) == face


def _face(path: Path, index: int = 0) -> Face | None:
    """A face with its file's size and time; `None` when there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Face(str(path), index, status.st_size, status.st_mtime_ns)


def _family(name: str) -> Face | None:
    """The bold face of a family, by `fc-match`, which gives another family for one it does not know."""
    program = which("fc-match")
    if program is None:
        return None
    try:
        found = subprocess.run(  # noqa: S603 - the name is one argument, and no shell reads it
            (program, "--format=%{family}\n%{file}\n%{index}", "--", f"{_escaped(name)}:bold"),
            capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    families, file, index = [*found.stdout.split("\n"), "", ""][:3]
    if name.casefold() not in (family.strip().casefold() for family in families.split(",")):
        return None
    # The upper half of the number names an instance of a variable font.
    return _face(Path(file), int(index) & 0xFFFF if index.isdecimal() else 0)


def _escaped(name: str) -> str:
    """A family's name in fontconfig's syntax, in which `-`, `:` and `,` would end it."""
    return "".join(f"\\{letter}" if letter in "-:,\\" else letter for letter in name)
