"""Version 3: the network state of sources: since when they fail, permanent redirects, trusted certificates."""

SCRIPT = """
ALTER TABLE source ADD COLUMN failing_since INTEGER;                   -- since when it fails, every time for one reason
ALTER TABLE source ADD COLUMN whole_at INTEGER;                        -- when its document last came whole, no 304
ALTER TABLE source ADD COLUMN moving_to TEXT NOT NULL DEFAULT '';      -- where it says it has moved to for good
ALTER TABLE source ADD COLUMN moving_seen INTEGER NOT NULL DEFAULT 0;  -- how often in a row a feed was found there
ALTER TABLE source ADD COLUMN certificate TEXT NOT NULL DEFAULT '';    -- the one the person believes: its SHA-256
ALTER TABLE source ADD COLUMN refused TEXT NOT NULL DEFAULT '';        -- the one last refused: its SHA-256
ALTER TABLE source ADD COLUMN oddity TEXT NOT NULL DEFAULT '';         -- what is odd about its last feed
"""
