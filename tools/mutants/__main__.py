"""Mutation tests of the core: which small faults put into a module do its own tests find?

    python -m tools.mutants [--list] [--every=N] [GROUP …]

One fault at a time is put into a module's syntax tree (a comparison turned, a number off by one, a statement left out,
an operator of SQL changed) and the module's test files run against it in a forked process; no file is written. A mutant
is killed when a test fails, or when the tests take longer than the clock allows. The survivors are printed with
`file:line`; those that cannot differ are named in `equivalent` and left out of the score. `--every=N` tries each N-th
mutant only, for a first look. Exit status 1 when a group's score is below `FLOOR`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import dataclass

from tools.mutants.equivalent import EQUIVALENT
from tools.mutants.run import mutants, survivors, warm_up

FLOOR = 85
"""Per cent of a group's mutants that must be killed."""


@dataclass(frozen=True, slots=True)
class Group:
    """Modules and the test files that must find the faults in them."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


_DATES = "placentin_tui.feeds.dates"
_ARTICLES = "placentin_tui.library.articles"
GROUPS = {
    "text": Group(("placentin_tui.text.sanitize",), ("tests/text/test_sanitize.py",)),
    "dates": Group(
        (_DATES, *(f"{_DATES}.{name}" for name in ("locale_hint", "normalize", "parser", "parts", "words", "zones"))),
        ("tests/feeds/test_dates.py",),
    ),
    "diff": Group(("placentin_tui.feeds.changed_articles",), ("tests/feeds/test_changed_articles.py",)),
    "submit_result": Group(("placentin_tui.wordpress.submit_result",), ("tests/wordpress/test_submit_result.py",)),
    "undo_log": Group((f"{_ARTICLES}.undo_log",), ("tests/library/test_undo_log.py",)),
    "read_watermarks": Group(
        (f"{_ARTICLES}.read_watermarks",),
        ("tests/library/test_undo_log.py", "tests/library/test_read_watermarks.py"),
    ),
    "comment_thread": Group(("placentin_tui.rendering.comment_thread",), ("tests/rendering/test_comment_thread.py",)),
}


def _judge(name: str, step: int) -> bool:
    """Print a group's survivors and its score; whether it is good enough."""
    group = GROUPS[name]
    every = [mutant for module in group.modules for mutant in mutants(module)]
    real = [mutant for mutant in every if str(mutant.fault) not in EQUIVALENT.get(name, {})]
    tried = real[::step]
    warm_up(group.tests)
    left = 0
    for mutant in survivors(tried, group.tests):
        print(f"survived  {mutant}", flush=True)
        left += 1
    killed = len(tried) - left
    score = 100 * killed / len(tried)
    print(f"{name}: {killed} of {len(tried)} killed, {score:.1f} %; equivalent: {len(every) - len(real)}", flush=True)
    return score >= FLOOR


def main() -> int:
    """The groups named on the command line, or all."""
    options = argparse.ArgumentParser(description="Mutation tests of the core")
    options.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    options.add_argument("--list", action="store_true", help="print the mutants and run nothing")
    options.add_argument("--every", type=int, default=1, metavar="N", help="try each N-th mutant only")
    asked = options.parse_args()
    names: list[str] = asked.groups or list(GROUPS)
    if asked.list:
        print(*(mutant for name in names for module in GROUPS[name].modules for mutant in mutants(module)), sep="\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = sys.pycache_prefix = folder
        good = [_judge(name, asked.every) for name in names]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
