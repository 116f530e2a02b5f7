"""The courier's process: its start and end, the pipe to the reader, the requests under way."""
