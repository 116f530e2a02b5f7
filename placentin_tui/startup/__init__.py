"""What the first frame needs before Textual is imported.

Imports inside functions: modules that are not there on every system.
"""
