"""What can still be had of a damaged library: its pages read without SQLite, its rows, and what holds them together."""
