"""Version 8: the vocabulary of the FTS5 index, to list the completions of a prefix."""

SCRIPT = """
-- Keeps nothing itself. A row for each place a word stands at, for only so is nothing read but what somebody asks for.
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, instance);
"""
