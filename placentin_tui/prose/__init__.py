"""Prose: HTML to blocks at arrival, blocks to lines for the screen, to text and to Markdown. Pure; no I/O."""
