"""Memory that was freed goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Half a million small blocks, freed but for the last of all, which keeps the heap from shrinking by itself.
FREED = """
import ctypes, re
from pathlib import Path
from placentin_tui.startup.memory import trim_memory
malloc, free = ctypes.CDLL(None).malloc, ctypes.CDLL(None).free
malloc.restype, free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
blocks = [malloc(600) for _ in range(100_000)]
for block in blocks:
    ctypes.memset(block, 1, 600)
for block in blocks[:-1]:
    free(block)
before = resident()
trim_memory()
print(before - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's own way")
def test_what_was_freed_is_given_back() -> None:
    said = subprocess.run([sys.executable, "-c", FREED], capture_output=True, text=True, check=True).stdout
    assert int(said) > 40
