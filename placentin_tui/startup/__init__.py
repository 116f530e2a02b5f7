"""What the first frame needs before Textual is imported."""
