"""The reader, driven by keys and by the mouse."""
