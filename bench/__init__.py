"""The benchmark: what a person waits for, through a real terminal, against a peer in the same run."""
