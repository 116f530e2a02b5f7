"""Prose: HTML to blocks at arrival, blocks to lines at paint, blocks to text and Markdown. Pure; no I/O."""
