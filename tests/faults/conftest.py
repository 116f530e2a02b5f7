"""A server, the web and a library, all fresh: those of the courier's tests. Long days only where they are asked for."""

from __future__ import annotations

import os

import pytest

from tests.courier.conftest import _english_and_no_proxy, library, server, web

__all__ = ["_english_and_no_proxy", "library", "server", "web"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what takes minutes to `make test-faults`."""
    if os.environ.get("PLACENTIN_FAULTS") != "1":
        for item in items:
            if item.get_closest_marker("faults"):
                item.add_marker(pytest.mark.skip(reason="it takes minutes: make test-faults"))
