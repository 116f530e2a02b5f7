"""Version 15: servers that keep subscriptions and marks, and the changes made here that they have not been told of.

Triggers write the changes, so that a mark and its entry in the queue are one transaction, whoever makes the mark.
"""

_QUEUED = """
    DELETE FROM sync_change WHERE field = '{field}'
    AND remote IN (SELECT id FROM remote_article WHERE article = new.id);
    INSERT INTO sync_change (remote, field, value)
    SELECT id, '{field}', {value} FROM remote_article WHERE article = new.id;
"""
_IS_OURS = "NOT EXISTS (SELECT 1 FROM sync_pull)"
_HAS_REMOTE = f"EXISTS (SELECT 1 FROM remote_article WHERE article = new.id) AND {_IS_OURS}"
_IS_REMOTE = f"EXISTS (SELECT 1 FROM remote_source WHERE source = old.id) AND {_IS_OURS}"
_LINE = "(SELECT read_to FROM source WHERE id = new.source)"
_SWEPT = """
    FROM article CROSS JOIN remote_article ON remote_article.article = article.id
    WHERE source = new.id AND hidden IN (0, 2) AND read = 0
          AND slot > min(old.read_to, new.read_to) AND slot <= max(old.read_to, new.read_to)
"""
_OP = """
    DELETE FROM subscription_change WHERE op = '{op}' AND remote IN (SELECT remote FROM remote_source
        WHERE source = old.id AND remote_source.service = subscription_change.service);
    INSERT INTO subscription_change (service, op, remote, value)
    SELECT service, '{op}', remote, {value} FROM remote_source WHERE source = old.id;
"""

SCRIPT = f"""
CREATE TABLE service (
    id INTEGER PRIMARY KEY AUTOINCREMENT,    -- never given twice: passwords in the keyring are stored under it
    held INTEGER NOT NULL DEFAULT 0,         -- how many articles it had at the last whole pull
    unread INTEGER NOT NULL DEFAULT 0,       -- how many of them were unread
    starred INTEGER NOT NULL DEFAULT 0,      -- and starred
    name TEXT NOT NULL UNIQUE,
    dialect TEXT NOT NULL,
    address TEXT NOT NULL,                   -- of its programming interface
    user TEXT NOT NULL,
    password_command TEXT NOT NULL DEFAULT '',  -- prints the password, its words as JSON; empty: it is in the keyring
    agreed TEXT NOT NULL DEFAULT '',         -- the server the person agreed to reach without encryption
    token TEXT NOT NULL DEFAULT '',          -- what it gave for the password; as secret as that
    last_success INTEGER,
    next_try INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    reason_values TEXT NOT NULL DEFAULT ''
);

CREATE TABLE remote_source (
    service INTEGER NOT NULL REFERENCES service ON DELETE CASCADE,
    remote TEXT NOT NULL,                    -- what the server calls it
    source INTEGER NOT NULL UNIQUE REFERENCES source ON DELETE CASCADE,
    title TEXT NOT NULL,                     -- title and folder as the server had them last
    folder TEXT NOT NULL,
    PRIMARY KEY (service, remote)
) WITHOUT ROWID;

CREATE TABLE remote_article (
    id INTEGER PRIMARY KEY,
    service INTEGER NOT NULL REFERENCES service ON DELETE CASCADE,
    remote TEXT NOT NULL,                    -- what the server calls it, see `sync/item_ids.py`
    article INTEGER REFERENCES article ON DELETE CASCADE,  -- NULL: its source is not here, so it is not fetched again
    UNIQUE (service, remote)
);
CREATE INDEX remote_article_article ON remote_article (article) WHERE article IS NOT NULL;

-- Marks to be sent: the last wish for each article and field. A later wish is a new row with a new number, so that what
-- was sent meanwhile does not count as sent for it. AUTOINCREMENT: a number is never given twice.
CREATE TABLE sync_change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    remote INTEGER NOT NULL REFERENCES remote_article ON DELETE CASCADE,
    field TEXT NOT NULL,
    value INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    tries INTEGER NOT NULL DEFAULT 0,        -- how often the server said yes and did nothing
    reason TEXT NOT NULL DEFAULT '',
    reason_values TEXT NOT NULL DEFAULT '',
    UNIQUE (remote, field)
);

CREATE TABLE subscription_change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    service INTEGER NOT NULL REFERENCES service ON DELETE CASCADE,
    op TEXT NOT NULL,
    remote TEXT NOT NULL,                    -- what the server calls the source; its feed's address for a new one
    value TEXT NOT NULL,                     -- the new title or folder
    title TEXT NOT NULL DEFAULT '',          -- the title of a new one
    state TEXT NOT NULL DEFAULT 'waiting',
    reason TEXT NOT NULL DEFAULT '',
    reason_values TEXT NOT NULL DEFAULT ''
);

-- Holds a row inside the transactions that write what a server says, which it need not be told.
CREATE TABLE sync_pull (service INTEGER NOT NULL);

CREATE TRIGGER sync_article_read AFTER UPDATE OF read ON article
WHEN (new.read > 0 OR new.read = 0 AND new.slot <= {_LINE}) <> (old.read > 0 OR old.read = 0 AND old.slot <= {_LINE})
     AND {_HAS_REMOTE}
BEGIN
{_QUEUED.format(field="read", value=f"new.read > 0 OR new.read = 0 AND new.slot <= {_LINE}")}
END;
CREATE TRIGGER sync_article_starred AFTER UPDATE OF starred ON article
WHEN new.starred <> old.starred AND {_HAS_REMOTE}
BEGIN
{_QUEUED.format(field="starred", value="new.starred")}
END;
-- « All read » goes up as the articles that were here and unread.
CREATE TRIGGER sync_source_read AFTER UPDATE OF read_to ON source
WHEN new.read_to <> old.read_to AND {_IS_REMOTE}
BEGIN
    DELETE FROM sync_change WHERE field = 'read' AND remote IN (SELECT remote_article.id {_SWEPT});
    INSERT INTO sync_change (remote, field, value)
    SELECT remote_article.id, 'read', new.read_to > old.read_to {_SWEPT};
END;
CREATE TRIGGER sync_source_renamed AFTER UPDATE OF own_title ON source
WHEN new.own_title <> old.own_title AND new.own_title <> '' AND {_IS_REMOTE}
BEGIN
{_OP.format(op="rename", value="new.own_title")}
END;
CREATE TRIGGER sync_source_moved AFTER UPDATE OF folder ON source WHEN new.folder <> old.folder AND {_IS_REMOTE}
BEGIN
{_OP.format(op="move", value="new.folder")}
END;
-- What is brought back is fetched again.
CREATE TRIGGER sync_source_back AFTER UPDATE OF removed ON source
WHEN new.removed IS NULL AND old.removed IS NOT NULL AND {_IS_REMOTE}
BEGIN
    DELETE FROM remote_article WHERE article IS NULL
    AND service IN (SELECT service FROM remote_source WHERE source = new.id);
END;
-- A removed source is deleted once its removal cannot be undone any more; then the server is told.
CREATE TRIGGER sync_source_deleted BEFORE DELETE ON source WHEN {_IS_REMOTE}
BEGIN
    DELETE FROM subscription_change WHERE remote IN (SELECT remote FROM remote_source
        WHERE source = old.id AND remote_source.service = subscription_change.service);
    INSERT INTO subscription_change (service, op, remote, value)
    SELECT service, 'unsubscribe', remote, '' FROM remote_source WHERE source = old.id;
END;
"""
