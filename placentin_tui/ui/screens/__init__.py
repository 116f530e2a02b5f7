"""Screens: what the person sees, one file or folder each, imported when first shown."""
