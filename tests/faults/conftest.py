"""A server, the web and a library, all fresh: those of the courier's tests."""

from __future__ import annotations

from tests.courier.conftest import _english_and_no_proxy, library, server, web

__all__ = ["_english_and_no_proxy", "library", "server", "web"]
