from __future__ import annotations

import pytest

from bench.figures import By, Row, Sample, alternate
from bench.report import line


def test_a_sample_knows_its_middle_and_its_end() -> None:
    sample = Sample.of(n / 100 for n in range(100, 0, -1))
    assert sample.median == pytest.approx(0.505)
    assert sample.p95 == pytest.approx(0.96)
    assert Sample.of([2.0]).p95 == 2.0


@pytest.mark.parametrize(
    ("by", "reached", "met"),
    [(By.MEDIAN_RATIO, 1.5, True), (By.P95_RATIO, 2.0, False), (By.P95, 60.0, False), (By.HIGHEST, 0.06, True)],
)
def test_a_row_is_held_against_what_its_budget_is_about(by: By, reached: float, met: bool) -> None:
    row = Row("start", Sample.of([0.03, 0.03, 0.06]), Sample.of([0.02, 0.02, 0.03]), "an empty app", budget=1.5, by=by)
    assert row.reached == pytest.approx(reached)
    assert row.met is met


def test_without_a_peer_there_is_no_verdict() -> None:
    row = Row("refresh", Sample.of([1.0]), None, "newsboat", budget=0.6, unit="s", note="newsboat is not installed")
    assert row.met is None
    assert line(row) == "refresh: 1.00 / 1.00 s → –, budget 0.6 (newsboat is not installed)"


def test_memory_is_held_against_the_most_there_was() -> None:
    row = Row("memory", Sample.of([90.0, 210.0, 100.0]), budget=200, by=By.HIGHEST, unit="MB")
    assert line(row) == "memory: 100.0 / 210.0 MB → 210.0 MB, budget 200, NOT met"


def test_a_line_says_all() -> None:
    row = Row("start", Sample.of([0.03]), Sample.of([0.02]), "an empty app", budget=1.25)
    assert line(row) == "start: 30.0 / 30.0 ms against 20.0 / 20.0 ms for an empty app → 1.50 ×, budget 1.25, NOT met"


def test_acts_are_measured_in_turn_and_the_first_round_goes_uncounted() -> None:
    calls: list[str] = []

    def act(name: str) -> float:
        calls.append(name)
        return float(len(calls))

    ours, peer = alternate(2, lambda: act("ours"), lambda: act("peer"))
    assert calls == ["ours", "peer"] * 3
    assert (ours.values, peer.values) == ((3.0, 5.0), (4.0, 6.0))
