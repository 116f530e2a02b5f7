"""A refresh: the sources asked, their articles stored, and what follows."""
