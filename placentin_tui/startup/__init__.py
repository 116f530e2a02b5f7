"""What runs before Textual is imported: the launch frame, and memory returned to the system."""
