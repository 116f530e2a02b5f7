"""Which sources at home lead to the internet: what a document from there names may not be at home."""

SCRIPT = """
ALTER TABLE source ADD led_outside INTEGER NOT NULL DEFAULT 0;  -- at home itself, it led to a document outside
"""
