"""Builds blocks during the DOM walk: a stack of open containers, and the current paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field

from placentin_tui.prose.blocks import Block, Figure, Listing, Paragraph, Span, Spans
from placentin_tui.prose.html.links import Links, anchor
from placentin_tui.prose.html.spacing import lines_of
from placentin_tui.prose.html.text_builder import PLAIN, Style, TextBuilder

DEEPEST = 16
"""The deepest nesting of containers; deeper ones are transparent, their blocks go into the one around them."""
LONGEST_CREDIT = 300

_LINES = frozenset(("line", "caption", "cell", "code"))
"""Containers that will become a line of text, whose paragraphs carry no ids."""


@dataclass(slots=True)
class OpenItem:
    """An item of a list, or terms with their description, under construction."""

    blocks: list[Block] = field(default_factory=list)
    id: str = ""
    terms: list[Spans] = field(default_factory=list)
    value: int | None = None


@dataclass(slots=True)
class Draft:
    """A table cell as in the HTML, before rowspans are resolved."""

    blocks: list[Block]
    header: bool = False
    columns: int = 1
    rows: int = 1


class Flow:
    """An open container and its contents so far."""

    __slots__ = ("_caption", "blocks", "box", "credit", "entries", "kind", "names", "rows", "text_builder")

    def __init__(self, kind: str, names: frozenset[str], text_builder: TextBuilder) -> None:
        self.kind = kind
        """`page`, `quote`, `list`, `item`, `definitions`, `table`, `cell`, `figure`, `gallery`, `details`, `line` …"""
        self.names = names
        """The element's classes."""
        self.text_builder = text_builder
        self.blocks: list[Block] = []
        self._caption: list[Span] = []
        self.credit = ""
        self.box = ""
        """The check box that a task list gives its items; empty for other lists."""
        self.entries: list[OpenItem] = []
        self.rows: list[list[Draft]] = []

    @property
    def caption(self) -> Spans:
        """Its caption, or the source of a quotation."""
        return tuple(self._caption)

    def add_caption(self, spans: Spans, between: str = "\n") -> None:
        """Append to the caption."""
        if spans:
            self._caption += (Span(between), *spans) if self._caption else spans

    def add_credit(self, text: str) -> None:
        """Append to the credit, up to its longest length."""
        if len(self.credit) < LONGEST_CREDIT:
            self.credit = f"{self.credit} {text}".strip()


class BlockBuilder:
    """The state of the conversion, which the elements' handlers write to.

    `sanitizes`: sanitize each text; false when the whole HTML is known to be safe.
    """

    def __init__(self, links: Links, base: str, *, sanitizes: bool = True) -> None:
        self.links = links
        self.base = base
        self.style: Style = PLAIN
        self._sanitizes = sanitizes
        self.flow = Flow("page", frozenset(), TextBuilder(sanitizes=sanitizes))
        """The innermost open container."""
        self._around: list[Flow] = []
        """The containers around it, the page itself first."""
        self.in_form = False
        """Whether the walk is inside a form that contains the page."""
        self.in_note = False
        """Whether the walk is inside a side note."""
        self.verbatim = 0
        """The number of open `<pre>`."""
        self.spacing = ""
        """What CSS preserves of white space outside `<pre>`: nothing, line ends (`pre-line`), all of it (`pre`)."""
        self._anchors: dict[str, None] = {}

    def text(self, text: str) -> None:
        """Append a text node."""
        if self.verbatim:
            self.flow.text_builder.verbatim(text, self.style)
        elif self.spacing:
            for first, line in lines_of(text, spaces=self.spacing == "pre"):
                if not first:
                    self.break_line()
                self.flow.text_builder.write(line, self.style)
        else:
            self.flow.text_builder.write(text, self.style)

    def line(self, text: str) -> Spans:
        """The spans of an element that has only text, when no paragraph is open."""
        if self.spacing:
            for first, line in lines_of(text, spaces=self.spacing == "pre"):
                if not first:
                    self.flow.text_builder.break_line(self.style)
                self.flow.text_builder.write(line, self.style)
            return self.flow.text_builder.take()
        return self.flow.text_builder.line(text, self.style)

    def break_line(self) -> None:
        """Handle a line break; on an empty line it ends the paragraph."""
        if self.verbatim:
            self.flow.text_builder.verbatim("\n", self.style)
        elif not self.flow.text_builder.break_line(self.style):
            self.end_paragraph()

    def break_word(self) -> None:
        """Handle `<wbr>`: append a zero-width space, which must be sanitized with the text around it."""
        self.flow.text_builder.sanitizes = True
        self.text("\N{ZERO WIDTH SPACE}")

    def end_paragraph(self) -> None:
        """End the current paragraph."""
        if self.flow.text_builder.runs and (spans := self.flow.text_builder.take()):
            self.add_paragraph(spans)

    def add_paragraph(self, spans: Spans) -> None:
        """Add a paragraph with the pending ids."""
        carries = self._anchors and self.flow.kind not in _LINES
        self.add(Paragraph(spans, self.take_anchors() if carries else ""))

    def add(self, block: Block) -> None:
        """Add a block to the current container; in lists and description lists, to the last item."""
        flow = self.flow
        if flow.kind == "list":
            _add_to_list(flow.entries, block)
        elif flow.kind == "definitions":
            last_entry(flow).blocks.append(block)
        elif not (isinstance(block, Figure) and _same_picture(flow.blocks, block)):
            flow.blocks.append(block)

    @property
    def has_room(self) -> bool:
        """Whether one more container can be opened."""
        return len(self._around) + 1 < DEEPEST

    def open(self, kind: str, names: frozenset[str] = frozenset()) -> bool:
        """Open a container; false when nested too deep."""
        self.end_paragraph()
        if not self.has_room:
            return False
        self._around.append(self.flow)
        self.flow = Flow(kind, names, TextBuilder(sanitizes=self._sanitizes))
        return True

    def close(self) -> Flow:
        """Close the innermost container and return it."""
        self.end_paragraph()
        closed, self.flow = self.flow, self._around.pop()
        return closed

    def note_anchor(self, name: str | None) -> None:
        """Remember an id for the next block, when a link of the article points to it."""
        if name and (name := anchor(name)) in self.links.anchors:
            self._anchors[name] = None

    def take_anchors(self) -> str:
        """Take the pending ids, separated by spaces."""
        anchors, self._anchors = self._anchors, {}
        return " ".join(anchors)


def last_entry(flow: Flow) -> OpenItem:
    """The last entry of a description list, a new one when there is none."""
    if not flow.entries:
        flow.entries.append(OpenItem())
    return flow.entries[-1]


def as_line(blocks: list[Block]) -> tuple[Spans, list[Block]]:
    """The paragraphs among blocks joined to one line of spans, and the other blocks."""
    spans: list[Span] = []
    others: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            spans.extend((Span("\n"), *block.spans) if spans else block.spans)
        else:
            others.append(block)
    return tuple(spans), others


def _add_to_list(items: list[OpenItem], block: Block) -> None:
    """Add a block that is in a list but in no item: a nested list goes into the item before it."""
    if isinstance(block, Listing) and items:
        items[-1].blocks.append(block)
    else:
        items.append(OpenItem([block]))


def _same_picture(blocks: list[Block], figure: Figure) -> bool:
    """Whether a figure repeats the previous one, as lazy-loading pages do in `<noscript>`."""
    last = blocks[-1] if blocks else None
    if not isinstance(last, Figure):
        return False
    one, other = last.picture, figure.picture
    return one.url == other.url or one.url in other.others or other.url in one.others
