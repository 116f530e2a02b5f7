"""Diagnostics: the report of a crash, and the checks of `doctor`."""
