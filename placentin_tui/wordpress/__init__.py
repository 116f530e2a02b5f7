"""WordPress as it answers: what a paper's pages and its REST interface say, as our own models.

discovery   where the interface is, and which post an article is
posts       what it adds to an article the feed cut short
comments    the whole thread
form        what a comment is sent as
verdict     what the paper answered to it

No SQL and no HTTP here: whoever must ask takes `get`, and failures of the asking (`FetchError`) pass through. An
answer that is not what the interface promises raises `FeedError`.
"""
