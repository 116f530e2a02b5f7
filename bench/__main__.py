"""`python -m bench [PART] [--times N]`: measure everything and write RESULTS.md, or only print one part."""

from __future__ import annotations

import argparse
import compileall
import os
import tempfile
from pathlib import Path

import placentin_tui
from bench import disk, keys, marks, memory, opening, pictures, refresh, report, search, start, sync
from bench.figures import Row
from bench.home import Street

PARTS = {
    "start": start.measure,
    "keys": keys.measure,
    "marks": marks.measure,
    "opening": opening.measure,
    "pictures": pictures.measure,
    "refresh": refresh.measure,
    "search": search.measure,
    "sync": sync.measure,
    "memory": memory.measure,
    "disk": disk.measure,
}


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser("python -m bench")
    parser.add_argument("part", nargs="?", choices=PARTS, help="what to measure; without it all, into RESULTS.md")
    parser.add_argument("--times", type=int, default=9, help="how often (9)")
    options = parser.parse_args()
    _as_installed()
    print(report.machine())
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        street = Street(Path(folder))
        for part in [options.part] if options.part else PARTS:
            print(f"{part}:", flush=True)
            measured = PARTS[part](street, options.times)
            rows += measured
            print(*(f"  {report.line(row)}" for row in measured), sep="\n", flush=True)
    if not options.part:
        report.write(rows)
        print(f"Written to {report.RESULTS.relative_to(Path.cwd())}.")


def _as_installed() -> None:
    """Have the bytecode there, as an installation has it: to compile what a start needs takes a third as long again."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(Path(placentin_tui.__file__).parent, quiet=1)


if __name__ == "__main__":
    main()
