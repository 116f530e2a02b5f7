"""Version 4: which pictures of a source are fetched, which articles' pictures were, and which articles use a file."""

SCRIPT = """
ALTER TABLE source ADD pictures TEXT NOT NULL DEFAULT 'all';   -- all; lead: the first of each article; none
ALTER TABLE article ADD pictured INTEGER NOT NULL DEFAULT 0;   -- 1: its pictures were asked for
CREATE INDEX article_unpictured ON article (starred, slot) WHERE pictured = 0 AND hidden = 0;

CREATE TABLE picture_use (
    url TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    PRIMARY KEY (url, article)
) WITHOUT ROWID;
CREATE INDEX picture_use_article ON picture_use (article);
CREATE INDEX picture_file ON picture (file) WHERE file IS NOT NULL;

-- Another text may have other pictures; a starred article gets those that were left out.
CREATE TRIGGER body_changed AFTER UPDATE ON body BEGIN
    UPDATE article SET pictured = 0 WHERE id = new.article;
END;
CREATE TRIGGER article_starred_pictures AFTER UPDATE OF starred ON article WHEN new.starred > old.starred BEGIN
    UPDATE article SET pictured = 0 WHERE id = new.id;
END;
"""
