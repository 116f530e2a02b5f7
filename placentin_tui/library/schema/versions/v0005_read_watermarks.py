"""Version 5: a read watermark for each source, up to which everything is read, so that marking a million articles is
one row.
"""

SCRIPT = """
-- Its line: up to this slot every article whose `read` is 0 is read as well. `article.read` is, from now on: above 0,
-- the act that marked it; 0, read if it stands at or below its source's line, else unread; -1, unread wherever it is.
ALTER TABLE source ADD COLUMN read_to INTEGER NOT NULL DEFAULT -1;

-- Where a source's line stood before an act drew it higher.
CREATE TABLE act_source (
    act INTEGER NOT NULL REFERENCES act ON DELETE CASCADE,
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    was INTEGER NOT NULL,
    PRIMARY KEY (act, source)
) WITHOUT ROWID;

-- `source` is there so that those below its line can be told from the index alone.
DROP INDEX article_unread;
CREATE INDEX article_unread ON article (slot, source) WHERE hidden = 0 AND read = 0;
CREATE INDEX article_kept_unread ON article (source, slot) WHERE hidden = 0 AND read < 0;

DROP TRIGGER article_added;
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
    UPDATE source SET articles = articles + 1, starred = starred + new.starred,
                      unread = unread + (new.read < 0 OR new.read = 0 AND new.slot > read_to)
    WHERE id = new.source;
    -- What comes in below the line is as new to the person as what comes in above it.
    UPDATE article SET read = -1
    WHERE id = new.id AND read = 0 AND slot <= (SELECT read_to FROM source WHERE id = new.source);
END;
DROP TRIGGER article_deleted;
CREATE TRIGGER article_deleted AFTER DELETE ON article BEGIN
    UPDATE source SET articles = articles - 1, starred = starred - old.starred,
                      unread = unread - (old.read < 0 OR old.read = 0 AND old.slot > read_to)
    WHERE id = old.source;
END;
DROP TRIGGER article_read;
CREATE TRIGGER article_read AFTER UPDATE OF read ON article WHEN old.read <> new.read BEGIN
    UPDATE source SET unread = unread + (new.read < 0 OR new.read = 0 AND new.slot > read_to)
                                      - (old.read < 0 OR old.read = 0 AND old.slot > read_to)
    WHERE id = new.source;
END;
"""
