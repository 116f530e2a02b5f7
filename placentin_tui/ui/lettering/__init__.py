"""Lettering drawn: texts set by `rendering/lettering/`, as pixels in the terminal's protocol.

face      where the file of a face is
measure   a font → the table of its measures
drawing   what is drawn, and its name on disk
draw      letters → pixels
encode    pixels → a PNG for kitty, or Sixel data row by row
cache     the folder of what was drawn
worker    all of this as a process, so that Pillow is never loaded in the reader
renderer  asks that process, and keeps its answers

Imports inside functions: Pillow, which takes 20 ms and is needed in the process alone.
"""
