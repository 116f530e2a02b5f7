"""Version 7: the earlier versions of articles that the papers corrected."""

SCRIPT = """
CREATE TABLE wording (
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    until INTEGER NOT NULL,                  -- when another one was found
    title TEXT NOT NULL,
    page BLOB NOT NULL,                      -- a packed `texts.Page`
    PRIMARY KEY (article, until)
) WITHOUT ROWID;
"""
