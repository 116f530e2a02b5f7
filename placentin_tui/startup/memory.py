"""Memory that was used for a moment, given back to the system."""

from __future__ import annotations

import sys
from contextlib import suppress


def trim_memory() -> None:
    """Have the C library return what it keeps of all that was freed: megabytes, after a large search.

    Only glibc has to be asked, and can be.
    """
    if sys.platform == "linux":
        import ctypes  # not before there is anything to give back

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
