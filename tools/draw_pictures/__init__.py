"""Draws the pictures of the built-in edition (`python -m tools.draw_pictures`); the program never imports this."""
