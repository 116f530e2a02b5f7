"""Version 2: which sources are on this computer or in its network: their documents may name URLs
there, others may not.
"""

SCRIPT = """
ALTER TABLE source ADD COLUMN at_home INTEGER;  -- whether its server answered from there; NULL: it has not answered yet
"""
