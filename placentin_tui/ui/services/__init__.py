"""The reader's side of the library: what it looks through and what it writes with. Knows no widget."""
