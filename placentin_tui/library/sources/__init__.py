"""The sources, what their servers answered, and the accounts given for them."""
