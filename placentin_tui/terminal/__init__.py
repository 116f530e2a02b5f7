"""The terminal and the desktop around it, without Textual: capabilities, responses, clipboard, browser, restoring.

Imports inside functions: modules that are not there on every system.
"""
