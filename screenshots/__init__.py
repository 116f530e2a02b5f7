"""The pictures of README: the app itself, reading the built-in edition, drawn as SVG and PNG."""
