"""Version 6: full texts for feeds that give only summaries."""

SCRIPT = """
ALTER TABLE source ADD fulltext TEXT NOT NULL DEFAULT 'auto';  -- auto: where its feed cuts; always; never
ALTER TABLE source ADD selector TEXT NOT NULL DEFAULT '';      -- the person's own word for where the text is on a page
ALTER TABLE article ADD text INTEGER NOT NULL DEFAULT 0;       -- a `models.TextState`
ALTER TABLE article ADD text_trouble TEXT NOT NULL DEFAULT ''; -- why its whole text could not be had, a stable word
ALTER TABLE article ADD text_tries INTEGER NOT NULL DEFAULT 0; -- how often it was asked for in vain
CREATE INDEX article_wanted ON article (source, slot) WHERE text = 1;
"""
