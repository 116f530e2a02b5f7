"""What settings choose among; the values are those of `config.toml`, and of what the app remembers."""

from __future__ import annotations

from enum import StrEnum


class PictureMode(StrEnum):
    """How pictures are shown."""

    AUTO = "auto"
    """By the best means the terminal has."""
    KITTY = "kitty"
    SIXEL = "sixel"
    HALFBLOCK = "halfblock"
    SEXTANT = "sextant"
    """Characters of two by three pixels, in two colours."""
    OFF = "off"


class LetteringMode(StrEnum):
    """Whether headlines are set in a serif face."""

    AUTO = "auto"
    """Where the terminal has graphics, and the window has room."""
    OFF = "off"


class Ground(StrEnum):
    """What the text stands on."""

    THEME = "theme"
    """The theme's own paper."""
    TERMINAL = "terminal"
    """What the terminal shows behind its text, which may be a picture or the window below."""


class CursorMode(StrEnum):
    """Whether the terminal's cursor is visible."""

    AUTO = "auto"
    """For those who read by hand or by ear."""
    ON = "on"
    OFF = "off"


class Metered(StrEnum):
    """Whether the line is paid for by what it carries."""

    AUTO = "auto"
    """What the system says."""
    YES = "yes"
    NO = "no"


class Density(StrEnum):
    """How much of each article a list shows; the first is the usual one, and the order is that of the key."""

    NORMAL = "normal"
    """The headline on one line or two, and a line of section, source and age."""
    STANDFIRST = "standfirst"
    """Those, and the beginning of the text."""
    LINE = "line"
    """One line."""


class Spacing(StrEnum):
    """What is between paragraphs; the first is the usual one, and the order is that of the key."""

    NORMAL = "normal"
    WIDE = "wide"
    TIGHT = "tight"


class OpensOn(StrEnum):
    """The view the program opens with."""

    LAST = ""
    """The one used last; at first the front page."""
    FRONT = "front"
    LIST = "list"


class Hyphens(StrEnum):
    """Whether words are broken; the first is the usual one, and the order is that of the key."""

    AUTO = "auto"
    """Where lines are short or reach both edges."""
    ON = "on"
    OFF = "off"


class Justify(StrEnum):
    """Whether lines reach both edges; the first is the usual one, and the order is that of the key."""

    OFF = "off"
    ON = "on"


class ExportFormat(StrEnum):
    """What articles are written as."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    """A web page with its pictures inside."""
    EPUB = "epub"
    """An e-book; the one format that `sharing.export.document` does not make."""
