"""A book of articles: what an e-book reader needs of it, and epubcheck's word where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from placentin_tui.models import Article, ArticleSummary, Author, Enclosure, StoredPicture
from placentin_tui.prose.blocks import (
    Definition,
    Definitions,
    Embed,
    Figure,
    Gallery,
    Heading,
    Item,
    Listing,
    Paragraph,
    Picture,
    Rule,
    Span,
)
from placentin_tui.prose.html import to_blocks
from placentin_tui.sharing.article_collection import ArticleCollection
from placentin_tui.sharing.epub import to_epub
from placentin_tui.sharing.unique_ids import renamed

MADE = 1_772_542_920
PAGES = Path(__file__).parents[1] / "data" / "fulltext"
ODD = """
<p>Un <a href="#n1">renvoi</a>, un <a href="#nulle-part">autre</a>, <em>de</em> <b>tout</b> &lt;ceci&gt; &amp;
 cela<br>fin.</p>
<p id="9 étrange">Ancre étrange.</p><p><a href="#9 étrange">vers elle</a> <a href="#dup">et</a></p>
<h2 id="dup">Deux fois</h2><h2 id="dup">Deux fois</h2>
<ul><li>un<ul><li>deux</li></ul></li></ul><ol start="3"><li>trois</li></ol>
<dl><dt>Terme</dt><dd>Sens</dd></dl><dl><dd>Sens seul</dd></dl>
<blockquote><p>Cité</p><cite>Lui</cite></blockquote><pre><code>a &lt; b</code></pre><hr>
<table><caption>T</caption><tr><th>A</th><th colspan=2>B</th></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>
<figure><a href="https://a.example/g"><img src="https://a.example/1.jpg" alt="Une vue"></a>
<figcaption>Légende</figcaption></figure>
<figure><img src="https://a.example/2.webp"></figure><img src="https://a.example/absente.jpg" alt="Absente">
<details><summary>Plus</summary><p>Caché</p></details>
<iframe src="https://www.youtube.com/embed/abc" title="Film"></iframe>
<p>H<sub>2</sub>O x<sup>2</sup> <mark>m</mark> <del>d</del> <ins>i</ins> <small>s</small>
 <abbr title="Titre">A</abbr></p>
<ol><li id="n1">Note.</li></ol>
"""


def article(number: int, html: str, *, title: str = "", language: str = "fr", paper: str = "Le Journal") -> Article:
    summary = ArticleSummary(
        number, 1, paper, title or f"Titre {number} <i> & « {number} »", f"https://a.example/{number}?a=1&b=2",
        "Ana Roy", ("Ville",), MADE, published=MADE,
    )  # fmt: skip
    return Article(
        summary,
        to_blocks(html, "https://a.example/"),
        language=language,
        author=Author("Ana Roy", "correspondante", "Elle écrit."),
        enclosures=(Enclosure("https://a.example/e.mp3", "audio/mpeg", 1, "Épisode"),),
    )


@pytest.fixture
def pictures(tmp_path: Path) -> dict[str, StoredPicture]:
    found = {}
    for name, kind in (("1.jpg", "JPEG"), ("2.webp", "WEBP"), ("3.png", "PNG")):
        path = tmp_path / name
        Image.new("RGB", (40, 30), "navy").save(path, kind)
        found[f"https://a.example/{name}"] = StoredPicture(f"https://a.example/{name}", path, 40, 30)
    found["https://a.example/absente.jpg"] = StoredPicture("https://a.example/absente.jpg", None)
    return found


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(data))


def checked(data: bytes, tmp_path: Path) -> None:
    """Every part is well-formed; epubcheck has nothing to say, where it is installed."""
    with opened(data) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".xml")):
                ElementTree.fromstring(book.read(name))
    if (checker := shutil.which("epubcheck")) and (java := shutil.which("java")):
        file = tmp_path / "book.epub"
        file.write_bytes(data)
        # Debian's is a jar that only some kernels start by themselves.
        command = [java, "-jar", str(Path(checker).resolve()), str(file)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
        assert "WARNING" not in run.stdout + run.stderr


def test_a_book_of_one_odd_article(pictures: dict[str, StoredPicture], tmp_path: Path) -> None:
    data = to_epub(ArticleCollection("Un titre & <deux>", (article(1, ODD),), MADE), pictures)
    checked(data, tmp_path)
    with opened(data) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type, book.read(first)) == ("mimetype", 0, b"application/epub+zip")
        names = book.namelist()
        assert {"EPUB/images/1.jpg", "EPUB/images/2.png"} <= set(names)
        package, page = book.read("EPUB/package.opf").decode(), book.read("EPUB/article-1.xhtml").decode()
    assert "<dc:title>Un titre &amp; &lt;deux&gt;</dc:title>" in package
    assert "<dc:creator>Ana Roy</dc:creator>" in package
    assert "<dc:language>fr</dc:language>" in package
    assert 'properties="cover-image"' in package
    assert "alternativeText" not in package  # one picture has no description
    assert 'alt="Une vue"' in page
    assert "Absente" in page
    assert "Elle écrit." in page


def test_a_book_of_several_papers(pictures: dict[str, StoredPicture], tmp_path: Path) -> None:
    pages = [(PAGES / f"{name}.html").read_text("utf-8") for name in ("tables", "embeds", "spip-interview", "arabic")]
    articles = [
        article(n, html, paper=f"Journal {n % 2}", language=("fr", "ar", "", "x_y")[n]) for n, html in enumerate(pages)
    ]
    data = to_epub(ArticleCollection("Édition du jour", tuple(articles), MADE), pictures)
    checked(data, tmp_path)
    with opened(data) as book:
        contents = book.read("EPUB/nav.xhtml").decode()
        package = book.read("EPUB/package.opf").decode()
    assert contents.count("<li>") == 6
    assert "Journal 0" in contents
    assert package.count("<itemref") == 6
    assert "dc:creator" not in package
    assert "cover-image" not in package


def test_what_no_page_gives(pictures: dict[str, StoredPicture], tmp_path: Path) -> None:
    odd = article(1, "")
    blocks = (
        Definitions((Definition((), ()),)),
        Figure(Picture("https://a.example/3.png", "Vue"), (Span("Légende\nsur deux lignes"),), "Crédit"),
        Gallery((Figure(Picture("https://a.example/1.jpg", "Un")),), (Span("Ensemble"),)),
        Embed("video", "https://a.example/v?a=1&b=2"),
        Rule(),
    )
    from msgspec.structs import replace

    odd = replace(odd, blocks=blocks, lead=Picture("https://a.example/1.jpg", "En tête"))
    data = to_epub(ArticleCollection("T", (odd,), MADE), pictures)
    checked(data, tmp_path)
    with opened(data) as book:
        assert "alternativeText" in book.read("EPUB/package.opf").decode()
        assert sum(name.startswith("EPUB/images/") for name in book.namelist()) == 2


def test_the_same_book_is_the_same_bytes(pictures: dict[str, StoredPicture]) -> None:
    book = ArticleCollection("T", (article(1, ODD),), MADE)
    assert to_epub(book, pictures) == to_epub(book, pictures)


def test_a_picture_that_has_gone_or_is_none_is_its_description(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    stored = {
        "https://a.example/1.jpg": StoredPicture("https://a.example/1.jpg", broken),
        "https://a.example/2.webp": StoredPicture("https://a.example/2.webp", tmp_path / "gone.webp"),
    }
    data = to_epub(ArticleCollection("T", (article(1, ODD),), MADE), stored)
    checked(data, tmp_path)
    with opened(data) as book:
        assert not any(name.startswith("EPUB/images/") for name in book.namelist())


def test_ids_are_renamed_once_and_lost_links_lead_nowhere() -> None:
    blocks = (
        Paragraph((Span("a", href="#là bas"), Span("b", href="#perdu"), Span("c", href="https://a.example/#x"))),
        Heading(2, (Span("Un"),), "là"),
        Heading(2, (Span("Un"),), "bas là"),
        Listing((Item((Paragraph((Span("d", href="#bas"),)),), "n"),)),
    )
    assert renamed(blocks, "x") == (
        Paragraph((Span("a"), Span("b"), Span("c", href="https://a.example/#x"))),
        Heading(2, (Span("Un"),), "x1"),
        Heading(2, (Span("Un"),), "x2"),
        Listing((Item((Paragraph((Span("d", href="#x2"),)),), "x3"),)),
    )
