"""Wraps spans to lines of runs, with French spacing, hyphens and justification."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from placentin_tui.prose.layout.line_breaks import INVISIBLE, LineBreak, cuts
from placentin_tui.prose.layout.lines import Run, style_of
from placentin_tui.prose.layout.paragraph_style import PLAIN
from placentin_tui.prose.layout.superscript import raised
from placentin_tui.prose.layout.width import text_width

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Spans
    from placentin_tui.prose.layout.paragraph_style import ParagraphStyle

Runs = tuple[Run, ...]


_WIDEST = 3
"""The most columns a space may grow by in justification; beyond that the line is left ragged."""

_FRENCH_SPACES = (*((f" {sign}", f"\xa0{sign}") for sign in ";:!?»%€"), ("« ", "«\xa0"))
"""Where French has a no-break space."""
_NUMBER_SPACE = re.compile(r"(?<=\d) (?=\d{3}(?!\d)|(?:h|min|km|m|cm|mm|kg|g|t|ha|M€|Md€|°C)\b)")
"""The spaces inside a large number and before its unit."""
_BACK = (" \u21a9", "\xa0\u21a9")
"""The back arrow of a footnote stays with its last word."""


def wrap(
    spans: Spans, width: int, style: str = "", *, language: str = "", paragraph_style: ParagraphStyle = PLAIN
) -> list[Runs]:
    """The spans in lines no wider than `width` columns, in the given style, with French spacing made no-break."""
    if not spans:
        return []
    text = "".join([raised(span) for span in spans]).replace(*_BACK)
    if not language or language[:2].lower() == "fr":
        text = french_spacing(text)
    lines = _broken(
        text, max(width, 1), _zone(width, paragraph_style) if paragraph_style.hyphenate else 0, paragraph_style
    )
    if len(spans) == 1:
        only = spans[0]
        name = style_of(style, only.marks, bool(only.href))
        runs: list[Runs] = [(Run(text[start:end], name, only.href),) for start, end, _hyphen in lines]
    else:
        runs = _cut_spans(spans, text, lines, style)
    if not text.isascii() and any(sign in text for sign in INVISIBLE):
        runs = _shown(runs, lines)
    return _justified(runs, lines, text, width, paragraph_style.insets) if paragraph_style.justify else runs


def fill(text: str, width: int) -> list[str]:
    """A plain text in lines no wider than `width` columns, broken like `wrap`; spaces are not changed otherwise."""
    lines = cuts(french_spacing(text.replace(*_BACK)), max(width, 1), 0)
    return [_bare(text[start:end]) + ("-" if hyphen else "") for start, end, hyphen in lines]


def _broken(text: str, width: int, zone: int, paragraph_style: ParagraphStyle) -> list[LineBreak]:
    """The lines of a text, the first ones shorter where the style says so."""
    lines: list[LineBreak] = []
    start = 0
    for inset in paragraph_style.insets:
        first, *more = cuts(text[start:], max(width - inset, 1), zone)
        lines.append(first._replace(start=start + first.start, end=start + first.end))
        if not more:
            return lines
        start += more[0].start
    rest = cuts(text[start:] if start else text, width, zone)
    return lines + [cut._replace(start=start + cut.start, end=start + cut.end) for cut in rest] if start else rest


def _zone(width: int, paragraph_style: ParagraphStyle) -> int:
    """The columns that must be left on a line before the next word is hyphenated."""
    return 3 if paragraph_style.justify else max(5, width // 8)


def french_spacing(text: str) -> str:
    """The text with no-break spaces where French has them; its length does not change."""
    for ordinary, no_break in _FRENCH_SPACES:
        text = text.replace(ordinary, no_break)
    return _NUMBER_SPACE.sub("\xa0", text)


def _cut_spans(spans: Spans, text: str, lines: list[LineBreak], style: str) -> list[Runs]:
    """The lines of a text as runs, cut out of the spans it is made of."""
    ends = list(accumulate(len(span.text) for span in spans))
    names = [style_of(style, span.marks, bool(span.href)) for span in spans]
    out: list[Runs] = []
    at = 0
    for start, end, _hyphen in lines:
        while at < len(ends) - 1 and ends[at] <= start:
            at += 1
        runs = []
        done = start
        while done < end:
            stop = min(ends[at], end)
            runs.append(Run(text[done:stop], names[at], spans[at].href))
            done = stop
            if stop == ends[at] and at < len(ends) - 1:
                at += 1
        out.append(tuple(runs))
    return out


def _shown(lines: list[Runs], positions: list[LineBreak]) -> list[Runs]:
    """The lines without invisible break characters, with a hyphen where a word was broken."""
    out: list[Runs] = []
    for runs, cut in zip(lines, positions, strict=True):
        bare = [run._replace(text=_bare(run.text)) for run in runs]
        if cut.hyphen and bare:
            bare.append(Run("-", f"{bare[-1].style} hyphen".lstrip(), bare[-1].href))
        out.append(tuple(run for run in bare if run.text))
    return out


def _bare(text: str) -> str:
    for sign in INVISIBLE:
        text = text.replace(sign, "")
    return text


def _justified(
    runs: list[Runs], positions: list[LineBreak], text: str, width: int, insets: tuple[int, ...]
) -> list[Runs]:
    """The lines justified, except the last one and those before a hard break."""
    out: list[Runs] = []
    for number, line in enumerate(runs):
        ends = number + 1 == len(runs) or "\n" in text[positions[number].end : positions[number + 1].start]
        inset = insets[number] if number < len(insets) else 0
        out.append(line if ends else _spread(line, width - inset, from_left=number % 2 == 0))
    return out


def _spread(line: Runs, width: int, *, from_left: bool) -> Runs:
    """One line with wider spaces.

    The widest are at the left or at the right in turn, so that no rivers of white run down the page.
    """
    spaces = sum(run.text.count(" ") for run in line)
    missing = width - text_width("".join([run.text for run in line]))  # characters combine across runs
    if not spaces or not 0 < missing <= _WIDEST * spaces:
        return line
    each, more = divmod(missing, spaces)
    wide = range(more) if from_left else range(spaces - more, spaces)
    out: list[Run] = []
    seen = 0
    for run in line:
        words = run.text.split(" ")
        spread = words[0]
        for word in words[1:]:
            spread += " " * (1 + each + (seen in wide)) + word
            seen += 1
        out.append(run._replace(text=spread))
    return tuple(out)
