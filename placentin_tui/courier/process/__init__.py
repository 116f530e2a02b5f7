"""The courier process: start and end, the protocol on its pipe, the requests under way."""
