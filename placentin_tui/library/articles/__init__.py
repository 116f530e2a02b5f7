"""Articles in the library: ingest, lists, search, marks, and the queues of what is still to be fetched for them."""
