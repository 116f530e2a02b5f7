"""What helps when something is amiss."""
