"""Shows where in the articles found the words of a query stand: in the title, in a line of the text, in a comment …"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from placentin_tui.library import payload
from placentin_tui.models import Hit, HitPlace
from placentin_tui.query import And, Column, Not, Or, Text
from placentin_tui.text.resanitize import printable
from placentin_tui.text.word_search import Phrase, WordSearch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import ArticleSummary, Marks
    from placentin_tui.query import Node
    from placentin_tui.text.word_search import Found

LONGEST = 240
"""Characters of a hit."""
LEAD = 60
"""Characters of it before the first word found, at most."""
TOGETHER = 160
"""Characters within which as many of the words as can be are looked for."""
MOST = 100
"""Places of words in one paragraph that are weighed."""

_AMONG = "IN (SELECT value FROM json_each(?))"
_COLUMNS = {
    HitPlace.TITLE: (None, Column.TITLE),
    HitPlace.TEXT: (None, Column.BODY),
    HitPlace.AUTHOR: (None, Column.AUTHOR),
    HitPlace.COMMENT: (None, Column.COMMENTS),
    HitPlace.SECTION: (None,),
}
"""The columns a query may ask for words in, by the part of an article they then stand in."""


class _Piece(NamedTuple):
    """A text of an article that may hold words of the query."""

    place: HitPlace
    text: str
    by: str = ""


class QueryHits:
    """The words of one query, and where they stand."""

    def __init__(self, connection: Connection, tree: Node) -> None:
        """`tree`: the query as it was parsed."""
        self._db = connection
        self._tree = tree
        self._texts = list(dict.fromkeys(_sought(tree, holds=True)))
        self._words = WordSearch(Phrase(text.phrase, text.prefix) for text in self._texts)

    def __bool__(self) -> bool:
        """Whether the query asks for any words."""
        return bool(self._texts)

    def in_title(self, row: ArticleSummary) -> Marks:
        """The words in a title."""
        return _marks(self._found(_Piece(HitPlace.TITLE, row.title)))

    def is_elsewhere(self, row: ArticleSummary) -> bool:
        """Whether title and sections alone do not show why the article was found."""
        return bool(self._texts) and not self._holds(self._tree, self._shown(row))

    def read(self, rows: Iterable[ArticleSummary]) -> dict[int, Hit]:
        """Where the words stand in these articles, by their ids; one whose text is gone or unsought is left out. Raises
        `LibraryError`.
        """
        hits: dict[int, Hit] = {}
        elsewhere: list[ArticleSummary] = []
        for row in rows:
            if self.is_elsewhere(row):
                elsewhere.append(row)
            elif marks := self.in_title(row):
                hits[row.id] = Hit(HitPlace.TITLE, row.title, marks)
        wanted = msgspec.json.encode([row.id for row in elsewhere]).decode()
        pages = self._db.rows(f"SELECT article, page FROM body WHERE article {_AMONG}", (wanted,))
        bodies = {number: self._db.unpacked(payload.page, page) for number, page in pages}
        for row in elsewhere:
            if row.id in bodies and (hit := self._hit(row, bodies[row.id])):
                hits[row.id] = hit
        return hits

    def _hit(self, row: ArticleSummary, page: payload.ArticlePayload) -> Hit | None:
        """The piece with the most words that the title does not show; the beginning of the text where none has any."""
        shown = self._shown(row)
        missing = {number for number in range(len(self._texts)) if number not in shown}
        best, most = None, (0, 0)
        for piece in self._pieces(row, page):
            found = self._found(piece) + self._found(piece._replace(text=piece.by))
            numbers = {each.phrase for each in found}
            if (weight := (len(numbers & missing), len(numbers))) > most:
                best, most = piece, weight
            if missing and missing <= numbers:
                break
        if best is None:
            said = next((text for part in payload.texts(page) if (text := _plain(part))), "")
            return Hit(HitPlace.TEXT, said[:LONGEST]) if said else None
        return self._cut(best, missing)

    def _pieces(self, row: ArticleSummary, page: payload.ArticlePayload) -> Iterator[_Piece]:
        """The texts of an article, one by one, those of its comments last: these are read if no other has all words."""
        for text in payload.texts(page):
            yield _Piece(HitPlace.TEXT, _plain(text))
        yield _Piece(HitPlace.AUTHOR, row.author)
        for section in row.sections:
            yield _Piece(HitPlace.SECTION, section)
        comments = self._db.rows("SELECT author, blocks FROM comment WHERE article = ? ORDER BY id", (row.id,))
        for author, blocks in comments:
            for text in payload.texts(self._db.unpacked(payload.blocks, blocks)):
                yield _Piece(HitPlace.COMMENT, _plain(text), author)

    def _found(self, piece: _Piece) -> list[Found]:
        """The words in a piece that were sought in that part of an article."""
        allowed = _COLUMNS[piece.place]
        return [each for each in self._words.find(piece.text) if self._texts[each.phrase].column in allowed]

    def _cut(self, piece: _Piece, missing: set[int]) -> Hit:
        """The part of a piece in which the most words stand together."""
        found = self._found(piece)[:MOST]
        start = max(found, key=lambda one: (_together(one, found, missing), -one.start)).start if found else 0
        begin = 0 if start <= LEAD else _word_from(piece.text, start - LEAD, start)
        text = piece.text[begin : begin + LONGEST]
        inside = [each for each in found if each.start >= begin and each.end <= begin + len(text)]
        marks = tuple((one - begin, other - begin) for one, other in _marks(inside))
        by = _marks(self._found(piece._replace(text=piece.by)))
        return Hit(piece.place, f"…{text}" if begin else text, _shifted(marks, 1 if begin else 0), piece.by, by)

    def _shown(self, row: ArticleSummary) -> set[int]:
        """Which of the words the row itself shows."""
        pieces = (_Piece(HitPlace.TITLE, row.title), *(_Piece(HitPlace.SECTION, name) for name in row.sections))
        return {each.phrase for piece in pieces for each in self._found(piece)}

    def _holds(self, node: Node, shown: set[int]) -> bool:
        """Whether a condition holds by those words alone; one on anything else does, since the article was found."""
        match node:
            case And(parts):
                return all(self._holds(part, shown) for part in parts)
            case Or(parts):
                return any(self._holds(part, shown) for part in parts)
            case Text():
                return self._texts.index(node) in shown
            case _:
                return True


def _sought(node: Node, *, holds: bool) -> Iterator[Text]:
    """The words that are to be there."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _sought(part, holds=holds)
        case Not(part):
            yield from _sought(part, holds=not holds)
        case Text() if holds:
            yield node


def _together(one: Found, found: Sequence[Found], missing: set[int]) -> tuple[int, int]:
    """How many different words stand near behind one: of those the title does not show, and of all."""
    near = {each.phrase for each in found if one.start <= each.start <= one.start + TOGETHER}
    return len(near & missing), len(near)


def _marks(found: Iterable[Found]) -> Marks:
    """The stretches of what was found, those that touch or overlap as one."""
    marks: list[tuple[int, int]] = []
    for start, end in sorted((each.start, each.end) for each in found):
        if marks and start <= marks[-1][1]:
            marks[-1] = marks[-1][0], max(end, marks[-1][1])
        else:
            marks.append((start, end))
    return tuple(marks)


def _shifted(marks: Marks, by: int) -> Marks:
    return tuple((start + by, end + by) for start, end in marks)


def _word_from(text: str, least: int, most: int) -> int:
    """Where the first word at or behind `least` begins, before `most`."""
    blank = text.find(" ", least, most)
    return blank + 1 if blank >= 0 else least


def _plain(text: str) -> str:
    """A text on one line, fit to be printed."""
    return printable(" ".join(text.split()))
