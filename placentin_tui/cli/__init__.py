"""The command line, for scripts, cron and people: a module for each group of commands; docs/cli.md
describes them all.

Imports inside functions: each command loads what it needs when it runs; the network's libraries take 200 ms, and
`--help`, `list` and the app do without.
"""
