"""Version 16: what labels a server has on its articles, which are the person's tags here.

What waits to be sent is what differs: a tag that is here and no label there, a label that is no tag any more. So it
needs no queue, and renaming, merging and undoing tags need nothing of their own.
"""

SCRIPT = """
ALTER TABLE service ADD labels INTEGER NOT NULL DEFAULT 0;  -- whether the server has labels on articles
UPDATE service SET labels = dialect IN ('freshrss', 'greader');

CREATE TABLE remote_label (
    remote INTEGER NOT NULL REFERENCES remote_article ON DELETE CASCADE,
    key TEXT NOT NULL,                       -- as tags have it
    name TEXT NOT NULL,                      -- as the server writes it
    PRIMARY KEY (remote, key)
) WITHOUT ROWID;
CREATE INDEX remote_label_key ON remote_label (key);
"""
