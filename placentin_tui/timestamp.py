"""Points in time, as everything here keeps them."""

from __future__ import annotations

from typing import TypeAlias

Timestamp: TypeAlias = int
"""Whole seconds since 1970 in UTC."""
