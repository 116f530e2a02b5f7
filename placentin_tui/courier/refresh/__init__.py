"""A refresh: the sources asked, their articles stored, and what follows.

Imports inside functions: most refreshes bring nothing, and do without what reads, stores and follows up news.
"""
