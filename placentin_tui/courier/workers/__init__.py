"""Processes that parse foreign documents for the courier, with bounds of time and memory.

Imports inside functions: a worker loads the readers (lxml, trafilatura, feedparser) it is asked for, and the courier,
which imports the same modules to name the tasks, none of them.
"""
