"""The checks of `doctor`: versions, folders, terminal, library.

They only report; nothing is changed (but for the repair of a damaged library, as at any opening) and no server is
asked. The terminal is judged by its environment, not queried.
"""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from placentin_tui import __version__, config
from placentin_tui.errors import ConfigError, LibraryError
from placentin_tui.i18n import _, age, language, ngettext, number
from placentin_tui.library import open_or_repair
from placentin_tui.library.recovery import backup
from placentin_tui.library.schema import files
from placentin_tui.text.sanitize import clean_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from placentin_tui.models import Source, Timestamp
    from placentin_tui.paths import Paths

_PACKAGES = (
    "textual",
    "rich",
    "feedparser",
    "aiohttp",
    "brotli",
    "selectolax",
    "msgspec",
    "pillow",
    "textual-image",
    "listparser",
)
_CLIPBOARDS = ("wl-copy", "xclip", "xsel", "pbcopy", "clip.exe")


@dataclass(frozen=True, slots=True)
class Check:
    """One finding."""

    name: str
    says: str
    ok: bool = True
    """Whether it is as it should be."""


@dataclass(frozen=True, slots=True)
class Section:
    """Findings that belong together."""

    title: str
    findings: tuple[Check, ...]


def examine(
    paths: Paths, environment: Mapping[str, str], *, now: Timestamp, columns: int, rows: int
) -> Iterator[Section]:
    """Check everything, section by section."""
    yield Section(_("Versions"), tuple(_versions()))
    yield Section(_("Folders"), tuple(_folders(paths)))
    yield Section(_("Terminal"), tuple(terminal(environment, columns=columns, rows=rows)))
    yield Section(_("Library"), tuple(_library(paths, now)))


def _versions() -> Iterator[Check]:
    """The versions of the program, Python, SQLite, the system and the packages."""
    yield Check("placentin-tui", __version__)
    yield Check("Python", platform.python_version())
    yield Check("SQLite", sqlite3.sqlite_version)
    yield Check(_("System"), platform.platform(terse=True))
    for package in _PACKAGES:
        try:
            yield Check(package, metadata.version(package))
        except metadata.PackageNotFoundError:
            yield Check(package, _("is not installed"), ok=False)


def _folders(paths: Paths) -> Iterator[Check]:
    """The folders, and the config file."""
    yield _folder(_("data"), paths.data)
    yield _folder(_("pictures"), paths.pictures)
    yield _folder(_("config"), paths.config)
    try:
        config.load(paths.config_file)
    except ConfigError as error:
        yield Check("config.toml", str(error), ok=False)
    else:
        yield Check("config.toml", _("in order") if paths.config_file.exists() else _("not there; nothing is set"))


def _folder(name: str, path: Path) -> Check:
    """A folder and whether it can be written."""
    there = next(folder for folder in (path, *path.parents) if folder.exists())
    if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        return Check(name, _("{path} (cannot be written)").format(path=clean_path(path)), ok=False)
    if there != path:
        return Check(name, _("{path} (not there yet)").format(path=clean_path(path)))
    return Check(name, clean_path(path))


# ── the terminal ─────────────────────────────────────────────────────────────────────────────────────────────────────


def terminal(environment: Mapping[str, str], *, columns: int, rows: int) -> Iterator[Check]:
    """What the environment says of the terminal."""
    yield Check(_("name"), _name(environment))
    narrow = "" if columns >= 40 and rows >= 12 else _(" (the paper wants 40 × 12)")
    yield Check(_("size"), f"{columns} × {rows}{narrow}")
    yield Check(_("colours"), _colours(environment))
    yield Check(_("pictures"), _pictures(environment))
    yield Check(_("copying"), _copying(environment))
    yield Check(_("language"), " ".join(filter(None, (language(), _locale(environment)))))


def _name(environment: Mapping[str, str]) -> str:
    """The terminal's name, and whether the app can run in it."""
    name = " ".join(filter(None, (environment.get("TERM_PROGRAM"), environment.get("TERM"))))
    if environment.get("TERM", "") in ("", "dumb", "unknown"):
        return _("{name} (the paper cannot open here; the commands work)").format(name=name or _("unknown"))
    return name


def _colours(environment: Mapping[str, str]) -> str:
    """The number of colours."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR"):
        return _("none (NO_COLOR is set)")
    if environment.get("COLORTERM") in ("truecolor", "24bit") or term.endswith("-direct"):
        return _("16 million")
    return "256" if "256color" in term or "kitty" in term else "16"


def _pictures(environment: Mapping[str, str]) -> str:
    """How pictures will probably be shown."""
    if environment.get("TMUX") or environment.get("STY") or environment.get("TERM", "").startswith(("tmux", "screen")):
        return _("half-blocks (inside tmux or screen)")
    name = environment.get("TERM_PROGRAM", "") + " " + environment.get("TERM", "")
    if any(word in name for word in ("kitty", "ghostty", "WezTerm")) or environment.get("KONSOLE_VERSION"):
        return _("Kitty's graphics, most likely")
    if any(word in name for word in ("foot", "iTerm", "mlterm", "vscode", "contour")) or environment.get("WT_SESSION"):
        return _("Sixel, most likely")
    return _("half-blocks")


def _copying(environment: Mapping[str, str]) -> str:
    """How text can be copied."""
    if environment.get("SSH_CONNECTION"):
        return _("through the terminal (OSC 52), as this is SSH")
    tool = next((tool for tool in _CLIPBOARDS if shutil.which(tool, path=environment.get("PATH", ""))), "")
    return _("{tool}, and the terminal (OSC 52)").format(tool=tool) if tool else _("through the terminal (OSC 52)")


def _locale(environment: Mapping[str, str]) -> str:
    """The locale, in brackets."""
    wish = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG")
    return f"({wish})" if wish else ""


# ── the library ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _library(paths: Paths, now: Timestamp) -> Iterator[Check]:
    """The library's state, backups, numbers, and the sources in trouble."""
    if not paths.library.exists():
        yield Check("library.db", _("not there yet; the first source makes it"))
        if offer := backup.offer(paths.library, now):
            yield Check(_("backup"), offer, ok=False)
        return
    try:
        with open_or_repair(paths.library, paths.pictures) as library:
            verdict, notice = library.check(), library.notice
            sources, offer = library.sources.all(), library.offer()
    except LibraryError as error:
        yield Check("library.db", str(error), ok=False)
        return
    sound = verdict == "ok"
    yield Check(
        "library.db", _("sound, {size} MB").format(size=_megabytes(paths.library)) if sound else verdict, ok=sound
    )
    if notice or offer:
        yield Check("library.db", notice or offer, ok=False)
    if aside := files.all_aside(paths.library):
        yield Check(_("set aside"), _aside(aside))
    newest = next(iter(backup.all_of(paths.library, now)), None)
    yield Check(
        _("backup"),
        age(int(newest.stat().st_mtime), now) if newest else _("none yet; the first refresh of a day makes one"),
    )
    articles = sum(source.articles for source in sources)
    yield Check(_("articles"), number(articles))
    yield Check(_("sources"), number(len(sources)))
    for source in sources:
        if source.error or source.gone:
            yield Check(source.title or source.feed, _trouble(source, now))


def _aside(damaged: list[Path]) -> str:
    """The damaged libraries that were set aside."""
    count = ngettext("{n} damaged library", "{n} damaged libraries", len(damaged)).format(n=number(len(damaged)))
    return _("{count}, the last one is {file}; delete them when you miss nothing").format(
        count=count, file=clean_path(damaged[0])
    )


def _megabytes(path: Path) -> str:
    """A file's size in MB, rounded up."""
    return number(-(-path.stat().st_size // 1_000_000))


def _trouble(source: Source, now: Timestamp) -> str:
    """What is wrong with a source, since when and how often."""
    if source.last_success is None:
        return _("{error} It never worked.").format(error=source.error)
    since = age(source.last_success, now)
    times = ngettext("It failed {n} time", "It failed {n} times in a row", source.failures).format(
        n=number(source.failures)
    )
    return _("{error} {times}; it last worked {since}.").format(error=source.error, times=times, since=since)
