"""The library, on real files."""
