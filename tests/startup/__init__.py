"""What the first frame needs."""
