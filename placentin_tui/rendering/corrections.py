"""What a paper changed in an article since it was first published, the latest correction first."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.i18n import _, day, hour, ngettext, number
from placentin_tui.models import Revision
from placentin_tui.prose.blocks import Block, Heading, Paragraph, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.models import Article, Timestamp
    from placentin_tui.prose.blocks import Blocks
    from placentin_tui.prose.diff import Changes


class Correction(msgspec.Struct, frozen=True):
    """The difference between two revisions."""

    at: int
    """When a refresh found it."""
    blocks: tuple[Block, ...]
    """What changed, as `prose.diff` shows it."""
    removed: int
    added: int


def corrections(article: Article, revisions: Sequence[Revision]) -> tuple[Correction, ...]:
    """The differences between successive revisions of an article, the latest first."""
    now = Revision(0, article.summary.title, article.blocks, article.standfirst, article.brief)
    found = [(was.until, _between(was, then)) for was, then in pairwise((*revisions, now))]
    return tuple(Correction(at, it.blocks, it.removed, it.added) for at, it in reversed(found) if it.blocks)


def as_blocks(found: Sequence[Correction]) -> Blocks:
    """The corrections as blocks; a sentence when there are none."""
    if not found:
        return (Paragraph((Span(_("The earlier wording is not in the library.")),)),)
    blocks: list[Block] = []
    for one in found:
        blocks += [Heading(2, (Span(moment_of(one.at)),)), Paragraph((Span(_sum(one)),)), *one.blocks]
    return tuple(blocks)


def moment_of(at: Timestamp) -> str:
    """A correction's day and time in words: « Corrigé le 3 mars à 14 h 02 »."""
    return _("Corrected on {day} at {time}").format(day=day(at, year=False), time=hour(at))


def _sum(one: Correction) -> str:
    removed = ngettext("{n} word removed", "{n} words removed", one.removed).format(n=number(one.removed))
    added = ngettext("{n} word added", "{n} words added", one.added).format(n=number(one.added))
    return f"[−] {removed} · [+] {added}"


def _between(was: Revision, then: Revision) -> Changes:
    """The differences between two revisions; a feed's text is compared with a feed's, a whole one with a whole one."""
    from placentin_tui.prose.diff import changes  # difflib takes 3 ms, and most articles have no corrections

    if bool(was.brief) == bool(then.brief):
        found = changes(_page(was, was.blocks, was.standfirst), _page(then, then.blocks, then.standfirst))
        if found.blocks or not was.brief:
            return found
    return changes(_page(was, was.brief or was.blocks), _page(then, then.brief or then.blocks))


def _page(revision: Revision, blocks: Blocks, standfirst: Blocks = ()) -> Blocks:
    return (Heading(1, (Span(revision.title),)), *standfirst, *blocks)
