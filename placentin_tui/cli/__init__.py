"""The command line, for scripts, cron and the curious: one module per group of commands; docs/cli.md has them all."""
