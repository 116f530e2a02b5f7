"""A refresh: fetching the sources, storing their articles, and what follows."""
