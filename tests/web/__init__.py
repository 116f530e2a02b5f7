"""The web, against servers on loopback."""
