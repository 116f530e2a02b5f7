"""Returns freed memory to the system."""

from __future__ import annotations

import sys
from contextlib import suppress


def trim_memory() -> None:
    """Have the C library return the memory it keeps after `free`: megabytes, after a large search.

    Only glibc has to be told, and can be.
    """
    if sys.platform == "linux":
        import ctypes  # not at the start

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
