"""Text from elsewhere: the gate it passes, addresses, numbers, and comparing words."""
