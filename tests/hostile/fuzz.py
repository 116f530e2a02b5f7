"""A fuzzer that follows the code: `python -m tests.hostile.fuzz TARGET SECONDS [FOLDER]`, or `make fuzz` for all.

What it is fed with to begin is the corpus of the tests. A crash is written to `crash-…` in FOLDER (a new one unless
named); move it into `tests/data/fuzz/TARGET/` under a telling name, mend what is wrong, and it stays tried.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["placentin_tui", "feedparser", "listparser"]):
    from tests.hostile.targets import TARGETS

DATA = Path(__file__).parents[1] / "data"
SEEDS = {"feed": ("feeds", "wordpress"), "opml": ("opml",), "html": ("prose", "wordpress"), "answers": ("wordpress",)}
LONGEST = 8192
"""Bytes of an input: longer ones only make the search slower."""


def main(target: str, seconds: str, folder: str = "") -> None:
    """Fuzz one target for so many seconds."""
    place = Path(folder or tempfile.mkdtemp(prefix=f"fuzz-{target}-"))
    corpus = place / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for kind in (*SEEDS.get(target, ()), f"fuzz/{target}"):
        for file in (DATA / kind).glob("*"):
            if file.is_file() and file.stat().st_size <= LONGEST:
                shutil.copy(file, corpus / f"{kind.replace('/', '-')}-{file.name}")
    flags = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=20", f"-artifact_prefix={place}/"]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
