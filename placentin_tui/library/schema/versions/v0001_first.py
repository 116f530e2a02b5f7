"""Version 1: the first tables."""

SCRIPT = """
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,                     -- as the paper calls itself
    own_title TEXT NOT NULL DEFAULT '',      -- as the person calls it
    folder TEXT NOT NULL,
    language TEXT NOT NULL,
    home TEXT NOT NULL,
    icon TEXT NOT NULL,
    support_url TEXT NOT NULL DEFAULT '',
    rest_root TEXT,                          -- where its REST interface is; empty: it has none; NULL: nobody has looked
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    body_hash TEXT NOT NULL DEFAULT '',
    last_refresh INTEGER,
    last_success INTEGER,
    error_reason TEXT NOT NULL DEFAULT '',
    error TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0,
    next_try INTEGER,
    gone INTEGER NOT NULL DEFAULT 0,
    removed INTEGER,                         -- when the person removed it; really deleted a while later
    articles INTEGER NOT NULL DEFAULT 0,     -- these three are kept by triggers: no list ever counts a large table
    unread INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0
);

-- The narrow row of a list. What only the page shows is in `body`.
CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES source,
    slot INTEGER NOT NULL UNIQUE,            -- its place in every list (see `slots`); set once: nothing moves later
    read INTEGER NOT NULL DEFAULT 0,         -- 0 unread, else the act that marked it (1: by opening it)
    starred INTEGER NOT NULL DEFAULT 0,
    hidden INTEGER NOT NULL DEFAULT 0,       -- its source is removed
    offline_ready INTEGER NOT NULL DEFAULT 0,
    place INTEGER NOT NULL DEFAULT 0,        -- the block the reader had reached
    published INTEGER,
    first_seen INTEGER NOT NULL,
    corrected INTEGER,
    words INTEGER NOT NULL,
    comments INTEGER,                        -- how many, as the paper counts
    comments_known INTEGER,                  -- how many it counted when they were last fetched
    comments_partial INTEGER NOT NULL DEFAULT 0,  -- only its latest comments could be fetched
    comments_new INTEGER NOT NULL DEFAULT 0, -- how many came since `visited`
    visited INTEGER,                         -- when the person last looked at its comments
    post INTEGER NOT NULL DEFAULT 0,         -- its number on the paper's WordPress, 0 when unknown
    completed INTEGER NOT NULL DEFAULT 0,    -- what its feed leaves out was fetched
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    author TEXT NOT NULL,
    sections TEXT NOT NULL                   -- one a line
);

-- Each list has the index that gives it in order.
CREATE INDEX article_all ON article (slot) WHERE hidden = 0;
CREATE INDEX article_unread ON article (slot) WHERE hidden = 0 AND read = 0;
CREATE INDEX article_starred ON article (slot) WHERE hidden = 0 AND starred = 1;
CREATE INDEX article_source ON article (source, hidden, slot);
CREATE INDEX article_source_unread ON article (source, slot) WHERE hidden = 0 AND read = 0;
CREATE INDEX article_author ON article (author, slot) WHERE hidden = 0 AND author <> '';
CREATE INDEX article_visited ON article (source, visited) WHERE visited IS NOT NULL;

CREATE TABLE body (
    article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
    page BLOB NOT NULL                       -- a packed `texts.Page`
);

-- What each feed has brought, by the feed's own naming. Apart from `article`: no list needs it, and it may outlive one.
CREATE TABLE seen (
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    identity TEXT NOT NULL,
    digest TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (source, identity)
) WITHOUT ROWID;

CREATE TABLE section (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL DEFAULT 0      -- kept by triggers
);

CREATE TABLE article_section (
    section INTEGER NOT NULL REFERENCES section,
    slot INTEGER NOT NULL,                   -- the article's, so that this table is the list's index
    PRIMARY KEY (section, slot)
) WITHOUT ROWID;

CREATE TABLE comment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    key TEXT NOT NULL,
    parent TEXT NOT NULL,
    author TEXT NOT NULL,
    published INTEGER,
    first_seen INTEGER NOT NULL,
    blocks BLOB NOT NULL,                    -- packed blocks
    UNIQUE (article, key)
);

-- The outbox: what the person writes, and what became of it. Its states are those of `models.OutgoingComment`.
CREATE TABLE letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    parent TEXT NOT NULL,                    -- the key of the comment it answers
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    message TEXT NOT NULL DEFAULT '',
    remote INTEGER NOT NULL DEFAULT 0,       -- the comment's number on the paper
    at INTEGER NOT NULL,
    sent INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    next_try INTEGER
);
CREATE INDEX letter_article ON letter (article, id);
CREATE INDEX letter_state ON letter (state, at, id);

CREATE TABLE picture (
    url TEXT PRIMARY KEY,
    file TEXT,                               -- its name in the pictures folder; NULL: it cannot be had
    width INTEGER NOT NULL,
    height INTEGER NOT NULL
) WITHOUT ROWID;

-- What can be undone. AUTOINCREMENT, because `article.read` remembers acts long after they have left this table.
CREATE TABLE act (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    source INTEGER REFERENCES source ON DELETE CASCADE
);
INSERT INTO sqlite_sequence (name, seq) VALUES ('act', 1);

CREATE TABLE act_article (
    act INTEGER NOT NULL REFERENCES act ON DELETE CASCADE,
    article INTEGER NOT NULL,
    was INTEGER NOT NULL,                    -- the mark before the act
    PRIMARY KEY (act, article)
) WITHOUT ROWID;

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
    UPDATE source SET articles = articles + 1, unread = unread + (new.read = 0), starred = starred + new.starred
    WHERE id = new.source;
END;
CREATE TRIGGER article_deleted AFTER DELETE ON article BEGIN
    UPDATE source SET articles = articles - 1, unread = unread - (old.read = 0), starred = starred - old.starred
    WHERE id = old.source;
END;
CREATE TRIGGER article_read AFTER UPDATE OF read ON article WHEN (old.read = 0) <> (new.read = 0) BEGIN
    UPDATE source SET unread = unread + (new.read = 0) - (old.read = 0) WHERE id = new.source;
END;
CREATE TRIGGER article_starred AFTER UPDATE OF starred ON article WHEN old.starred <> new.starred BEGIN
    UPDATE source SET starred = starred + new.starred - old.starred WHERE id = new.source;
END;
CREATE TRIGGER section_entered AFTER INSERT ON article_section BEGIN
    UPDATE section SET articles = articles + 1 WHERE id = new.section;
END;
CREATE TRIGGER section_left AFTER DELETE ON article_section BEGIN
    UPDATE section SET articles = articles - 1 WHERE id = old.section;
END;

-- The words of an article, as they are found by searching. FTS5 gives what it finds in the order of its row numbers;
-- with the slot for a number the newest hits come first, and the rest is never read.
CREATE VIEW searchable AS
SELECT
    article.id AS id,
    article.slot AS slot,
    fold(article.title) AS title,
    page_words(body.page) AS body,
    fold(article.author) AS author,
    (
        SELECT group_concat(fold(said.author) || ' ' || blocks_words(said.blocks), ' ')
        FROM (SELECT author, blocks FROM comment WHERE article = article.id ORDER BY id) AS said
    ) AS comments
FROM article JOIN body ON body.article = article.id;

CREATE VIRTUAL TABLE search USING fts5 (
    title, body, author, comments,
    content = 'searchable', content_rowid = 'slot',
    columnsize = 0,                          -- only ranking needs the columns' sizes, and lists go by date
    tokenize = 'unicode61 remove_diacritics 2'
);
"""
