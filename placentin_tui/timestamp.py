"""The type of points in time."""

from __future__ import annotations

from typing import TypeAlias

Timestamp: TypeAlias = int
"""Whole seconds since 1970 in UTC."""
