"""Lays the stories of the front page out for a size: four layouts, of which the largest that fits is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from placentin_tui.i18n import _
from placentin_tui.prose.layout import Run
from placentin_tui.rendering.front_page.boxes import Box, BoxBuilder, PictureUse, Piece
from placentin_tui.rendering.front_page.moves import Place
from placentin_tui.rendering.front_page.size import PageSize, page_size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.rendering.front_page.boxes import Story, Terms

GUTTER = 2
"""Columns between two cards."""
FLASH = 38
"""Columns of the Flash beside the lead."""
CARD = 24
"""Columns a card has at least."""
HEADLINE_ROWS = {PageSize.LARGE: 7, PageSize.MEDIUM: 6, PageSize.SMALL: 5, PageSize.TINY: 3}
"""Rows the lead's headline has at most."""


_MOST_LINES = {PictureUse.GRAPHICS: 1, PictureUse.BLOCKS: 2, PictureUse.NONE: 3}
"""Rows of cards a large page has at most."""


class FlashPane(NamedTuple):
    """Where the Flash stands."""

    x: int
    y: int
    width: int
    height: int
    rows: int
    """Rows an entry has at most."""


class _Frame(NamedTuple):
    """What the lead and its cards are laid out in."""

    size: PageSize
    width: int
    rows: int
    terms: Terms


class FrontLayout(NamedTuple):
    """The page below its head: columns and rows count from its upper left corner."""

    boxes: tuple[Box, ...]
    rules: tuple[Piece, ...]
    flash: FlashPane

    @property
    def rows(self) -> int:
        """The rows it was laid out for."""
        return self.flash.y + self.flash.height


def stories_shown(columns: int, rows: int, pictures: PictureUse) -> int:
    """How many stories a page of this size has in boxes, at most, in a window of so many columns and rows."""
    size = page_size(columns, rows)
    cards = _cards(size, _lead_width(size, columns))
    match size:
        case PageSize.LARGE:
            return 1 + 2 + 3 + cards * _MOST_LINES[pictures]
        case PageSize.MEDIUM:
            return 1 + cards * (3 if pictures is PictureUse.NONE else 1)
        case PageSize.SMALL:
            return 1 + max(1, columns // (CARD + GUTTER))
        case PageSize.TINY:
            return 1


def lay_out(stories: Sequence[Story], size: PageSize, columns: int, rows: int, terms: Terms) -> FrontLayout:
    """The stories in boxes, and the Flash, in so many columns and rows."""
    if not stories:
        return FrontLayout((), _label(2, 0, columns - 4), FlashPane(2, 1, max(1, columns - 4), max(0, rows - 1), 2))
    match size:
        case PageSize.LARGE:
            return _large(stories, columns, rows, terms)
        case PageSize.MEDIUM:
            return _medium(stories, columns, rows, terms)
        case PageSize.SMALL:
            return _small(stories, columns, rows, terms)
        case PageSize.TINY:
            return _tiny(stories, columns, rows, terms)


def _lead_width(size: PageSize, columns: int) -> int:
    """Columns of the lead and of the cards below it."""
    if size is PageSize.LARGE:
        return columns * 98 // 200
    return columns - FLASH - 6 if size is PageSize.MEDIUM else columns - 4


def _cards(size: PageSize, width: int) -> int:
    """How many cards stand side by side; those of a large page are a column narrower."""
    return max(1, (width + GUTTER) // (CARD + GUTTER - (size is PageSize.LARGE)))


def _large(stories: Sequence[Story], columns: int, rows: int, terms: Terms) -> FrontLayout:
    """Lead and cards, a column of pictured stories, the Flash."""
    width = _lead_width(PageSize.LARGE, columns)
    second = 2 + width + 4
    middle = columns * 44 // 200
    third = second + middle + 4
    rest = list(stories[1:])
    has_room_beside = terms.pictures is PictureUse.GRAPHICS and stories[0].extract.picture
    also = [rest.pop(0) for _n in range(2) if len(rest) > 6] if has_room_beside else []
    # The stories of the second column have the wider pictures: the ones chosen first.
    column, cards = rest[:3], rest[3:]
    left = _lead_and_cards(stories[0], also, cards, _Frame(PageSize.LARGE, width, rows, terms))
    boxes = (*left, *_column(column, second, middle, rows, terms))
    rules = (*_upright(second - 2, rows), *_upright(third - 2, rows), *_label(third, 0, columns - third - 1))
    return FrontLayout(boxes, rules, FlashPane(third, 1, columns - third - 1, rows - 1, 2))


def _medium(stories: Sequence[Story], columns: int, rows: int, terms: Terms) -> FrontLayout:
    """Lead and cards at the left, the Flash at the right."""
    width = _lead_width(PageSize.MEDIUM, columns)
    boxes = _lead_and_cards(stories[0], (), stories[1:], _Frame(PageSize.MEDIUM, width, rows, terms))
    x = 2 + width + 3
    rules = (*_upright(x - 2, rows), *_label(x, 0, FLASH))
    return FrontLayout(tuple(boxes), rules, FlashPane(x, 1, FLASH, rows - 1, 2))


def _small(stories: Sequence[Story], columns: int, rows: int, terms: Terms) -> FrontLayout:
    """Lead, cards without pictures, then the Flash, one below the other."""
    width = columns - 4
    lead = BoxBuilder(stories[0], terms, Place(2, 0, width, 8))
    beside = terms.pictures is PictureUse.GRAPHICS and lead.photograph(30, 8)
    x, room = (34, width - 32) if beside else (2, width)
    lead.kicker(x=x, width=room)
    lead.headline(min(HEADLINE_ROWS[PageSize.SMALL], 5), x=x, width=room, lettered=True)
    lead.text(lead.left, x=x, width=room)
    height = 8 if beside else min(8, lead.y)
    most = max(1, columns // (CARD + GUTTER))
    cards = _card_row(stories[1:], most, Place(2, height + 1, width, 5), terms, pictures=0)
    top = height + 1 + max((box.height for box in cards), default=0)
    rules = (Piece(0, height, (Run("─" * columns, "rule"),)), *_label(2, top, width))
    return FrontLayout((lead.box(height), *cards), rules, FlashPane(2, top + 1, width, max(0, rows - top - 1), 1))


def _tiny(stories: Sequence[Story], columns: int, rows: int, terms: Terms) -> FrontLayout:
    """The lead's title, then the Flash."""
    width = max(1, columns - 3)
    lead = BoxBuilder(stories[0], terms, Place(2, 0, width, max(1, min(4, rows))))
    lead.kicker()
    lead.headline(HEADLINE_ROWS[PageSize.TINY])
    box = lead.box()
    top = box.height + 1
    rule = Piece(2, box.height, (Run("─" * width, "rule"),))
    return FrontLayout((box,), (rule,) if rows > top else (), FlashPane(2, top, width, max(0, rows - top), 2))


def _lead_and_cards(lead: Story, also: Sequence[Story], cards: Sequence[Story], frame: _Frame) -> list[Box]:
    """The lead over rows of cards; as many rows of cards as their texts and pictures need."""
    size, width, rows, terms = frame
    most = _cards(size, width)
    full = -(-len(cards) // most)
    titles = 4 if size is PageSize.LARGE else 3
    pictured = 7 if terms.pictures is PictureUse.GRAPHICS else 0
    if terms.pictures is PictureUse.NONE or (pictured and lead.extract.picture is None):
        # As many rows of cards as there are stories for; the lead takes what its words need, up to a third.
        boxes = _lead(lead, also, frame._replace(rows=max(6, rows // 3)))
        room = max((box.y + box.height for box in boxes), default=0)
        lines = min(full, max(1, (rows - room) // (titles + 3 + pictured if pictured else 9)))
        height = min(12, max(0, (rows - room) // max(1, lines) - 1))
    else:
        lines = min(full, _MOST_LINES[terms.pictures] if size is PageSize.LARGE else 1)
        height = min(titles + 2 + (pictured or 4), max(0, (rows - 8) // max(1, lines)))
        room = rows - lines * (height + 1) - 1 if lines else rows
        boxes = _lead(lead, also, frame._replace(rows=room))
    for line in range(lines):
        y = room + 1 + line * (height + 1)
        row = cards[line * most : (line + 1) * most]
        boxes += _card_row(row, most, Place(2, y, width, height), terms, pictures=pictured)
    return boxes


def _lead(lead: Story, also: Sequence[Story], frame: _Frame) -> list[Box]:
    """The lead in so many rows, and the stories under « Also worth reading » beside its picture."""
    size, width, rows, terms = frame
    builder = BoxBuilder(lead, terms, Place(2, 0, width, rows))
    builder.kicker(badge=terms.pictures is not PictureUse.GRAPHICS)
    if builder.picture is None or terms.pictures is PictureUse.NONE:
        return _lead_of_words(builder, rows, size)
    if terms.pictures is PictureUse.BLOCKS:
        return _lead_over_blocks(builder, width, rows, size)
    builder.headline(HEADLINE_ROWS[size], lettered=True)
    picture = width * 66 // 98 if size is PageSize.LARGE else width * 50 // 76
    has_caption = size is PageSize.LARGE and bool(lead.extract.caption)
    high = builder.left - has_caption
    builder.photograph(picture, high)
    x, beside = 2 + picture + GUTTER, width - picture - GUTTER
    end = builder.y + high
    builder.text(min(high, 8 if also else high), x=x, width=beside)
    boxes = _also(also, Place(x, builder.y + 1, beside, end - builder.y - 1), terms)
    builder.y = end
    if has_caption:
        builder.caption(picture)
    return [builder.box(rows), *boxes]


def _also(stories: Sequence[Story], place: Place, terms: Terms) -> list[Box]:
    """The titles under « Also worth reading », beside the lead's picture."""
    x, y, width, height = place
    end = y + height
    boxes: list[Box] = []
    for story in stories:
        builder = BoxBuilder(story, terms, Place(x, y, width, max(0, end - y)))
        if builder.left < (2 if boxes else 4):
            break
        if not boxes:
            builder.put(Run(_("Also worth reading"), "dot strong"))
        builder.headline(3)
        boxes.append(builder.box())
        y = builder.y + 1
    return boxes


def _lead_over_blocks(builder: BoxBuilder, width: int, rows: int, size: PageSize) -> list[Box]:
    """The lead with one wide picture of blocks below its text."""
    builder.y += rows > 16
    builder.headline(HEADLINE_ROWS[size])
    builder.text(4 if rows > 16 else 2)
    builder.y += 1
    has_caption = bool(builder.story.extract.caption)
    high = builder.left - has_caption
    if builder.photograph(width, high):
        builder.y += high
        if has_caption:
            builder.caption()
    return [builder.box(rows)]


def _lead_of_words(builder: BoxBuilder, rows: int, size: PageSize) -> list[Box]:
    """The lead without a picture."""
    builder.headline(HEADLINE_ROWS[size], lettered=True)
    builder.y += 1
    builder.text(max(0, builder.left))
    return [builder.box()]


def _card_row(stories: Sequence[Story], most: int, place: Place, terms: Terms, *, pictures: int) -> list[Box]:
    """A row of cards of one width; `most`: how many fit, `pictures`: rows of their pictures."""
    card = (place.width - GUTTER * (most - 1)) // most
    boxes = []
    for number, story in enumerate(stories[:most]):
        builder = BoxBuilder(story, terms, Place(place.x + number * (card + GUTTER), place.y, card, place.height))
        builder.section()
        if pictures and builder.photograph(card, pictures):
            builder.y += pictures
            builder.headline(builder.left - 1)
        else:
            builder.headline(min(3, builder.left - 1))
            builder.text(builder.left - 1)
        builder.meta()
        boxes.append(builder.box())
    return boxes


def _column(stories: Sequence[Story], x: int, width: int, rows: int, terms: Terms) -> list[Box]:
    """Stories one below the other, each with a wide picture; the first has the largest."""
    boxes = []
    y = 0
    for place, story in enumerate(stories):
        # The first has two rows more for its picture.
        height = (rows - y - 2) // (len(stories) - place) + (0 if place else 2) - 1
        builder = BoxBuilder(story, terms, Place(x, y, width, height))
        builder.section()
        high = min(height - 5, 9)
        if terms.pictures is PictureUse.GRAPHICS and builder.photograph(width, high):
            builder.y += high
            builder.headline(3, lettered=True)
            builder.text(builder.left - 2)
        else:
            builder.headline(3)
            builder.text(min(builder.left - 1, 7))
        builder.meta()
        boxes.append(builder.box())
        y += height + 1
    return boxes


def _upright(x: int, rows: int) -> tuple[Piece, ...]:
    """A line from top to bottom between two columns."""
    return tuple(Piece(x, y, (Run("│", "rule"),)) for y in range(rows))


def _label(x: int, y: int, width: int) -> tuple[Piece, ...]:
    """The Flash's name, and a rule to the edge."""
    name = " FLASH "
    return (Piece(x, y, (Run(name, "badge"), Run(" " + "─" * max(0, width - len(name) - 1), "dot"))),)
