"""Entry point of `placentin-tui` and `python -m placentin_tui`, and of the child processes they start.

Modules are imported only in the branch that needs them: the app's first frame waits for this module.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # importing `typing` takes as long as the whole launch frame
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (without the program's name; `sys.argv` by default) and return its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _do(arguments)
    except KeyboardInterrupt:
        return 130  # 128 + SIGINT, as shells report it; it may come while modules are still being imported


def _do(arguments: list[str]) -> int:
    """Dispatch to the courier, the frame renderer, the command line, or the app behind its cached first frame."""
    if arguments == ["courier"]:
        from placentin_tui.courier.service import main as serve

        return serve()
    if arguments[:1] == ["frame"] and [word.isdecimal() for word in arguments[1:3]] == [True, True]:
        from placentin_tui.cli.open_app import paint_frame

        return paint_frame(*arguments[1:])
    if arguments not in ([], ["--offline"]):
        from placentin_tui.cli.run import run

        return run(arguments)
    from placentin_tui.startup import cached_frame

    try:
        cached_frame.begin(offline=bool(arguments))
        from placentin_tui.cli.run import run

        return run(arguments)
    finally:
        cached_frame.end()


if __name__ == "__main__":
    sys.exit(main())
