"""The migrations of the tables: a module for each version, named after what it adds."""

from __future__ import annotations

from placentin_tui.library.schema.versions import (
    v0001_first,
    v0002_home,
    v0003_network,
    v0004_pictures,
    v0005_read_watermarks,
    v0006_fulltext,
    v0007_revisions,
    v0008_vocabulary,
    v0009_outside,
    v0010_accounts,
    v0011_reasons,
    v0012_tags,
    v0013_rules,
    v0014_saved_views,
    v0015_sync,
    v0016_labels,
)

MIGRATIONS: tuple[str, ...] = (
    v0001_first.SCRIPT,
    v0002_home.SCRIPT,
    v0003_network.SCRIPT,
    v0004_pictures.SCRIPT,
    v0005_read_watermarks.SCRIPT,
    v0006_fulltext.SCRIPT,
    v0007_revisions.SCRIPT,
    v0008_vocabulary.SCRIPT,
    v0009_outside.SCRIPT,
    v0010_accounts.SCRIPT,
    v0011_reasons.SCRIPT,
    v0012_tags.SCRIPT,
    v0013_rules.SCRIPT,
    v0014_saved_views.SCRIPT,
    v0015_sync.SCRIPT,
    v0016_labels.SCRIPT,
)
"""The n-th script (from 0) migrates version n to n + 1; once released, a script never changes."""
