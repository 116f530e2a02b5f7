"""Version 10: accounts by the sources they were given for, and the servers the person agreed to."""

SCRIPT = """
ALTER TABLE source ADD account TEXT NOT NULL DEFAULT '';         -- the person's name there; no password is kept here
ALTER TABLE source ADD account_root TEXT NOT NULL DEFAULT '';    -- the REST interface it was given for
ALTER TABLE source ADD comment_servers TEXT NOT NULL DEFAULT ''; -- others that may get comments, one a line

-- Accounts were kept by the REST interface alone. It goes on for the sources on whose own server that is: what others
-- named was never agreed to.
UPDATE source
SET account = (SELECT value FROM setting WHERE key = 'account ' || rest_root), account_root = rest_root
WHERE rest_root LIKE 'https://_%'
  AND EXISTS (SELECT 1 FROM setting WHERE key = 'account ' || rest_root AND value <> '')
  AND substr(rest_root || '/', 9, instr(substr(rest_root || '/', 9), '/') - 1)
      = substr(url || '/', instr(url, '://') + 3, instr(substr(url || '/', instr(url, '://') + 3), '/') - 1);
DELETE FROM setting WHERE key LIKE 'account %';
"""
