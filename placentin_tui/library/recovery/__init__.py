"""Backups, and the repair of a damaged library: its pages are read without SQLite, its rows put into a new file."""
