"""What the app's tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.paper import Paper

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """No browser and no clipboard of the machine's own, and one time zone."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """A paper with twelve articles."""
    paper = Paper(tmp_path)
    paper.fill()
    return paper


@pytest.fixture
def empty(tmp_path: Path) -> Paper:
    """A paper nobody has subscribed to yet."""
    return Paper(tmp_path)
