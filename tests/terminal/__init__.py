"""What the reader does beside drawing."""
