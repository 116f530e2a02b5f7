"""Which sources are on this computer or in its network: what they name may be there too, what others name may not."""

SCRIPT = """
ALTER TABLE source ADD COLUMN at_home INTEGER;  -- whether its server answered from there; NULL: it has not answered yet
"""
