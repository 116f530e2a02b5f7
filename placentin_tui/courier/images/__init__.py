"""Pictures: fetched, scaled in a process of their own, kept in a bounded folder."""
