"""A refresh: fetching the sources, storing their articles, and what follows.

Imports inside functions: most refreshes bring nothing, and do without what reads, stores and follows up news.
"""
