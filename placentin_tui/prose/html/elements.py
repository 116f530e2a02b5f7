"""A handler for each element, by tag; it returns what to call at the element's end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import Mark, Rule
from placentin_tui.prose.html import code, containers, lists, math, media, task_lists
from placentin_tui.prose.html.figures import is_caption, is_credit, is_figure, is_gallery
from placentin_tui.prose.html.lazy_embeds import may_hold
from placentin_tui.prose.html.parse import SKIP, Leave, only_text
from placentin_tui.prose.html.side_notes import is_note, note
from placentin_tui.prose.html.spacing import spacing
from placentin_tui.prose.html.text_builder import Style
from placentin_tui.prose.html.visibility import is_heading_button, is_hidden, is_ornament, is_toggle
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from placentin_tui.prose.html.block_builder import BlockBuilder

Handler = Callable[["BlockBuilder", "LexborNode"], "Leave | object | None"]

MARKS = {
    "em": Mark.EM, "i": Mark.EM, "cite": Mark.EM, "dfn": Mark.EM, "var": Mark.EM,
    "strong": Mark.STRONG, "b": Mark.STRONG,
    "code": Mark.CODE, "tt": Mark.CODE, "kbd": Mark.CODE, "samp": Mark.CODE,
    "sub": Mark.SUB, "sup": Mark.SUP, "mark": Mark.MARKED, "small": Mark.SMALL,
    "del": Mark.DELETED, "s": Mark.DELETED, "strike": Mark.DELETED, "ins": Mark.INSERTED, "u": Mark.INSERTED,
}  # fmt: skip

BLOCKS = frozenset((
    "address", "article", "aside", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "legend", "li", "main", "marquee", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "blockquote", "caption",
    "colgroup", "multicol", "listing", "xmp", "plaintext",
))  # fmt: skip
"""Block elements, which begin and end a paragraph."""

DROPPED = frozenset((
    "script", "style", "template", "head", "title", "base", "meta", "link", "param", "track", "source", "area", "map",
    "canvas", "svg", "rp", "noembed", "noframes", "select", "textarea", "datalist", "option",
    "optgroup", "progress", "meter", "col", "annotation", "annotation-xml",
))  # fmt: skip
"""Elements whose contents are not shown."""

_MAY_HOLD_FILMS = frozenset(("script", "template"))

STANZAS = frozenset(("stanza", "line-block", "linegroup", "poem-stanza"))
"""Classes of stanzas, whose children are lines."""

_NOWHERE = ("#", "javascript:", "about:")
"""Beginnings of addresses that only a script can follow."""
_NO_NAMES: frozenset[str] = frozenset()
_WITH_CREDIT = frozenset(("caption", "figure"))
"""Containers in which an element may be a picture's credit."""
_LONG_FORM = 1000
"""Characters: a form with more text contains the page itself."""


def enter(page: BlockBuilder, node: LexborNode, tag: str) -> Leave | object | None:
    """Handle the start of an element; returns what to call at its end, or `SKIP`."""
    if tag in DROPPED:
        return media.hidden(page, node, tag) if tag in _MAY_HOLD_FILMS else SKIP
    is_block = tag in BLOCKS
    if is_block and not page.verbatim:
        page.end_paragraph()
    if page.links.anchors:
        attributes = node.attributes
        page.note_anchor(attributes.get("id") or attributes.get("name"))
    if page.verbatim and (line := code.line(page, node, tag)) is not None:
        return line
    if page.flow.kind in _WITH_CREDIT and is_credit(_names(node.attributes)):
        return containers.credit(page)
    if (handler := HANDLERS.get(tag)) is not None:
        return handler(page, node)
    if "-" in tag:
        return media.component(page, node)
    return page.end_paragraph if is_block else None


def enter_spaced(page: BlockBuilder, node: LexborNode, tag: str) -> Leave | object | None:
    """The same for HTML in which styles preserve white space."""
    spaces = spacing(node.attributes)
    if spaces is None or spaces == page.spacing:
        return enter(page, node, tag)
    if tag in BLOCKS and not page.verbatim:
        page.end_paragraph()
    around, page.spacing = page.spacing, spaces
    begun = enter(page, node, tag)
    if begun is SKIP:
        page.spacing = around
        return SKIP

    def leave() -> None:
        if callable(begun):
            begun()
        page.spacing = around

    return leave


def _styled(page: BlockBuilder, node: LexborNode, style: Style) -> Leave | object:
    """Change the inline style until the element ends."""
    before, page.style = page.style, style
    if (text := only_text(node)) is not None:
        page.text(text)
        page.style = before
        return SKIP

    def leave() -> None:
        page.style = before

    return leave


def _marked(mark: Mark) -> Handler:
    """A handler that adds a mark."""
    added = mark.value

    def handler(page: BlockBuilder, node: LexborNode) -> Leave | object:
        marks, href, title = page.style
        return _styled(page, node, Style(marks | added, href, title))

    return handler


def _link(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<a>`: a link, the place of a film, or nothing when the address is not usable."""
    attributes = node.attributes
    if "hidden" in attributes:
        return SKIP
    href = attributes.get("href") or ""
    if (not href or href.startswith(_NOWHERE)) and (film := media.facade(page, node, attributes)) is not None:
        return film
    if not (href := page.links.resolve(href)):
        return None
    high = Mark.SUP.value if "footnote-anchor" in _names(attributes) else 0
    return _styled(page, node, Style(page.style.marks | high, href, _title(attributes)))


def _abbreviation(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    title = _title(node.attributes)
    return _styled(page, node, page.style._replace(title=title)) if title else None


def _title(attributes: Mapping[str, str | None]) -> str:
    title = attributes.get("title")
    return clean(title, 200) if title else ""


def _is_quoted(node: LexborNode) -> bool:
    """Whether an element stands in a quotation, and not deeper in it."""
    if (parent := node.parent) is None:
        return False
    return parent.tag == "blockquote" or any(map(containers.is_pull, _names(parent.attributes)))


def _cite(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    if page.flow.kind == "quote" and _is_quoted(node):
        return containers.attribution(page)
    return _styled(page, node, page.style._replace(marks=page.style.marks | Mark.EM.value))


def _footer(page: BlockBuilder, node: LexborNode) -> Leave | None:
    if page.flow.kind == "quote" and _is_quoted(node):
        return containers.attribution(page)
    return page.end_paragraph


def _quotation(page: BlockBuilder, _node: LexborNode) -> Leave:
    page.text("“")
    return lambda: page.text("”")


def _ruby(page: BlockBuilder, _node: LexborNode) -> Leave:
    page.text("(")
    return lambda: page.text(")")


def _break(page: BlockBuilder, _node: LexborNode) -> object:
    page.break_line()
    return SKIP


def _word_break(page: BlockBuilder, _node: LexborNode) -> object:
    page.break_word()
    return SKIP


def _rule(page: BlockBuilder, _node: LexborNode) -> object:
    page.end_paragraph()
    page.add(Rule())
    return SKIP


def _form(page: BlockBuilder, node: LexborNode) -> Leave | object:
    """Handle `<form>`: skipped, unless it contains the page."""
    if page.in_form:  # nested forms are not measured again, which would be quadratic
        return page.end_paragraph
    if len(node.text()) <= _LONG_FORM:
        return SKIP
    page.in_form = True

    def leave() -> None:
        page.in_form = False
        page.end_paragraph()

    return leave


def _button(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<button>`: skipped, unless it is a heading or the place of a film."""
    if is_heading_button(node):
        return None
    if is_toggle(node.attributes):
        return containers.toggle(page, node)
    return media.facade(page, node, node.attributes) or SKIP


def _within(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<span>` and `<label>`: notes, ornaments, and what classes make of them."""
    if not (attributes := node.attributes):
        return None
    if is_note(attributes.get("class")) and (meaning := note(page, node)) is not None:
        return meaning
    if "aria-hidden" in attributes and page.flow.kind in ("line", "caption") and is_ornament(node):
        return SKIP
    return _of_class(page, node)


def _small(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<small>`: small print, or a note."""
    if is_note(node.attributes.get("class")) and (meaning := note(page, node)) is not None:
        return meaning
    return _marked(Mark.SMALL)(page, node)


def _paragraph(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<p>`, fast when it has only text."""
    if (meaning := _of_class(page, node)) is not None or page.verbatim:
        return meaning
    if page.spacing or (text := only_text(node)) is None:
        return page.end_paragraph
    if spans := page.line(text):
        page.add_paragraph(spans)
    return SKIP


def _part(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """Handle `<div>`, `<section>`, `<aside>`."""
    if (meaning := _of_class(page, node)) is not None or page.verbatim:
        return meaning
    return page.end_paragraph


def _of_class(page: BlockBuilder, node: LexborNode) -> Leave | object | None:
    """What attributes make of a `<p>`, `<div>` or `<span>`: hidden, a caption, a figure, a gallery, a film."""
    attributes = node.attributes
    if not attributes:
        return None
    if is_hidden(page, attributes):
        return SKIP
    value = attributes.get("class")
    found = _container_of_class(page, node, frozenset(value.split()), attributes) if value else None
    return media.facade(page, node, attributes) if found is None and may_hold(attributes) else found


def _container_of_class(
    page: BlockBuilder, node: LexborNode, names: frozenset[str], attributes: Mapping[str, str | None]
) -> Leave | object | None:
    """The container that an element's classes make of it, `None` when none."""
    if page.flow.kind in ("figure", "gallery") and is_caption(names):
        return containers.caption(page, node)
    if is_figure(names):
        return containers.figure(page, names)
    if is_gallery(names):
        return containers.gallery(page, names)
    if not STANZAS.isdisjoint(names):
        return containers.stanza(page)
    if "footnote" in names:
        return containers.footnote(page)
    is_pull = node.tag != "span" and any(map(containers.is_pull, names))
    return containers.pull_quote(page) if is_pull else containers.social_post(page, attributes)


def _figure(page: BlockBuilder, node: LexborNode) -> Leave | None:
    names = _names(node.attributes)
    leave = containers.gallery(page, names) if is_gallery(names) else containers.figure(page, names)
    return media.figure(page, node, leave)


def _names(attributes: Mapping[str, str | None]) -> frozenset[str]:
    names = attributes.get("class")
    return frozenset(names.split()) if names else _NO_NAMES


HANDLERS: dict[str, Handler] = {
    **{tag: _marked(mark) for tag, mark in MARKS.items()},
    **dict.fromkeys(math.PARTS, math.part),
    "a": _link, "abbr": _abbreviation, "acronym": _abbreviation, "cite": _cite, "footer": _footer,
    "q": _quotation, "rt": _ruby, "br": _break, "wbr": _word_break, "hr": _rule, "form": _form,
    "p": _paragraph, "div": _part, "section": _part, "aside": _part, "span": _within, "label": _within,
    "small": _small, "button": _button, "input": task_lists.checkbox,
    "figure": _figure, "figcaption": containers.caption,
    **{f"h{level}": containers.heading for level in range(1, 7)},
    "blockquote": containers.quote, "ul": lists.listing, "ol": lists.listing, "menu": lists.listing,
    "dir": lists.listing, "li": lists.item, "dl": lists.definitions, "dt": lists.term,
    "dd": lists.meaning, "pre": code.code, "listing": code.code, "xmp": code.code,
    "plaintext": code.code, "table": containers.table, "tr": containers.row, "td": containers.cell,
    "th": containers.cell, "caption": containers.caption,
    "details": containers.details, "summary": containers.caption,
    "img": media.image, "image": media.image, "iframe": media.frame, "frame": media.frame, "video": media.recording,
    "audio": media.recording, "object": media.thing, "embed": media.thing, "amp-img": media.image,
    "amp-iframe": media.frame, "oembed": media.frame,
}  # fmt: skip
