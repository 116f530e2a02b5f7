"""The articles: stored, listed, searched, marked."""
