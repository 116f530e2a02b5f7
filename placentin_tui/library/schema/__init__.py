"""The database file: opening, locking, and migrating its tables."""
