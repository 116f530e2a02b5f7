"""The page: its elements, their order, its links and its thread."""
