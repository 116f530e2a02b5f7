"""Placentin: a newspaper in the terminal, readable with no network at all."""

__version__ = "0.1.0"
