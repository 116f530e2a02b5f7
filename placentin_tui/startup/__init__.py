"""What runs before Textual is imported: the launch frame, and memory returned to the system.

Imports inside functions: modules that are not there on every system.
"""
