"""The courier, on real servers, libraries and processes."""
