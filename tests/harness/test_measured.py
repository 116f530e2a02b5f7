from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.harness.measured import CHILDREN, MEASURED, TESTS, UNMEASURED, is_measured

SCRIPT = """
import os
import coverage
import seen
from coverage.collector import Collector
from tests.harness.measured import CHILDREN, unmeasured

measuring = [coverage.Coverage(data_file=None, config_file=False, include=[seen.__file__]) for _ in range(2)]
for each in measuring:
    each.start()
os.environ[CHILDREN[0]] = "how"
for _ in range(3):
    with unmeasured():
        seen.first()
        assert CHILDREN[0] not in os.environ
        measuring[1].start()  # as pytest-cov does after a test marked `no_cover`
assert len(Collector._collectors) == len(measuring)
seen.second()
assert os.environ.pop(CHILDREN[0]) == "how"
for each in reversed(measuring):
    each.stop()
print(sorted(measuring[1].get_data().lines(seen.__file__)))
"""
SEEN = """def first():
    return 1
def second():
    return 2
"""


def test_the_terminal_is_not_measured_and_the_core_is() -> None:
    assert not is_measured(TESTS / "ui" / "widgets" / "test_textual_internals.py")
    assert is_measured(TESTS / "library" / "test_articles.py")
    assert is_measured(TESTS / "test_config.py")
    assert is_measured(TESTS / "ui" / "test_launch.py")
    assert all((TESTS / place).exists() for place in (*UNMEASURED, *MEASURED))


def test_what_runs_meanwhile_is_not_measured_and_what_runs_afterwards_is(tmp_path: Path) -> None:
    (tmp_path / "seen.py").write_text(SEEN)
    around = {name: value for name, value in os.environ.items() if name not in CHILDREN}
    path = os.pathsep.join((str(TESTS.parent), str(tmp_path)))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=around | {"PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    assert done.stdout == "[4]\n", done.stderr
