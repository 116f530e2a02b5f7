"""The exit statuses, the same for every command."""

DONE = 0
FAILED = 1
"""Something failed; stderr says what."""
USAGE = 2
"""The command line itself is wrong, or the app was started where it cannot run."""
OFFLINE = 3
"""There is no network, or `--offline` forbids it."""
INTERRUPTED = 130
"""Ctrl-C: 128 + SIGINT, as in shells."""
PIPE_CLOSED = 141
"""The reader of the output has closed the pipe: 128 + SIGPIPE, as in shells."""
