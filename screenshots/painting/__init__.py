"""Pictures made by code that pass for photographs at the size of a terminal; README's pictures alone show them."""
