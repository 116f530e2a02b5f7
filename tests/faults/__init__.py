"""Bad days: networks that fail, data that lies."""
