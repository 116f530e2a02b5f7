"""Servers that keep subscriptions and marks: which there are, what they have, and what they are still to be told."""
