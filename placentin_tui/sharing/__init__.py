"""Ways to share articles: links, quotes, QR codes, files and books. Nothing is opened, copied or sent here."""

from placentin_tui.sharing.links import link, mailto, quote, strip_tracking, title_and_link

__all__ = ["link", "mailto", "quote", "strip_tracking", "title_and_link"]
