"""Version 12: the person's tags on articles, « later » among them, and what acts changed in them."""

SCRIPT = """
CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,                -- the name without case: two tags never differ by that alone
    articles INTEGER NOT NULL                -- how many that are not hidden have it; kept by triggers
);
INSERT INTO tag VALUES (1, 'later', 'later', 0);

CREATE TABLE article_tag (
    tag INTEGER NOT NULL REFERENCES tag ON DELETE CASCADE,
    slot INTEGER NOT NULL REFERENCES article (slot),  -- the article's, so that this table is the list's index
    PRIMARY KEY (tag, slot)
) WITHOUT ROWID;
CREATE INDEX article_tag_slot ON article_tag (slot);

CREATE TRIGGER tag_entered AFTER INSERT ON article_tag BEGIN
    UPDATE tag SET articles = articles + (SELECT hidden = 0 FROM article WHERE slot = new.slot) WHERE id = new.tag;
END;
CREATE TRIGGER tag_left AFTER DELETE ON article_tag BEGIN
    UPDATE tag SET articles = articles - (SELECT hidden = 0 FROM article WHERE slot = old.slot) WHERE id = old.tag;
END;
CREATE TRIGGER article_hidden_tags AFTER UPDATE OF hidden ON article WHEN old.hidden <> new.hidden BEGIN
    UPDATE tag SET articles = articles + old.hidden - new.hidden
    WHERE id IN (SELECT tag FROM article_tag WHERE slot = new.slot);
END;
-- Before: the counts ask whether the article is hidden.
CREATE TRIGGER article_deleted_tags BEFORE DELETE ON article BEGIN
    DELETE FROM article_tag WHERE slot = old.slot;
END;

ALTER TABLE act ADD tag INTEGER REFERENCES tag ON DELETE CASCADE;  -- the one tag it renamed or took away
ALTER TABLE act ADD tag_name TEXT NOT NULL DEFAULT '';             -- how that was called before

CREATE TABLE act_tag (
    act INTEGER NOT NULL REFERENCES act ON DELETE CASCADE,
    tag INTEGER NOT NULL REFERENCES tag ON DELETE CASCADE,
    article INTEGER NOT NULL,
    was INTEGER NOT NULL,                    -- whether the article had the tag before the act
    PRIMARY KEY (act, tag, article)
) WITHOUT ROWID;
"""
