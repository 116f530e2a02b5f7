"""Marks the passages of a page that are among the extractor's texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.passages import letters_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.feeds.fulltext.passages import Passage

RECOGNISED = 12
"""The fewest letters that identify a text; shorter ones occur anywhere."""
GOES_ON = 4
"""The fewest letters that go on a text in its middle, where the extractor joined blocks."""
UNMISTAKABLE = 40
"""The fewest letters that occur twice only as copies."""


def mark_known(passages: Sequence[Passage], texts: Sequence[str]) -> None:
    """Set `known` on those passages that are among the texts; both are in reading order."""
    known = _Known(texts)
    place = 0
    for passage in passages:
        if (end := known.find(passage, place)) >= 0:
            passage.known, place = True, end


def unmark_forms(passages: Sequence[Passage]) -> None:
    """Unset `known` in forms and dialogs, unless the page is one as a whole, as some servers make it."""
    known = [each for each in passages if each.known]
    inside = [each for each in known if any(True for _form in each.block.iterancestors("form", "dialog"))]
    if 2 * sum(len(each.letters) for each in inside) < sum(len(each.letters) for each in known):
        for passage in inside:
            passage.known = False


class _Known:
    """The texts as one string of letters, to search for passages."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._bounds = {0}
        """The offsets at which texts begin and end."""
        parts: list[str] = []
        end = 0
        for text in texts:
            parts.append(letters_of(text))
            end += len(parts[-1])
            self._bounds.add(end)
        self._letters = "".join(parts)
        # Most passages are not in it, which this set tells without searching the whole string.
        self._starts = {self._letters[at : at + RECOGNISED] for at in range(len(self._letters) - RECOGNISED + 1)}

    def find(self, passage: Passage, place: int) -> int:
        """The offset after a passage, searched from `place` on, then from the beginning; -1 when not found."""
        letters = passage.letters
        if len(letters) < RECOGNISED:
            return self._next(letters, place)
        if letters[:RECOGNISED] in self._starts:
            for start in (place, 0):
                at = self._letters.find(letters, start)
                end = at + len(letters)
                if at >= 0 and (len(letters) >= UNMISTAKABLE or self._is_block(at, end) or at == place):
                    return end
        end = self._next_with_gaps(passage, place)
        return end if end >= 0 else self._most(passage, place)

    def _next(self, letters: str, place: int) -> int:
        """The offset after a short text, when it is the next one, or goes on in the middle of one."""
        end = place + len(letters)
        is_whole = place in self._bounds and end in self._bounds
        is_part = place not in self._bounds and len(letters) >= GOES_ON
        return end if letters and (is_whole or is_part) and self._letters.startswith(letters, place) else -1

    def _is_block(self, start: int, end: int) -> bool:
        """Whether a text begins or ends there."""
        return start in self._bounds or end in self._bounds

    def _next_with_gaps(self, passage: Passage, place: int) -> int:
        """The offset after the next passage, when the extractor left out some words of it."""
        if len(passage.parts) < 2 or place not in self._bounds:
            return -1
        end = place
        for part in passage.parts:
            if self._letters.startswith(part.letters, end):
                end += len(part.letters)
        return end if end in self._bounds and 2 * (end - place) >= len(passage.letters) else -1

    def _most(self, passage: Passage, place: int) -> int:
        """The offset after a passage of which at least half is found."""
        found, end = 0, -1
        for part in passage.parts:
            if len(part.letters) < 2 * RECOGNISED or part.letters[:RECOGNISED] not in self._starts:
                continue
            at = self._letters.find(part.letters, max(place, end))
            at = at if at >= 0 else self._letters.find(part.letters)
            if at >= 0:
                found, end = found + len(part.letters), at + len(part.letters)
        return end if 2 * found >= len(passage.letters) else -1
