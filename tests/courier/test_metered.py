"""Whether the line is paid for by what it carries."""

from __future__ import annotations

from pathlib import Path

import pytest

from placentin_tui.courier.refresh.metered import is_metered
from placentin_tui.models.setting_enums import Metered


@pytest.mark.parametrize(
    ("said", "metered"), [("u 1", True), ("u 3", True), ("u 2", False), ("u 4", False), ("", False)]
)
def test_what_the_system_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, metered: bool) -> None:
    program = tmp_path / "busctl"
    program.write_text(f"#!/bin/sh\necho '{said}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert is_metered(Metered.AUTO, tmp_path) is metered
    assert is_metered(Metered.YES, tmp_path)
    assert not is_metered(Metered.NO, tmp_path)


def test_where_nothing_says_it_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_metered(Metered.AUTO, tmp_path / "nowhere")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not is_metered(Metered.AUTO, tmp_path)


def test_a_system_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "busctl"
    program.write_text("#!/bin/sh\nexec sleep 20\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr("placentin_tui.courier.refresh.metered.PATIENCE", 0.1)
    assert not is_metered(Metered.AUTO, tmp_path)
