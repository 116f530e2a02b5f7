"""The settings in `config.toml`, read and checked once at start. Every key is described in docs/config.md.

A file that cannot be used as it stands raises `ConfigError`, which names the file, the line and the allowed values; the
file itself is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeAlias, cast

import msgspec

from placentin_tui.config_scanner import Scanner, refuse
from placentin_tui.errors import ConfigError
from placentin_tui.i18n import LANGUAGES, _
from placentin_tui.models.setting_enums import (
    CursorMode,
    Ground,
    Hyphens,
    Justify,
    LetteringMode,
    Metered,
    OpensOn,
    PictureMode,
    Spacing,
)
from placentin_tui.theme_definitions import THEMES

if TYPE_CHECKING:
    from enum import StrEnum
    from pathlib import Path

# Validates a value of the TOML document: returns it, or raises `_Refused` with what is allowed.
Check: TypeAlias = Callable[[object], object]
Table: TypeAlias = Mapping[str, object]


class NetworkConfig(msgspec.Struct, frozen=True):
    """Settings for HTTP requests (table `[network]`)."""

    timeout: int = 30
    """Seconds a server may take for a whole response."""
    portraits: bool = False
    """Whether authors' portraits are fetched, mostly from a third party's server (Gravatar)."""
    metered: Metered = Metered.AUTO


class Config(msgspec.Struct, frozen=True):
    """All settings, with their default values."""

    language: str = ""
    """One of `i18n.LANGUAGES`, or empty for what the locale asks."""
    theme: str = ""
    """The name of a theme; empty: the one last chosen in the app, else what suits the terminal."""
    ground: Ground = Ground.THEME
    opens_on: OpensOn = OpensOn.LAST
    pictures: PictureMode = PictureMode.AUTO
    pictures_budget: int = 500
    """Megabytes of pictures that are kept."""
    lettering: LetteringMode = LetteringMode.AUTO
    headline_font: str = ""
    """A font file, or the name of a family; empty: the face that is shipped."""
    measure: int = 0
    """The width of the text, in columns; 0: the one last chosen in the app."""
    spacing: Spacing | None = None
    """`None`, of this and the next two: as last chosen in the app."""
    hyphens: Hyphens | None = None
    justify: Justify | None = None
    refresh_on_start: bool = True
    refresh_every: int = 30
    """Minutes between two refreshes while the app is open; 0: only when asked."""
    cursor: CursorMode = CursorMode.AUTO
    browser: str = ""
    """The command that opens a link, which is appended as last argument; empty: the system's browser."""
    save_to: str = ""
    """The folder to save articles to; empty: the person's documents, or downloads."""
    keys: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The keys of a command, by its id: `{"refresh": "r,f5"}`."""
    network: NetworkConfig = NetworkConfig()
    share: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """The person's programs to share with, as argument vectors by name."""

    @property
    def picture_bytes(self) -> int:
        """Bytes of pictures that are kept."""
        return self.pictures_budget * 1_000_000 - self.lettering_bytes

    @property
    def lettering_bytes(self) -> int:
        """Bytes of headlines in letters that are kept: a twentieth of all pictures'."""
        return self.pictures_budget * 1_000_000 // 20


def load(path: Path) -> Config:
    """The settings in this file, the default ones when it does not exist; raises `ConfigError`."""
    try:
        # `utf-8-sig`: some editors begin a file with a byte order mark.
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Config()
    except UnicodeDecodeError as error:
        raise ConfigError(_("{file} is not written in UTF-8.").format(file=path)) from error
    except OSError as error:
        sentence = _("{file} cannot be read: {why}.")
        raise ConfigError(sentence.format(file=path, why=error.strerror or error)) from error
    return _settings(_parsed(path, text), Scanner(path, text))


def _parsed(path: Path, text: str) -> Table:
    """The TOML document; raises `ConfigError` at the line `tomllib` names when it is none."""
    import tomllib  # 4 ms, not needed when there is no file

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _at, place = str(error).partition(" (at ")
        # "line 3, column 7", or "end of document".
        found = re.match(r"line (\d+)", place)
        line = int(found[1]) if found else len(text.splitlines())
        refuse(path, line, _("this is not valid TOML: {what}.").format(what=what))
    except RecursionError:
        refuse(path, 1, _("this is nested too deep."))


def _settings(table: Table, scan: Scanner) -> Config:
    """The checked settings of a whole document; raises `ConfigError` for the first one that is not allowed."""
    values = _checked(table, _TOP, scan)
    values["network"] = NetworkConfig(**_checked(_table(table, "network", scan), _NETWORK, scan, "network"))  # type: ignore[arg-type]
    values["share"] = _share(_table(table, "share", scan), scan)
    values["keys"] = _keys(_table(table, "keys", scan), scan)
    return Config(**values)  # type: ignore[arg-type]


def _checked(table: Table, checks: Mapping[str, Check | None], scan: Scanner, *under: str) -> dict[str, object]:
    """The settings of one table that have a check, validated; `under` is the path of the table.

    A name whose check is `None` is a table of its own and skipped here. Raises `ConfigError` for unknown names and
    refused values.
    """
    values: dict[str, object] = {}
    for name, value in table.items():
        if name not in checks:
            scan.refuse((*under, name), _unknown(name, checks, *under))
        check = checks[name]
        if check is None:
            continue
        try:
            values[name] = check(value)
        except _NoSuch as error:
            scan.refuse((*under, name), str(error))
        except _Refused as error:
            scan.refuse((*under, name), _must_be(".".join((*under, name)), str(error)))
    return values


def _unknown(name: str, checks: Mapping[str, Check | None], *under: str) -> str:
    """The error message for a name that is no setting of a table, with the names that are."""
    allowed = ", ".join(sorted(checks))
    if under:
        return _("“{key}” is no setting of [{table}]; there is: {allowed}.").format(
            key=name, table=".".join(under), allowed=allowed
        )
    return _("“{key}” is no setting; there are: {allowed}.").format(key=name, allowed=allowed)


def _table(table: Table, name: str, scan: Scanner, *under: str) -> Table:
    """The sub-table `name`, empty when the document has none; raises `ConfigError` when it is another kind of value."""
    value = table.get(name, {})
    if not isinstance(value, dict):
        path = ".".join((*under, name))
        scan.refuse((*under, name), _must_be(path, _("a table: [{name}]").format(name=path)))
    return value


def _must_be(key: str, allowed: str) -> str:
    return _("“{key}” must be {allowed}.").format(key=key, allowed=allowed)


# ── what is allowed ──────────────────────────────────────────────────────────────────────────────────────────────────


class _Refused(Exception):
    """The value is not allowed; the message says what is, to be put into a sentence."""


class _NoSuch(_Refused):
    """The value names something that does not exist; the message is a whole sentence."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Refused(_("a text between quotation marks"))
    return value


def _command(value: object) -> str:
    """A command line that `shlex` can split, or an empty text."""
    import shlex  # 3 ms, for those who set one

    try:
        words = shlex.split(_text(value))
    except ValueError:
        words = []
    if value and not words:
        raise _Refused(_("a command, its quotation marks in pairs"))
    return str(value)


def _theme(value: object) -> str:
    """The name of a theme, or an empty text."""
    name = _text(value)
    if name and name not in THEMES:
        from placentin_tui.text.sanitize import clean

        sentence = _("“{name}” is no theme; there are: {names}.")
        raise _NoSuch(sentence.format(name=clean(name, 60), names=", ".join(THEMES)))
    return name


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Refused(_("true or false"))
    return value


def _one_of(*allowed: str) -> Check:
    """A check for one of several texts."""

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise _Refused(_("one of {values}").format(values=", ".join(f'"{one}"' for one in allowed)))
        return value

    return check


def _choice(kind: type[StrEnum]) -> Check:
    check = _one_of(*kind)
    return lambda value: kind(str(check(value)))


def _choice_or_none(kind: type[StrEnum], *order: str) -> Check:
    """One of a kind, or `None` for an empty text; what is allowed is told in this order."""
    check = _one_of("", *order)
    return lambda value: kind(str(text)) if (text := check(value)) else None


def _whole(least: int, most: int) -> Check:
    """A check for a whole number from `least` to `most`, both included."""

    def check(value: object) -> int:
        # `bool` is a subclass of `int`; as a setting, `true` for a number is a mistake.
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise _Refused(_("a whole number from {least} to {most}").format(least=least, most=most))
        return value

    return check


def _none_or(check: Check) -> Check:
    """A check for 0 or what another check allows."""

    def either(value: object) -> object:
        """The value when it is 0 or passes `check`."""
        if value == 0 and not isinstance(value, bool):
            return value
        try:
            return check(value)
        except _Refused as error:
            raise _Refused(_("0, or {values}").format(values=error)) from None

    return either


def _folder(value: object) -> str:
    if not isinstance(value, str) or not (value == "" or value.startswith(("~", "/")) or PurePath(value).is_absolute()):
        raise _Refused(_("a folder, whole or from ~ on"))
    return value


def _program(value: object) -> tuple[str, ...]:
    """A program and its arguments.

    `{url}` and `{title}` may only be arguments of their own, never part of one, so that what is filled in can never be
    interpreted by a shell.
    """
    words = value if isinstance(value, list) else []
    if not words or not all(isinstance(word, str) and "\0" not in word for word in words) or not words[0].strip():
        raise _Refused(_('a program and its arguments, such as ["mail", "me@example.org"]'))
    if any(sign in word for n, word in enumerate(words) for sign in _FILLED if n == 0 or word != sign):
        raise _Refused(_("a program and its arguments, each {url} or {title} a whole argument by itself"))
    return tuple(words)


_TOP: Mapping[str, Check | None] = {
    "language": _one_of("", *LANGUAGES),
    "theme": _theme,
    "ground": _choice(Ground),
    "opens_on": _choice(OpensOn),
    "pictures": _choice(PictureMode),
    "pictures_budget": _whole(1, 1_000_000),
    "lettering": _choice(LetteringMode),
    "headline_font": _text,
    "measure": _none_or(_whole(40, 160)),
    "spacing": _choice_or_none(Spacing, "tight", "normal", "wide"),
    "hyphens": _choice_or_none(Hyphens, *Hyphens),
    "justify": _choice_or_none(Justify, "on", "off"),
    "refresh_on_start": _yes_or_no,
    "refresh_every": _whole(0, 10_080),
    "cursor": _choice(CursorMode),
    "browser": _command,
    "save_to": _folder,
    "keys": None,
    "network": None,
    "share": None,
}
_NETWORK: Mapping[str, Check] = {
    "timeout": _whole(1, 300),
    "portraits": _yes_or_no,
    "metered": _choice(Metered),
}

_PROGRAM: Mapping[str, Check] = {"command": _program}
_FILLED = ("{url}", "{title}")


def _keys(table: Table, scan: Scanner) -> dict[str, str]:
    """The keys of commands by command id, as comma-separated lists in Textual's key names."""
    keys: dict[str, str] = {}
    if table:
        from placentin_tui.commands import COMMANDS  # only who changes keys pays for it

        commands = sorted(COMMANDS, key=lambda command: command.id)
        checks = {command.id: _silent_keys if command.priority else _some_keys for command in commands}
        for command, value in _checked(table, checks, scan, "keys").items():
            keys[command] = str(value)
    return keys


def _share(table: Table, scan: Scanner) -> dict[str, tuple[str, ...]]:
    """The programs to share with, by name, as argument vectors; raises `ConfigError` for a name that is taken."""
    programs: dict[str, tuple[str, ...]] = {}
    if table:
        from placentin_tui.sharing.targets import NAMES  # imported only when programs are configured

        for name in table:
            if name in NAMES or not re.fullmatch(r"\w[\w .+-]{0,39}", name):
                sentence = _("“{name}” cannot be the name of a program to share with: choose another, of letters.")
                scan.refuse(("share", name), sentence.format(name=name))
            values = _checked(_table(table, name, scan, "share"), _PROGRAM, scan, "share", name)
            if "command" not in values:
                scan.refuse(("share", name), _("[share.{name}] needs a “command”.").format(name=name))
            programs[name] = cast("tuple[str, ...]", values["command"])
    return programs


def _some_keys(value: object) -> str:
    """A comma-separated list of key names, each in Textual's form; empty: the command has no key."""
    from placentin_tui.key_names import normal  # imported only when keys are remapped

    names = [name.strip() for name in value.split(",")] if isinstance(value, str) else ["no text"]
    if names == [""]:
        return ""
    keys = [normal(name) for name in names]
    if not all(keys):
        raise _Refused(_('keys between quotation marks, such as "r", "f5" or "r,ctrl+r"'))
    return ",".join(keys)


def _silent_keys(value: object) -> str:
    """Keys for what is done while one types: none of them a character, which could be typed no more."""
    from placentin_tui.key_names import is_typed  # only who changes keys pays for it

    keys = _some_keys(value)
    if any(map(is_typed, keys.split(","))):
        raise _Refused(_('keys that type nothing, such as "f5" or "ctrl+r"'))
    return keys
