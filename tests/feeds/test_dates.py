"""Dates beyond those of the corpus (dates-of-all-kinds, french-dates, bad-dates …)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.feeds.dates import EARLIEST, LATEST, moment

_MOMENTS = st.integers(EARLIEST, LATEST - 1)


@given(_MOMENTS)
def test_a_date_comes_back_from_either_standard_form(at: int) -> None:
    when = datetime.fromtimestamp(at, UTC)
    assert moment(format_datetime(when)) == at
    assert moment(when.isoformat()) == at


@given(st.text(max_size=70))
def test_any_text_is_a_moment_within_reason_or_none(written: str) -> None:
    at = moment(written)
    assert at is None or EARLIEST <= at <= LATEST


def test_feedparser_is_asked_when_we_cannot_read() -> None:
    greek = (2026, 11, 23, 8, 34, 41, 0, 327, 0)
    assert moment("Δευ, 23 Νοε 2026 08:34:41", greek) == 1795422881


@pytest.mark.parametrize("parsed", [(1, 2), ("a",) * 9, (2026, 13, 45, 99, 0, 0, 0, 0, 0, 0), None, "2026"])
def test_nonsense_is_no_moment(parsed: object) -> None:
    assert moment("hier", parsed) is None
