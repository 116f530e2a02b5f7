"""What the project is made with, and the program never imports."""
