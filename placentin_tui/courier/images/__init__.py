"""Pictures: downloaded, scaled in a process of their own, kept in a folder of bounded size."""
