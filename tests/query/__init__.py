"""The query language: what is understood, and what it finds."""
