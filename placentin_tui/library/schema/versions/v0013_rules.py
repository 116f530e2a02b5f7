"""Version 13: rules for what comes in, the articles they mute, and how rules were before an act that can be undone."""

SCRIPT = """
CREATE TABLE rule (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                      -- no other has it but those removed, case and accents aside
    query TEXT NOT NULL,
    verbs TEXT NOT NULL,                     -- what is done with articles it finds, one a line
    position INTEGER NOT NULL,               -- its place among the others, the lowest first
    is_on INTEGER NOT NULL DEFAULT 1,
    expires INTEGER,                         -- from then on it does nothing with what comes in
    removed INTEGER                          -- when the person removed it; really deleted a while later
);

-- `article.hidden` is, from now on: 1, its source is removed; 2, a rule mutes it; 3, both. It follows these rows.
CREATE TABLE muted (
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    rule INTEGER NOT NULL REFERENCES rule ON DELETE CASCADE,
    lifted INTEGER NOT NULL DEFAULT 0,       -- 1: the person wanted to see the article all the same
    PRIMARY KEY (article, rule)
) WITHOUT ROWID;
CREATE INDEX muted_rule ON muted (rule);

CREATE TABLE act_rule (
    act INTEGER NOT NULL REFERENCES act ON DELETE CASCADE,
    rule INTEGER NOT NULL REFERENCES rule ON DELETE CASCADE,
    was TEXT NOT NULL,                       -- the rule before the act, as JSON
    PRIMARY KEY (act, rule)
) WITHOUT ROWID;

-- What is muted is not counted.
DROP TRIGGER article_deleted;
CREATE TRIGGER article_deleted AFTER DELETE ON article WHEN old.hidden & 2 = 0 BEGIN
    UPDATE source SET articles = articles - 1, starred = starred - old.starred,
                      unread = unread - (old.read < 0 OR old.read = 0 AND old.slot > read_to)
    WHERE id = old.source;
END;
DROP TRIGGER article_read;
CREATE TRIGGER article_read AFTER UPDATE OF read ON article WHEN old.read <> new.read AND new.hidden & 2 = 0 BEGIN
    UPDATE source SET unread = unread + (new.read < 0 OR new.read = 0 AND new.slot > read_to)
                                      - (old.read < 0 OR old.read = 0 AND old.slot > read_to)
    WHERE id = new.source;
END;
DROP TRIGGER article_starred;
CREATE TRIGGER article_starred AFTER UPDATE OF starred ON article
WHEN old.starred <> new.starred AND new.hidden & 2 = 0 BEGIN
    UPDATE source SET starred = starred + new.starred - old.starred WHERE id = new.source;
END;
DROP TRIGGER article_hidden_tags;
CREATE TRIGGER article_hidden_tags AFTER UPDATE OF hidden ON article WHEN (old.hidden = 0) <> (new.hidden = 0) BEGIN
    UPDATE tag SET articles = articles + (new.hidden = 0) - (old.hidden = 0)
    WHERE id IN (SELECT tag FROM article_tag WHERE slot = new.slot);
END;
CREATE TRIGGER article_muted AFTER UPDATE OF hidden ON article WHEN new.hidden & 2 > old.hidden & 2 BEGIN
    UPDATE source SET articles = articles - 1, starred = starred - new.starred,
                      unread = unread - (new.read < 0 OR new.read = 0 AND new.slot > read_to)
    WHERE id = new.source;
END;
CREATE TRIGGER article_unmuted AFTER UPDATE OF hidden ON article WHEN new.hidden & 2 < old.hidden & 2 BEGIN
    UPDATE source SET articles = articles + 1, starred = starred + new.starred,
                      unread = unread + (new.read < 0 OR new.read = 0 AND new.slot > read_to)
    WHERE id = new.source;
END;
"""
