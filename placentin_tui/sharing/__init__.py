"""What to share of an article, in which form, and where to. Nothing is opened, copied or sent here."""

from placentin_tui.sharing.links import link, mailto, plain_url, quote, title_and_link

__all__ = ["link", "mailto", "plain_url", "quote", "title_and_link"]
