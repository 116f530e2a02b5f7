"""Rendering of an article's page and of statuses: models to lines and sentences, for one width. Pure; no I/O."""
