"""Which passages of a page are among the texts that are the article's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.passages import letters_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.feeds.fulltext.passages import Passage

RECOGNISED = 12
"""Letters by which a text is told from others; shorter ones stand anywhere."""
UNMISTAKABLE = 40
"""Letters that stand in two places only when one is a copy of the other."""


def mark_known(passages: Sequence[Passage], texts: Sequence[str]) -> None:
    """Mark those passages that are among the texts, which are in reading order as they are."""
    known = _Known(texts)
    place = 0
    for passage in passages:
        if (end := known.find(passage, place)) >= 0:
            passage.known, place = True, end


class _Known:
    """The texts as one run of letters, searched for passages."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._bounds = {0}
        """Where texts begin and end."""
        parts: list[str] = []
        end = 0
        for text in texts:
            parts.append(letters_of(text))
            end += len(parts[-1])
            self._bounds.add(end)
        self._letters = "".join(parts)
        # Most texts of a page are not in it, which is told without searching all of it for each.
        self._starts = {self._letters[at : at + RECOGNISED] for at in range(len(self._letters) - RECOGNISED + 1)}

    def find(self, passage: Passage, place: int) -> int:
        """Where a passage ends in the letters, looked for from a place on, then from the beginning; -1: nowhere."""
        letters = passage.letters
        if len(letters) < RECOGNISED:
            return self._next(letters, place)
        if letters[:RECOGNISED] in self._starts:
            for start in (place, 0):
                at = self._letters.find(letters, start)
                end = at + len(letters)
                if at >= 0 and (len(letters) >= UNMISTAKABLE or at in self._bounds or end in self._bounds):
                    return end
        end = self._next_with_gaps(passage, place)
        return end if end >= 0 else self._most(passage, place)

    def _next(self, letters: str, place: int) -> int:
        """Where a short text ends, when it is what comes next."""
        end = place + len(letters)
        is_next = letters and place in self._bounds and end in self._bounds and self._letters.startswith(letters, place)
        return end if is_next else -1

    def _next_with_gaps(self, passage: Passage, place: int) -> int:
        """Where a passage ends that comes next, but for some words in it that the judge left out."""
        if len(passage.parts) < 2 or place not in self._bounds:
            return -1
        end = place
        for part in passage.parts:
            if self._letters.startswith(part.letters, end):
                end += len(part.letters)
        return end if end in self._bounds and 2 * (end - place) >= len(passage.letters) else -1

    def _most(self, passage: Passage, place: int) -> int:
        """Where a passage ends half of which is found: the judge may have left out some words of it."""
        found, end = 0, -1
        for part in passage.parts:
            if len(part.letters) < 2 * RECOGNISED or part.letters[:RECOGNISED] not in self._starts:
                continue
            at = self._letters.find(part.letters, max(place, end))
            at = at if at >= 0 else self._letters.find(part.letters)
            if at >= 0:
                found, end = found + len(part.letters), at + len(part.letters)
        return end if 2 * found >= len(passage.letters) else -1
