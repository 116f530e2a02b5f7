"""The terminal and the desktop around it, without Textual: capabilities, answers, clipboard, browser, restoring.

Imports inside functions: modules that are not there on every system.
"""
