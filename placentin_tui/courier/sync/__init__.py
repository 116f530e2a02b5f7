"""A sync with the servers that keep subscriptions and marks: push, then pull, then contents.

cycle       the whole of it, for one server
push        tells the server what was changed here
contents    fetches and stores the articles that are not here
transport   asks a server through the project's own HTTP client
secrets     passwords, from the keyring or a command
service     adds and removes a server, and syncs them all
"""
