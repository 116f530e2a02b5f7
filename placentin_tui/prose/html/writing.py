"""The paragraph being written: runs of text joined, white space made single as browsers do, until it becomes spans."""

from __future__ import annotations

import re
from typing import NamedTuple

from placentin_tui.prose.blocks import Span, Spans
from placentin_tui.text import printable, printable_runs

_SPACES = re.compile(r"[ \t\n\r\f]+")
_BLANK = " \n\xa0\u202f\u200b"


class Style(NamedTuple):
    """How text is set where it stands."""

    marks: int = 0
    href: str = ""
    title: str = ""


PLAIN = Style()


class Writing:
    """Text and line breaks in, spans out."""

    __slots__ = ("_after_space", "_line_blank", "_runs")

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._runs: list[tuple[Style, list[str]]] = []
        self._after_space = True
        self._line_blank = True

    def write(self, text: str, style: Style) -> None:
        """More text; its white space is worth one space, none at the beginning of a line or after another."""
        text = printable(text)
        # Looked for one by one, which takes a tenth of the time of one pattern.
        if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
            text = _SPACES.sub(" ", text)
        if self._after_space and text.startswith(" "):
            text = text[1:]
        if not text:
            return
        self._after_space = text[-1] == " "
        if self._line_blank and text.strip(_BLANK):
            self._line_blank = False
        self._append(text, style)

    def verbatim(self, text: str, style: Style) -> None:
        """More text, its spaces and line ends kept."""
        text = printable(text.replace("\r\n", "\n").replace("\r", "\n"))
        if text:
            self._after_space = self._line_blank = False
            self._append(text, style)

    def _append(self, text: str, style: Style) -> None:
        if self._runs and self._runs[-1][0] == style:
            self._runs[-1][1].append(text)
        else:
            self._runs.append((style, [text]))

    def break_line(self, style: Style) -> bool:
        """A line ends here; false when it is empty, which means that the paragraph ends."""
        if self._line_blank:
            return False
        self._append("\n", style)
        self._after_space = self._line_blank = True
        return True

    @property
    def blank(self) -> bool:
        """Nothing that can be seen was written."""
        return not any(text.strip(_BLANK) for _style, texts in self._runs for text in texts)

    def take(self) -> Spans:
        """What was written, the spaces at the end of lines cut off; empty when it is blank."""
        if not self._runs:
            return ()
        if self.blank:
            self._clear()
            return ()
        texts = printable_runs(["".join(texts).replace(" \n", "\n") for _style, texts in self._runs])
        runs = [(style, text) for (style, _texts), text in zip(self._runs, texts, strict=True)]
        self._clear()
        while not (last := runs[-1][1].rstrip(_BLANK)):
            runs.pop()
        runs[-1] = (runs[-1][0], last)
        return tuple(Span(text, *style) for style, text in runs if text)
