"""Mutants made and tried: each in a forked process, under the clock, its module found before the real one."""

from __future__ import annotations

import ast
import contextlib
import gc
import io
import os
import resource
import sys
import time
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import find_spec, spec_from_file_location
from multiprocessing import connection, get_context
from pathlib import Path
from signal import SIGKILL
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings

from tools.mutants.faults import Fault, faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.context import ForkProcess
    from types import CodeType, ModuleType

PROCESSES = 2
LONGEST = 4.0
"""Times the tests take without a fault, after which a mutant counts as killed: it loops."""
_MEMORY = 4 << 30
"""Bytes a mutant may take."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one fault in it."""

    module: str
    path: str
    code: CodeType
    fault: Fault

    def __str__(self) -> str:
        return f"{os.path.relpath(self.path)}:{self.fault.line}: {self.fault}"


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module, by its dotted name."""
    spec = find_spec(module)
    assert spec
    assert spec.origin
    tree = ast.parse(Path(spec.origin).read_text("utf-8"))
    for fault in faults(tree):
        fault.put()
        code = compile(ast.fix_missing_locations(tree), spec.origin, "exec")
        fault.take_back()
        yield Mutant(module, spec.origin, code, fault)


class _Loader(SourceFileLoader):
    """Loads a mutant in place of its module."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(mutant.module, mutant.path)
        self._code = mutant.code

    def get_code(self, fullname: str) -> CodeType:
        """The code with the fault."""
        return self._code


class _Finder:
    """Finds a mutant before its module is found."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The mutant's spec where its module is asked for."""
        if name != self._mutant.module:
            return None
        return spec_from_file_location(name, self._mutant.path, loader=_Loader(self._mutant))


class _Hurry:
    """A plugin of pytest that ends the process as soon as the answer is known."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put the tests of many examples behind those of one."""
        items.sort(
            key=lambda item: hasattr(getattr(item, "obj", None), "hypothesis") or bool(getattr(item, "cls", None))
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Killed."""
        if report.failed:
            os._exit(1)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Survived, or broken before there was a test to run."""
        os._exit(exitstatus)


def _pytest(*arguments: str, plugins: Sequence[object] = ()) -> int:
    usual = ("-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:unraisableexception")
    return int(pytest.main([*usual, "-W", "ignore::pytest.PytestAssertRewriteWarning", *arguments], plugins))


def _test(mutant: Mutant | None, tests: Sequence[str]) -> None:
    """Run tests in this forked process and end it; its exit status is pytest's."""
    os.setpgrp()
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    sys.dont_write_bytecode = True
    _silence()
    for name in [name for name in sys.modules if name.partition(".")[0] in ("placentin_tui", "tests")]:
        del sys.modules[name]
    if mutant:
        sys.meta_path.insert(0, _Finder(mutant))
    status = 1
    try:
        status = _pytest("--hypothesis-profile=mutants", *tests, plugins=(_Hurry(),))
    finally:
        os._exit(status)


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def warm_up(tests: Sequence[str]) -> None:
    """Import what the tests need, so that forked processes have it; collects, runs nothing."""
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        "mutants", max_examples=25, derandomize=True, database=None, deadline=None, phases=phases,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    with contextlib.redirect_stdout(io.StringIO()):
        _pytest("--collect-only", *tests)
    gc.collect()
    gc.freeze()


def survivors(every: Sequence[Mutant], tests: Sequence[str]) -> Iterator[Mutant]:
    """The mutants that no test finds, as they are known."""
    fork = get_context("fork")

    def start(mutant: Mutant | None) -> ForkProcess:
        process = fork.Process(target=_test, args=(mutant, tests))
        process.start()
        return process

    began = time.monotonic()
    whole = start(None)
    whole.join()
    if whole.exitcode:
        raise SystemExit(f"The tests fail without a fault: {' '.join(tests)}")
    limit = LONGEST * (time.monotonic() - began) + 10
    waiting = list(reversed(every))
    running: dict[int, tuple[ForkProcess, Mutant, float]] = {}
    while waiting or running:
        while waiting and len(running) < PROCESSES:
            process = start(waiting[-1])
            running[process.sentinel] = process, waiting.pop(), time.monotonic() + limit
        connection.wait(list(running), timeout=1)
        for sentinel, (process, mutant, end) in list(running.items()):
            if process.is_alive() and time.monotonic() < end:
                continue
            if process.is_alive() and process.pid:
                os.killpg(process.pid, SIGKILL)
            process.join()
            del running[sentinel]
            if process.exitcode == 0:
                yield mutant
