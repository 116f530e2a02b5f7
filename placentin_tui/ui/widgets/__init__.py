"""Widgets: they paint what they are given and say what the person did; no I/O, values come by attribute."""
