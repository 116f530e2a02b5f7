"""Which tests are measured for coverage: those of the core, in whose figure alone `make unit` has a floor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import coverage

TESTS = Path(__file__).parents[1]
UNMEASURED = ("ui", "harness", "bench", "hostile", "faults")
"""Tests that draw on the terminal, look at the repository, or do what strangers and bad days do, much of it in
processes, each of which would first load what measures it; what they reach of the core has tests in folders of its
own, but for these:"""
MEASURED = (
    "ui/test_launch.py",  # placentin_tui.startup, which draws on the terminal too
    "faults/test_certificates.py",
    "faults/test_crash.py",  # placentin_tui.diagnostics
    *(f"faults/test_{name}.py" for name in ("damage", "damaged_header", "damaged_rows", "emptied", "repair")),
    "hostile/test_network_scope.py",
    "hostile/test_rebinding.py",
)
"""The only tests of the parts they are about."""
CHILDREN = ("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START")
"""By these variables a process that is started measures itself."""


def is_measured(test: Path) -> bool:
    """Whether the tests of a file are measured."""
    path = test.relative_to(TESTS)
    return path.as_posix() in MEASURED or not any(path.is_relative_to(place) for place in UNMEASURED)


@contextmanager
def unmeasured() -> Iterator[None]:
    """Measure nothing meanwhile, neither here nor in the processes that are started."""
    kept = {name: os.environ.pop(name) for name in CHILDREN if name in os.environ}
    stopped = []
    # There may be two: a process of xdist measures itself as any process that is started, and as pytest-cov says.
    while measuring := coverage.Coverage.current():
        measuring.stop()
        stopped.append(measuring)
    try:
        yield
    finally:
        # pytest-cov starts it again after a test marked `no_cover`; started twice, it would grow with every test.
        while measuring := coverage.Coverage.current():
            measuring.stop()
        for measuring in reversed(stopped):
            measuring.start()
        os.environ.update(kept)
