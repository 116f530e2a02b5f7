"""The front page as data: which stories stand on it, and where, for a size; no terminal is needed."""
