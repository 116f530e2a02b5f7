"""Tests of the built-in edition."""
