"""The page being filled: the paragraph in hand, and the blocks already made, container inside container."""

from __future__ import annotations

from dataclasses import dataclass, field

from placentin_tui.prose.blocks import Block, Figure, Listing, Paragraph, Span, Spans
from placentin_tui.prose.html.links import Links, anchor
from placentin_tui.prose.html.spacing import lines_of
from placentin_tui.prose.html.text_builder import PLAIN, Style, Writing

DEEPEST = 16
"""Containers nested deeper than this are transparent: what they hold goes into the one around them."""
LONGEST_CREDIT = 300

_LINES = frozenset(("line", "caption", "cell", "code"))
"""Containers that will become a line of text: their paragraphs carry no anchors."""


@dataclass(slots=True)
class OpenItem:
    """An item of a list, or terms with what they mean, while it is being filled."""

    blocks: list[Block] = field(default_factory=list)
    id: str = ""
    terms: list[Spans] = field(default_factory=list)
    value: int | None = None


@dataclass(slots=True)
class Draft:
    """A table cell as the page gives it."""

    blocks: list[Block]
    header: bool = False
    columns: int = 1
    rows: int = 1


class Flow:
    """One open container and what it holds so far."""

    __slots__ = ("_caption", "blocks", "box", "credit", "entries", "kind", "names", "rows", "writing")

    def __init__(self, kind: str, names: frozenset[str], writing: Writing) -> None:
        self.kind = kind
        """`page`, `quote`, `list`, `item`, `definitions`, `table`, `cell`, `figure`, `gallery`, `details`, `line` …"""
        self.names = names
        """The element's classes."""
        self.writing = writing
        self.blocks: list[Block] = []
        self._caption: list[Span] = []
        self.credit = ""
        self.box = ""
        """What the items of a list of tasks begin with."""
        self.entries: list[OpenItem] = []
        self.rows: list[list[Draft]] = []

    @property
    def caption(self) -> Spans:
        """What is said of it, or who said it."""
        return tuple(self._caption)

    def add_caption(self, spans: Spans, between: str = "\n") -> None:
        """A caption, behind the one it has already."""
        if spans:
            self._caption += (Span(between), *spans) if self._caption else spans

    def add_credit(self, text: str) -> None:
        """Whose picture it is, behind what is said of that already, as long as it is no longer than any."""
        if len(self.credit) < LONGEST_CREDIT:
            self.credit = f"{self.credit} {text}".strip()


class BlockBuilder:
    """What the elements of the page write to."""

    def __init__(self, links: Links, base: str, *, looks: bool = True) -> None:
        self.links = links
        self.base = base
        self.style: Style = PLAIN
        self._looks = looks
        self.flow = Flow("page", frozenset(), Writing(looks=looks))
        """The innermost open container."""
        self._around: list[Flow] = []
        """The containers around it, the page itself first."""
        self.in_form = False
        """Whether it stands in a form that is the page itself."""
        self.in_note = False
        """Whether it stands in a note set beside a sentence."""
        self.verbatim = 0
        """How many `<pre>` are open."""
        self.spacing = ""
        """What style keeps of white space outside of `<pre>`: nothing, line ends (`pre-line`), all of it (`pre`)."""
        self._anchors: dict[str, None] = {}

    def text(self, text: str) -> None:
        """Text where the page stands."""
        if self.verbatim:
            self.flow.writing.verbatim(text, self.style)
        elif self.spacing:
            for first, line in lines_of(text, spaces=self.spacing == "pre"):
                if not first:
                    self.break_line()
                self.flow.writing.write(line, self.style)
        else:
            self.flow.writing.write(text, self.style)

    def line(self, text: str) -> Spans:
        """The spans of a text that stands alone in its element, where no paragraph is in hand."""
        if self.spacing:
            for first, line in lines_of(text, spaces=self.spacing == "pre"):
                if not first:
                    self.flow.writing.break_line(self.style)
                self.flow.writing.write(line, self.style)
            return self.flow.writing.take()
        return self.flow.writing.line(text, self.style)

    def break_line(self) -> None:
        """A line ends, or the paragraph, when the line is empty."""
        if self.verbatim:
            self.flow.writing.verbatim("\n", self.style)
        elif not self.flow.writing.break_line(self.style):
            self.end_paragraph()

    def break_word(self) -> None:
        """A word may be broken here; a sign that is not the paper's, so what is written is looked at."""
        self.flow.writing.looks = True
        self.text("\N{ZERO WIDTH SPACE}")

    def end_paragraph(self) -> None:
        """What was written becomes a paragraph."""
        if self.flow.writing.runs and (spans := self.flow.writing.take()):
            self.add_paragraph(spans)

    def add_paragraph(self, spans: Spans) -> None:
        """A paragraph where the page stands."""
        carries = self._anchors and self.flow.kind not in _LINES
        self.add(Paragraph(spans, self.take_anchors() if carries else ""))

    def add(self, block: Block) -> None:
        """A block where the page stands; lists and definitions make it part of an item."""
        flow = self.flow
        if flow.kind == "list":
            _add_to_list(flow.entries, block)
        elif flow.kind == "definitions":
            last_entry(flow).blocks.append(block)
        elif not (isinstance(block, Figure) and _same_picture(flow.blocks, block)):
            flow.blocks.append(block)

    @property
    def has_room(self) -> bool:
        """Whether the page is not too deep in containers for one more."""
        return len(self._around) + 1 < DEEPEST

    def open(self, kind: str, names: frozenset[str] = frozenset()) -> bool:
        """Begin a container; false when the page is too deep in containers already."""
        self.end_paragraph()
        if not self.has_room:
            return False
        self._around.append(self.flow)
        self.flow = Flow(kind, names, Writing(looks=self._looks))
        return True

    def close(self) -> Flow:
        """End the innermost container."""
        self.end_paragraph()
        closed, self.flow = self.flow, self._around.pop()
        return closed

    def note_anchor(self, name: str | None) -> None:
        """An id some link of the article points to belongs to the next block that can carry it."""
        if name and (name := anchor(name)) in self.links.anchors:
            self._anchors[name] = None

    def take_anchors(self) -> str:
        """The ids met since the last block."""
        anchors, self._anchors = self._anchors, {}
        return " ".join(anchors)


def last_entry(flow: Flow) -> OpenItem:
    """The last entry of a list of definitions, a first one when there is none."""
    if not flow.entries:
        flow.entries.append(OpenItem())
    return flow.entries[-1]


def as_line(blocks: list[Block]) -> tuple[Spans, list[Block]]:
    """The paragraphs among blocks as one run of spans, and the blocks that are none."""
    spans: list[Span] = []
    others: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            spans.extend((Span("\n"), *block.spans) if spans else block.spans)
        else:
            others.append(block)
    return tuple(spans), others


def _add_to_list(items: list[OpenItem], block: Block) -> None:
    """Something that stands in a list but in no item: a list goes with the item before it."""
    if isinstance(block, Listing) and items:
        items[-1].blocks.append(block)
    else:
        items.append(OpenItem([block]))


def _same_picture(blocks: list[Block], figure: Figure) -> bool:
    """A picture lazy pages give twice, the second time for browsers without scripts."""
    last = blocks[-1] if blocks else None
    if not isinstance(last, Figure):
        return False
    one, other = last.picture, figure.picture
    return one.url == other.url or one.url in other.others or other.url in one.others
