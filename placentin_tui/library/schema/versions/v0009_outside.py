"""Version 9: which sources at home redirect to the internet: documents from there may not name URLs at home."""

SCRIPT = """
ALTER TABLE source ADD led_outside INTEGER NOT NULL DEFAULT 0;  -- at home itself, it led to a document outside
"""
