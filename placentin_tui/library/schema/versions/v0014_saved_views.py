"""Version 14: queries saved under a name, and how they were before an act that can be undone."""

SCRIPT = """
CREATE TABLE saved (
    id INTEGER PRIMARY KEY AUTOINCREMENT,    -- never given twice: acts name views that are gone
    name TEXT NOT NULL,                      -- no other has it, case and accents aside
    query TEXT NOT NULL,
    position INTEGER NOT NULL,               -- its place among the others, the lowest first
    pinned INTEGER NOT NULL DEFAULT 0        -- 1: among the sections of the front page
);

CREATE TABLE act_saved (
    act INTEGER NOT NULL REFERENCES act ON DELETE CASCADE,
    saved INTEGER NOT NULL,
    name TEXT,                               -- this and the rest: as it was before the act; NULL: it was not there
    query TEXT,
    position INTEGER,
    pinned INTEGER,
    PRIMARY KEY (act, saved)
) WITHOUT ROWID;
"""
