"""Servers that keep subscriptions and marks: what they are asked, and what they answer, as our own models.

server     the seam: what a sync needs of any server, and what it is given to ask it with
dialects   how servers that speak one language differ
greader    the Google Reader API: FreshRSS, Miniflux and others
fever      the Fever API, for what is read and starred
answers    its answers, but for articles
articles   its articles
item_ids   the ids of articles, in one form

No SQL here, and no HTTP: a server is asked through `server.Transport`, its answers are read through `server.Reader`.
Whatever is not what the API promises raises `SyncError`; failures of the connection (`FetchError`) pass through.
"""
