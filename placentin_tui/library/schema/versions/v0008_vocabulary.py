"""The words that stand in the index, to be listed: those a word just begun may become."""

SCRIPT = """
-- Keeps nothing itself. A row for each place a word stands at, for only so is nothing read but what somebody asks for.
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, instance);
"""
