"""Tests of what README's pictures are made with."""
