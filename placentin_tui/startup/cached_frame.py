"""The launch frame: the main screen as it was last, printed before Textual is even imported.

It is saved at the end and after each refresh, as the bytes that paint it, with a key of everything it depends on:
program version, terminal and size, language, settings, the library's file to the nanosecond, the date in the masthead.
Where anything differs there is no launch frame. What was saved is only printed when it is text and colours and nothing
else.

The terminal is switched to raw mode with it, so that keys typed meanwhile wait unseen for Textual; whatever happens,
`end` restores it.
"""

from __future__ import annotations

import os
import sys
import time

from placentin_tui import __version__

TYPE_CHECKING = False  # importing `typing` takes longer than all of this
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from placentin_tui.paths import Paths

LARGEST = 1 << 20
"""Bytes; that of a large window has 50,000."""

_ON = b"\x1b[?1049h\x1b[?25l\x1b[?7l"
_OFF = b"\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"
_ENVIRONMENT = (
    "TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "TZ",
    "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME",
)  # fmt: skip
_SPACES = str.maketrans({"\n": " ", "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "})


class _Terminal:
    """What was changed in the terminal, to be restored."""

    attributes: list[Any] | None = None
    """Its attributes before, while they are changed."""
    shown = False
    """Whether the launch frame is on the screen, and Textual has not taken over."""


def begin(*, offline: bool) -> None:
    """Print the launch frame, if there is one that fits this start."""
    if not (sys.stdin and sys.stdout and sys.stderr) or not all(map(os.isatty, (0, 1, 2))):
        return
    frame = _read(offline=offline)
    if frame is not None:
        _set_raw_mode()
        _Terminal.shown = True
        _write(_ON + frame)


def is_on_show() -> bool:
    """Whether the launch frame is on the screen, for Textual to take over."""
    return _Terminal.shown


def taken_over() -> None:
    """Note that Textual has taken over the screen, and will restore it."""
    _Terminal.shown = False


def end() -> None:
    """Restore the terminal."""
    if _Terminal.shown:
        _Terminal.shown = False
        _write(_OFF)
    if _Terminal.attributes is not None:
        import termios

        termios.tcsetattr(0, termios.TCSADRAIN, _Terminal.attributes)
        _Terminal.attributes = None


def stamps(paths: Paths) -> str:
    """The state of the files a frame depends on: inode, size and time of each."""
    return _stamps(_stamped(paths))


def save(paths: Paths, frame: str, size: tuple[int, int], seen: str, *, offline: bool) -> None:
    """Save a frame for the next start, unless the files have changed since their stamps were `seen`."""
    key = _key(_stamped(paths), size, offline=offline)
    if key.endswith(seen):
        _keep(_stamped(paths), key, frame)


def restamp(paths: Paths, seen: str) -> None:
    """Keep a frame valid over what changes the library's file but not its contents: closing it."""
    now = stamps(paths)
    if now == seen:
        return
    try:
        _names, key, frame = _kept()
    except (OSError, ValueError):
        return
    if key.endswith(seen):
        _keep(_stamped(paths), key.removesuffix(seen) + now, frame)


def _stamped(paths: Paths) -> tuple[str, ...]:
    """The files a frame depends on."""
    library = str(paths.library)
    return str(paths.config_file), library, f"{library}-wal"


def _keep(stamped: Iterable[str], key: str, frame: str) -> None:
    """Write the frame's file atomically; errors are ignored."""
    file = _file()
    if not file:
        return
    temporary = f"{file}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120 - pathlib takes 5 ms
        opened = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(opened, "wb") as out:
            out.write("\n".join(("\0".join(stamped), key, frame)).encode(errors="surrogateescape"))
        os.replace(temporary, file)  # noqa: PTH105 - pathlib takes 5 ms of the start
    except (OSError, ValueError):
        if os.path.exists(temporary):  # noqa: PTH110 - pathlib takes 5 ms of the start
            os.unlink(temporary)  # noqa: PTH108 - pathlib takes 5 ms of the start


def _file() -> str:
    """The path of the frame in the cache folder, as in `paths`; empty on systems other than Linux."""
    if sys.platform != "linux":
        return ""
    cache = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")  # noqa: PTH111 - pathlib takes 5 ms of the start
    return f"{cache}/placentin-tui/launch.frame"


def _read(*, offline: bool) -> bytes | None:
    """The saved frame, if it fits this start."""
    try:
        stamped, key, frame = _kept()
        if key != _key(stamped.split("\0"), os.get_terminal_size(2), offline=offline) or not _is_harmless(frame):
            return None
        return frame.encode()
    except (OSError, ValueError):
        return None


def _kept() -> tuple[str, str, str]:
    """The saved file: the files it depends on, its key, the frame. Raises `OSError` or `ValueError`."""
    opened = os.open(_file(), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(opened, "rb") as kept:
        status = os.fstat(opened)
        if status.st_uid != os.geteuid() or status.st_mode & 0o077 or status.st_size > LARGEST:
            raise ValueError
        stamped, key, frame = kept.read().decode(errors="surrogateescape").split("\n", 2)
    return stamped, key, frame


def _is_harmless(frame: str) -> bool:
    """Whether a frame holds only text, colours and cursor positions: no other sequence, control or bidirectional
    character.
    """
    text, *sequences = frame.translate(_SPACES).split("\x1b[")
    for sequence in sequences:
        rest = sequence.lstrip("0123456789;")
        if rest[:1] not in ("m", "H", "G") or not rest.isprintable():
            return False
    return bool(sequences) and text.isprintable()


def _key(stamped: Iterable[str], size: Iterable[int], *, offline: bool) -> str:
    """Everything a frame depends on, in one line."""
    parts = [
        __version__,
        *map(str, size),
        str(offline),
        time.strftime("%Y-%m-%d"),
        *(os.environ.get(name, "") for name in _ENVIRONMENT),
        _stamps(stamped),
    ]
    return "\t".join(parts).replace("\n", " ")


def _stamps(stamped: Iterable[str]) -> str:
    return "\t".join(map(_stamp, stamped))


def _stamp(file: str) -> str:
    """Inode, size and modification time of a file."""
    try:
        status = os.stat(file)  # noqa: PTH116 - pathlib takes 5 ms of the start
    except FileNotFoundError:
        return "-"
    return f"{status.st_ino}.{status.st_size}.{status.st_mtime_ns}"


def _set_raw_mode() -> None:
    """Switch the terminal to raw mode, and restore it on signals that end the process."""
    import signal
    import termios

    attributes = termios.tcgetattr(0)
    _Terminal.attributes = attributes
    silent = [*attributes[:6], [*attributes[6]]]
    silent[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    silent[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    silent[6][termios.VMIN] = 1
    termios.tcsetattr(0, termios.TCSANOW, silent)
    for ending in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(ending, _ended)


def _ended(number: int, _frame: object) -> None:
    """Restore the terminal and exit."""
    # No exception, as SIGINT raises by itself: it may end a C module that is being imported with a segmentation fault.
    end()
    os._exit(128 + number)


def _write(data: bytes) -> None:
    """Write all bytes to stderr."""
    while data:
        data = data[os.write(2, data) :]
