"""WordPress's pages and REST interface, parsed into our own models.

discovery      where the REST interface is, and which post an article is
posts          posts: featured picture, author, whole text, categories
completion     an article completed with its post
comments       the comments of a post
comment_form   the form a comment is posted with
submit_result  the outcome of a posted comment
json_fields    fields of the interface's JSON

No SQL and no HTTP here: functions that need a request take `get`, and its failures (`FetchError`) pass through. A
response that is not what the interface promises raises `FeedError`.
"""
