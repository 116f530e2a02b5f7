"""The library: every source, article, comment and mark of a person in one SQLite file. All SQL of
the program is here.

Imports inside functions: backup, restore, repair and checks are for bad days; the first frame does without.
"""

from placentin_tui.library.library import Library
from placentin_tui.library.open_or_repair import open_or_repair
from placentin_tui.library.schema.connection import PATIENCE

__all__ = ["PATIENCE", "Library", "open_or_repair"]
