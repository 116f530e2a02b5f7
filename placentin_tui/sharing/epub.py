"""Writes EPUB 3: a zip of XHTML pages with their pictures, a table of contents and a title page.

Written without a library: the format is small, and this way every text is escaped in one place and every link has a
target.
"""

from __future__ import annotations

import re
import uuid
import zipfile
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.i18n import _, language, long_date, ngettext, number
from placentin_tui.image_files import NoPicture, opened
from placentin_tui.prose.walk import every_figure
from placentin_tui.sharing.document import as_blocks
from placentin_tui.sharing.html import to_fragment
from placentin_tui.sharing.unique_ids import renamed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from placentin_tui.models import Article, StoredPicture
    from placentin_tui.prose.blocks import Picture
    from placentin_tui.sharing.article_collection import ArticleCollection

_MEDIA = {".jpg": "image/jpeg", ".png": "image/png"}
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold, for all files: the same book gives the same bytes."""
_NAMESPACE = uuid.UUID("6f9d5f0e-0c86-5a5b-9c4c-0a1f5d1d7c11")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{uuid}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>{language}</dc:language>
{people}<dc:date>{date}</dc:date>
<meta property="dcterms:modified">{modified}</meta>
<meta property="schema:accessMode">textual</meta>
{visual}<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
{described}<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">{summary}</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
{items}</manifest>
<spine>
<itemref idref="title"/>
<itemref idref="nav"/>
{spine}</spine>
</package>
"""
_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="{language}" xml:lang="{language}">
<head>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
{body}
</body>
</html>
"""
_STYLE = """body { line-height: 1.4; overflow-wrap: break-word }
img { max-width: 100%; height: auto } figure { margin: 1em 0 } figcaption, cite { font-size: .85em }
blockquote { margin-left: 1em } pre { white-space: pre-wrap } table { border-collapse: collapse }
td, th { padding: .1em .4em; border: 1px solid; text-align: left }
section.title { text-align: center; margin-top: 20% } section.title img { max-height: 40vh }
"""


def to_epub(book: ArticleCollection, pictures: Mapping[str, StoredPicture]) -> bytes:
    """The bytes of the EPUB; `pictures` are the library's by URL, missing ones are replaced by their description."""
    return _Binder(book, pictures).bound()


class _Binder:
    """Builds one EPUB."""

    def __init__(self, book: ArticleCollection, pictures: Mapping[str, StoredPicture]) -> None:
        # Grouped by paper, as in the table of contents: an e-book is read from the first page to the last.
        papers = list(dict.fromkeys(article.summary.source_title for article in book.articles))
        order = sorted(book.articles, key=lambda article: papers.index(article.summary.source_title))
        self._book = replace(book, articles=tuple(order))
        self._stored = pictures
        self._language = _tag(book.articles[0].language if len(book.articles) == 1 else "", language())
        self._pictures: dict[str, tuple[str, bytes]] = {}
        """The pictures added so far: by URL, the file's name in the book and its bytes."""
        self._undescribed = False

    def bound(self) -> bytes:
        """The bytes of the whole book."""
        chapters = [self._chapter(article) for article in self._book.articles]
        files = {f"article-{number}.xhtml": page.encode() for number, page in enumerate(chapters, 1)}
        cover = next(iter(self._pictures.values()), None)
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            # First and uncompressed, as the standard requires: the file's first bytes identify the format.
            archive.writestr(_file("mimetype"), "application/epub+zip", zipfile.ZIP_STORED)
            archive.writestr(_file("META-INF/container.xml"), _CONTAINER)
            archive.writestr(_file("EPUB/package.opf"), self._package(cover and cover[0]))
            archive.writestr(_file("EPUB/nav.xhtml"), self._contents())
            archive.writestr(_file("EPUB/title.xhtml"), self._title_page(cover and cover[0]))
            archive.writestr(_file("EPUB/style.css"), _STYLE)
            for name, data in files.items():
                archive.writestr(_file(f"EPUB/{name}"), data)
            for name, data in self._pictures.values():
                archive.writestr(_file(f"EPUB/{name}"), data, zipfile.ZIP_STORED)
        return out.getvalue()

    def _chapter(self, article: Article) -> str:
        """The XHTML page of one article; its pictures are added to the book."""
        blocks = as_blocks(article)
        self._undescribed |= any(not figure.picture.alt for figure in every_figure(blocks))
        body = to_fragment(renamed(blocks, "a"), self._placed)
        title = article.summary.title or _("Untitled")
        return _page(title, f"<article>\n{body}\n</article>", _tag(article.language, self._language))

    def _placed(self, picture: Picture) -> str:
        """The path of a picture in the book, to which it is added when new; empty when it cannot be read."""
        if picture.url not in self._pictures:
            found = _read(self._stored.get(picture.url))
            if found is None:
                return ""
            suffix, data = found
            self._pictures[picture.url] = (f"images/{len(self._pictures) + 1}{suffix}", data)
        return self._pictures[picture.url][0]

    # ── around the articles ──────────────────────────────────────────────────────────────────────────────────────────

    def _package(self, cover: str | None) -> str:
        """The package document (metadata, manifest and spine); `cover` is the path of the cover picture."""
        book = self._book
        made = datetime.fromtimestamp(book.made, UTC)
        numbers = range(1, len(book.articles) + 1)
        items = [f'<item id="a{n}" href="article-{n}.xhtml" media-type="application/xhtml+xml"/>\n' for n in numbers]
        for n, (name, _data) in enumerate(self._pictures.values(), 1):
            mark = ' properties="cover-image"' if name == cover else ""
            items.append(f'<item id="p{n}" href="{name}" media-type="{_MEDIA[name[-4:]]}"{mark}/>\n')
        visual = "".join(
            f'<meta property="schema:{name}">{mode}</meta>\n'
            for name, mode in (("accessMode", "visual"), ("accessModeSufficient", "textual,visual"))
        )
        return _PACKAGE.format(
            language=self._language,
            uuid=uuid.uuid5(_NAMESPACE, f"{book.title} {book.made} {[a.summary.id for a in book.articles]}"),
            title=_text(book.title),
            people="".join(self._people()),
            date=made.date().isoformat(),
            modified=made.strftime("%Y-%m-%dT%H:%M:%SZ"),
            visual=visual if self._pictures else "",
            described=""
            if self._undescribed
            else '<meta property="schema:accessibilityFeature">alternativeText</meta>\n',
            summary=_text(_("Text in reading order, with headings; pictures carry the descriptions the papers give.")),
            items="".join(items),
            spine="".join(f'<itemref idref="a{n}"/>\n' for n in numbers),
        )

    def _people(self) -> Iterator[str]:
        if len(self._book.articles) == 1 and (author := self._book.articles[0].summary.author):
            yield f"<dc:creator>{_text(author)}</dc:creator>\n"
        yield from (f"<dc:publisher>{_text(paper)}</dc:publisher>\n" for paper in self._papers() if paper)

    def _papers(self) -> list[str]:
        return list(dict.fromkeys(article.summary.source_title for article in self._book.articles))

    def _title_page(self, cover: str | None) -> str:
        """The title page, with the cover picture when there is one."""
        count = len(self._book.articles)
        lines = [
            f"<h1>{_text(self._book.title)}</h1>",
            f"<p>{_text(long_date(self._book.made))}</p>",
            f"<p>{_text(' · '.join(self._papers()[:12]))}</p>",
            f"<p>{_text(ngettext('{n} article', '{n} articles', count).format(n=number(count)))}</p>",
        ]
        if cover:
            lines.insert(1, f'<p><img src="{cover}" alt=""/></p>')
        body = '<section class="title" epub:type="titlepage">\n' + "\n".join(lines) + "\n</section>"
        return _page(self._book.title, body, self._language)

    def _contents(self) -> str:
        """The navigation document (table of contents), grouped by paper when there are several."""
        papers: dict[str, list[str]] = {}
        for place, article in enumerate(self._book.articles, 1):
            line = f'<li><a href="article-{place}.xhtml">{_text(article.summary.title or _("Untitled"))}</a></li>'
            papers.setdefault(article.summary.source_title, []).append(line)
        if len(papers) == 1:
            entries = "\n".join(next(iter(papers.values())))
        else:
            entries = "\n".join(
                f"<li><span>{_text(paper) or '…'}</span>\n<ol>\n{chr(10).join(lines)}\n</ol></li>"
                for paper, lines in papers.items()
            )
        title = _text(_("Contents"))
        body = f'<nav epub:type="toc" id="toc">\n<h1>{title}</h1>\n<ol>\n{entries}\n</ol>\n</nav>'
        return _page(_("Contents"), body, self._language)


def _page(title: str, body: str, tag: str) -> str:
    return _NOT_XML.sub("", _PAGE.format(language=tag, title=escape(title), body=body))


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _tag(tag: str, otherwise: str) -> str:
    """A valid language tag, `otherwise` when this one is not."""
    return tag if _TAG.fullmatch(tag) else otherwise


def _file(name: str) -> zipfile.ZipInfo:
    """A zip entry with the fixed time, mode 644 and compression."""
    info = zipfile.ZipInfo(name, _EARLIEST)
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _read(stored: StoredPicture | None) -> tuple[str, bytes] | None:
    """A picture's suffix and bytes, as JPEG or PNG, which every e-book reader shows; `None` when it cannot be read."""
    if stored is None or stored.path is None:
        return None
    try:
        data = stored.path.read_bytes()
    except OSError:
        return None
    suffix = ".jpg" if data.startswith(b"\xff\xd8") else ".png" if data.startswith(b"\x89PNG") else ""
    return (suffix, data) if suffix else _as_png(data)


def _as_png(data: bytes) -> tuple[str, bytes] | None:
    """A picture converted to PNG; `None` when it cannot be decoded."""
    out = BytesIO()
    try:
        with opened(BytesIO(data)) as image:
            image.convert("RGBA").save(out, "PNG")
    except NoPicture:
        return None
    return ".png", out.getvalue()
