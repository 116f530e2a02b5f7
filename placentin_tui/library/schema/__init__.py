"""The database file: how it is opened, locked and brought up to date."""
