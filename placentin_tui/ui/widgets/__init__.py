"""Widgets: they paint what they are given and post messages about what the person did; no I/O."""
