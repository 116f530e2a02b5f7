"""Lettering: how a text is set in a serif face, computed without drawing it.

metrics   a face's advance widths, kerning and extents, from a table
typeset   a text → its lines, the size of the letters and the rows of the terminal they take

What is computed here is drawn by `ui/lettering/`.
"""
