"""Every sentence of these tests is in English."""

from __future__ import annotations

import pytest

from placentin_tui import i18n


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")
