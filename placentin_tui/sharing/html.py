"""Blocks to a self-contained HTML page: all text escaped, pictures embedded, nothing fetched, no scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import (
    Block,
    Blocks,
    Cell,
    Code,
    Definition,
    Definitions,
    Details,
    Embed,
    Figure,
    Gallery,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from placentin_tui.prose.blocks import Picture

_TAGS = {
    Mark.SMALL: "small", Mark.MARKED: "mark", Mark.DELETED: "del", Mark.INSERTED: "ins", Mark.SUB: "sub",
    Mark.SUP: "sup", Mark.CODE: "code", Mark.EM: "em", Mark.STRONG: "strong",
}  # fmt: skip
_LEADS = ("http://", "https://", "mailto:", "tel:", "#")
"""The schemes of links that are written; blocks have no others, unless somebody has edited the library."""
# The policy forbids what the page does not contain anyway, as a second line of defence.
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ max-width: 38em; margin: 2em auto; padding: 0 1em; font: 1.1em/1.5 Georgia, serif; overflow-wrap: break-word }}
img {{ max-width: 100%; height: auto }} figure {{ margin: 1.5em 0 }}
figcaption, cite {{ font-size: .85em; color: #666 }}
blockquote {{ margin-left: 0; padding-left: 1em; border-left: 3px solid #ccc }} pre {{ overflow-x: auto }}
table {{ border-collapse: collapse }} td, th {{ padding: .2em .6em; border: 1px solid #ccc; text-align: left }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def to_html(blocks: Blocks, *, title: str, language: str = "", inlined: Callable[[Picture], str]) -> str:
    """The blocks as a whole page; `inlined` gives a picture's `data:` URL, empty when it has none."""
    return page(to_fragment(blocks, inlined), title=title, language=language)


def page(body: str, *, title: str, language: str = "") -> str:
    """A whole page around a body made of `to_fragment`."""
    return _PAGE.format(language=escape(language), title=escape(title), body=body)


def to_fragment(blocks: Blocks, inlined: Callable[[Picture], str]) -> str:
    """The blocks as markup that is valid HTML and XML; `inlined` gives a picture's URL, empty when it has none."""
    return _Writer(inlined).blocks(blocks)


class _Writer:
    """Writes blocks as markup."""

    def __init__(self, inlined: Callable[[Picture], str]) -> None:
        self._inlined = inlined

    def blocks(self, blocks: Iterable[Block]) -> str:
        """The markup of the blocks, one per line."""
        return "\n".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:  # noqa: C901, PLR0911 - one line per kind of block
        """The markup of one block."""
        match block:
            case Paragraph():
                return f"<p>{_anchors(block.id)}{_inline(block.spans)}</p>"
            case Heading():
                return f"<h{block.level}>{_anchors(block.id)}{_inline(block.spans)}</h{block.level}>"
            case Quote():
                cite = f"\n<p><cite>{_inline(block.cite)}</cite></p>" if block.cite else ""
                return f"<blockquote>\n{self.blocks(block.blocks)}{cite}\n</blockquote>"
            case Listing():
                return self._listing(block)
            case Definitions():
                return f"<dl>\n{''.join(map(self._definition, block.entries))}</dl>"
            case Code():
                # A parser drops the first line end after <pre>: so it drops ours, not the text's.
                return f"<pre>\n<code>{escape(block.text)}</code></pre>"
            case Table():
                return _table(block)
            case Figure():
                return self._figure(block)
            case Gallery():
                figures = "\n".join(map(self._figure, block.figures))
                return f"<figure>\n{figures}\n{_caption(_inline(block.caption))}</figure>"
            case Rule():
                return "<hr/>"
            case Details():
                summary = f"<summary>{_inline(block.summary)}</summary>"
                return f"<details>\n{summary}\n{self.blocks(block.blocks)}\n</details>"
            case Embed():
                return f"<p>{_linked(escape(block.title or block.url), block.url)}</p>"

    def _listing(self, listing: Listing) -> str:
        """A list, with the numbers the author gave."""
        items = "".join(map(self._item, listing.items))
        if listing.start is None:
            return f"<ul>\n{items}</ul>"
        kind = f' type="{listing.kind}"' if listing.kind else ""
        return f'<ol start="{listing.start}"{kind}>\n{items}</ol>'

    def _item(self, item: Item) -> str:
        value = f' value="{item.value}"' if item.value is not None else ""
        return f"<li{value}>{_anchors(item.id)}{self.blocks(item.blocks)}</li>\n"

    def _definition(self, entry: Definition) -> str:
        # A `<dd>` without a term still needs a `<dt>` before it.
        terms = "".join(f"<dt>{_inline(term)}</dt>\n" for term in entry.terms or ((),))
        return f"{terms}<dd>{self.blocks(entry.blocks)}</dd>\n"

    def _figure(self, figure: Figure) -> str:
        """The picture; when it has no file, its description as a link to it."""
        picture, source = figure.picture, self._inlined(figure.picture)
        if source:
            shown = _linked(f'<img src="{escape(source)}" alt="{escape(picture.alt)}"/>', figure.href)
        else:
            shown = f"<p>{_linked(escape(picture.alt or picture.url), picture.url)}</p>"
        caption = " ".join(filter(None, (_inline(figure.caption), escape(figure.credit))))
        return f"<figure>\n{shown}\n{_caption(caption)}</figure>"


def _caption(caption: str) -> str:
    return f"<figcaption>{caption}</figcaption>\n" if caption else ""


def _table(table: Table) -> str:
    caption = f"<caption>{_inline(table.caption)}</caption>\n" if table.caption else ""
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in table.rows)
    return f"<table>\n{caption}{rows}</table>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    span = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f"<{tag}{span}>{_inline(cell.spans)}</{tag}>"


def _inline(spans: Spans) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    """A span with its marks and link as tags."""
    text = escape(span.text).replace("\n", "<br/>")
    for mark, tag in _TAGS.items():
        if span.marks & mark:
            text = f"<{tag}>{text}</{tag}>"
    if span.href:
        return _linked(text, span.href, span.title)
    return f'<abbr title="{escape(span.title)}">{text}</abbr>' if span.title else text


def _linked(html: str, href: str, title: str = "") -> str:
    """Markup as a link, unless the address has a scheme that is not in `_LEADS`."""
    if not href.startswith(_LEADS):
        return html
    says = f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(href)}"{says}>{html}</a>'


def _anchors(ids: str) -> str:
    return "".join(f'<a id="{escape(name)}"></a>' for name in ids.split())
