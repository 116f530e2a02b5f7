"""Sharing, without a screen."""
