"""How a source fares, in words."""

from __future__ import annotations

import pytest

from placentin_tui import i18n
from placentin_tui.models import Oddity, Source
from placentin_tui.rendering import source_status

NOW = 1_772_539_200
DAY = 24 * 60 * 60
WELL = Source(1, "https://a.example/feed", "A", last_refresh=NOW, last_success=NOW - 60)
FAILED = Source(
    1, "https://a.example/feed", "A", last_success=NOW - DAY, error_reason="http-404",
    error_values='{"host":"a.example","status":404}', failures=3, next_try=NOW + 3600, failing_since=NOW - 2 * DAY,
)  # fmt: skip


def with_(source: Source, **fields: object) -> Source:
    from msgspec.structs import replace

    return replace(source, **fields)


def test_all_is_well() -> None:
    assert (
        source_status.trouble(WELL, NOW),
        source_status.notes(WELL),
        source_status.again(WELL, NOW),
    ) == (
        [],
        [],
        "",
    )


def test_the_reason_the_history_and_the_next_try() -> None:
    assert [said.replace("\N{NO-BREAK SPACE}", " ") for said in source_status.trouble(FAILED, NOW)] == [
        "a.example has nothing at this address (404).",
        "It failed 3 times in a row; it last worked yesterday.",
        "Next try on 3 March at 13:00.",
    ]
    assert "It never worked." in source_status.trouble(with_(FAILED, last_success=None), NOW)
    assert "It last worked yesterday." in source_status.trouble(with_(FAILED, failures=0, error_reason="paused"), NOW)
    assert len(source_status.trouble(with_(FAILED, next_try=NOW), NOW)) == 2, "at the next refresh"


def test_not_found_for_days_is_called_missing_and_a_bad_day_is_not() -> None:
    missing = with_(FAILED, failing_since=NOW - 3 * DAY)
    assert any("Not found since" in said for said in source_status.trouble(missing, NOW))
    for other in (FAILED, with_(missing, error_reason="http-500"), with_(missing, failing_since=None)):
        assert not any("Not found since" in said for said in source_status.trouble(other, NOW))
    i18n.use("fr")
    said = " ".join(source_status.trouble(missing, NOW)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Introuvable depuis le 28 février 2026" in said


def test_gone_is_no_longer_asked() -> None:
    gone = with_(FAILED, gone=True, next_try=None)
    assert source_status.trouble(gone, NOW)[-1] == "It is no longer refreshed."


def test_what_is_odd_is_noted() -> None:
    odd = [with_(WELL, oddity=oddity) for oddity in (Oddity.RENAMED, Oddity.TOO_MANY)]
    assert [source_status.notes(source)[0].split()[:3] for source in odd] == [
        ["It", "gave", "its"],
        ["It", "holds", "more"],
    ]
    assert source_status.notes(with_(WELL, moving_to="https://b.example/")) == [
        "It says it has moved for good: https://b.example/."
    ]
    assert source_status.notes(with_(WELL, certificate="ab" * 32))[0].startswith("You believe its certificate AB:AB:")


@pytest.mark.parametrize("written", ["ab" * 32, ":".join(["AB"] * 32), " ".join(["aB"] * 32)])
def test_a_fingerprint_however_it_is_written(written: str) -> None:
    assert source_status.read_fingerprint(written) == "ab" * 32
    assert source_status.read_fingerprint(source_status.fingerprint("ab" * 32)) == "ab" * 32


@pytest.mark.parametrize("written", ["", "ab", "g" * 64, "ab" * 33, "١" * 64])
def test_what_is_no_fingerprint(written: str) -> None:
    assert source_status.read_fingerprint(written) == ""
