"""Feeds, on files as papers write them."""
