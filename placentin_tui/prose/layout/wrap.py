"""Spans to lines of runs."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from placentin_tui.prose.layout.breaking import INVISIBLE, Cut, cuts
from placentin_tui.prose.layout.lines import Run, style_of

if TYPE_CHECKING:
    from placentin_tui.prose.blocks import Spans

Runs = tuple[Run, ...]

_FRENCH_SPACES = (*((f" {sign}", f"\xa0{sign}") for sign in ";:!?»%€"), ("« ", "«\xa0"))
"""Where French sets a space that must not part what it stands between."""


def wrap(spans: Spans, width: int, style: str = "", *, language: str = "") -> list[Runs]:
    """The spans in lines no wider than `width`, in the given style; French spacing is made no-break."""
    if not spans:
        return []
    text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
    if not language or language[:2].lower() == "fr":
        text = french_spacing(text)
    lines = cuts(text, max(width, 1))
    if len(spans) == 1:
        only = spans[0]
        name = style_of(style, only.marks, bool(only.href))
        runs: list[Runs] = [(Run(text[start:end], name, only.href),) for start, end, _hyphen in lines]
    else:
        runs = _cut_spans(spans, text, lines, style)
    return runs if text.isascii() or not any(sign in text for sign in INVISIBLE) else _shown(runs, lines)


def french_spacing(text: str) -> str:
    """The text with no-break spaces where French wants them; as long as before."""
    for ordinary, no_break in _FRENCH_SPACES:
        text = text.replace(ordinary, no_break)
    return text


def _cut_spans(spans: Spans, text: str, lines: list[Cut], style: str) -> list[Runs]:
    """The lines of a text cut out of the spans it is made of."""
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


def _shown(lines: list[Runs], positions: list[Cut]) -> list[Runs]:
    """The lines without what only says where to break, a hyphen where a word was broken."""
    out: list[Runs] = []
    for runs, cut in zip(lines, positions, strict=True):
        bare = [run._replace(text=run.text.replace("\xad", "").replace("\u200b", "")) for run in runs]
        if cut.hyphen and bare:
            bare.append(Run("-", f"{bare[-1].style} hyphen".lstrip(), bare[-1].href))
        out.append(tuple(run for run in bare if run.text))
    return out
