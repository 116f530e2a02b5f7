"""Text from elsewhere."""
