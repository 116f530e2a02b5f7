"""Make a home that holds the invented newspaper, for the program to open: `python -m screenshots.newspaper FOLDER`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from placentin_tui.library import Library
from placentin_tui.paths import NAME, Paths
from screenshots.newspaper.library import fill

home = Path(sys.argv[1]).resolve()
paths = Paths(*(home / folder / NAME for folder in ("data", "config", "cache")))
paths.create()
with Library.open(paths.library, paths.pictures) as library:
    fill(library, paths.pictures, now=int(time.time()))
print(f"XDG_DATA_HOME={home}/data XDG_CONFIG_HOME={home}/config XDG_CACHE_HOME={home}/cache placentin-tui --offline")
