"""What to share of an article, in which form, and where to. Nothing is opened, copied or sent here.

Imports inside functions: each form of an article is made by a module of its own, loaded when it is asked for.
"""

from placentin_tui.sharing.links import link, mailto, quote, strip_tracking, title_and_link

__all__ = ["link", "mailto", "quote", "strip_tracking", "title_and_link"]
