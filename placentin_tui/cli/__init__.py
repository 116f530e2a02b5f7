"""The command line, for scripts, cron and people: a module for each group of commands; docs/cli.md
describes them all.
"""
