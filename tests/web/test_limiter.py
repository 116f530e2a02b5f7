"""How many questions there may be at once."""

from __future__ import annotations

import resource

import pytest

from placentin_tui.web.limiter import MOST, most


@pytest.mark.parametrize(("files", "questions"), [(64, 32), (256, 128), (1_048_576, MOST), (1, 1)])
def test_half_the_files_a_process_may_have_open(monkeypatch: pytest.MonkeyPatch, files: int, questions: int) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _what: (files, files))
    assert most() == questions


def test_no_limit_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _what: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert most() == MOST
