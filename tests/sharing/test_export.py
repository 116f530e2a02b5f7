"""Files: their names, their contents, and that nothing is overwritten."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from placentin_tui import i18n
from placentin_tui.errors import ShareError
from placentin_tui.models import StoredPicture
from placentin_tui.models.setting_enums import ExportFormat
from placentin_tui.prose.blocks import Code, Details, Embed, Figure, Gallery, Paragraph, Picture, Span
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.plain import to_text
from placentin_tui.sharing.document import as_blocks
from placentin_tui.sharing.export import LONGEST_NAME, document, file_name, folder, pictures_of, save
from placentin_tui.sharing.html import to_html
from tests.sharing.factories import article


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Un accord : et après ?", "Un accord et après"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows\\x", "C Windows x"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("~root", "root"),
        ("Fin...", "Fin"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Confiance", "Confiance"),
        ("a\nb\tc\x00d", "a b c d"),
        ("e\u0301te\u0301", "été"),
        ("???", "Article"),
        ("", "Article"),
        ("日本" * 60, "日本" * 20),
    ],
)
def test_a_title_becomes_a_safe_name(title: str, name: str) -> None:
    assert file_name(title) == name


@given(st.text())
@example(". " * 100)
@example("é" * 200)
@example("-.~" * 30)
def test_any_title_is_a_name_of_one_part(title: str) -> None:
    name = file_name(title)
    assert name
    assert len(name.encode()) <= LONGEST_NAME + 1
    assert name == name.strip()
    assert not name.startswith((".", "-", "~"))
    assert not name.endswith(".")
    assert not re.search(r'[\x00-\x1f/\\:*?"<>|]', name)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    into = tmp_path / "new" / "folder"
    files = [save(text, "Titre", ExportFormat.MARKDOWN, into) for text in ("un", "deux", "trois")]
    assert [file.name for file in files] == ["Titre.md", "Titre (2).md", "Titre (3).md"]
    assert [file.read_text("utf-8") for file in files] == ["un", "deux", "trois"]


def test_a_link_that_leads_elsewhere_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "mine"
    (tmp_path / "Titre.txt").symlink_to(target)
    assert save("x", "Titre", ExportFormat.TEXT, tmp_path).name == "Titre (2).txt"
    assert not target.exists()


def test_what_cannot_be_written_is_said_with_its_file(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(ShareError, match=re.escape(f"{blocked} cannot be written: ")):
        save("x", "Titre", ExportFormat.TEXT, blocked)


def test_a_disk_that_fills_leaves_no_half_file(tmp_path: Path) -> None:
    # A limit of the system's own on what this process may write stands for the full disk.
    script = (
        "import resource, signal, sys; from pathlib import Path; from placentin_tui.sharing.export import save\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "save('x' * 5000, 'Titre', 'text', Path(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=False)
    assert "Titre.txt cannot be written: File too large." in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_the_settings_then_documents_then_downloads_then_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "docs"))
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path / "loads"))
    assert folder("") == tmp_path
    (tmp_path / "loads").mkdir()
    assert folder("") == tmp_path / "loads"
    (tmp_path / "docs").mkdir()
    assert folder("") == tmp_path / "docs"
    assert folder("~/Articles") == tmp_path / "Articles"
    assert folder("/srv/x") == Path("/srv/x")
    with pytest.raises(ShareError):
        folder("~nobody-of-this-name/x")


# ── documents ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_markdown_and_text_begin_with_the_headline() -> None:
    assert "# Un accord \\& après\n" in document(article(), ExportFormat.MARKDOWN)
    text = document(article(), ExportFormat.TEXT)
    assert "Un accord & après\n" in text
    assert text.endswith("Elle écrit.\n")


class Page(HTMLParser):
    """A parser of another house than ours: the tags and addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [(name, value or "") for name, value in attrs if name in ("src", "href")]
        assert not [name for name, _ in attrs if name.startswith("on")]


def parsed(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


def test_a_web_page_holds_its_pictures_and_fetches_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(b"\xff\xd8picture")
    url = "https://paper.example/a.jpg"
    html = document(article(), ExportFormat.HTML, {url: StoredPicture(url, file, 4, 3)})
    page = parsed(html)
    inside = "data:image/jpeg;base64," + base64.b64encode(b"\xff\xd8picture").decode()
    assert [value for name, value in page.addresses if name == "src"] == [inside]
    # The one that is not in the library is a link with its description.
    assert ("href", "https://paper.example/lead.png") in page.addresses
    assert ">La &lt;une&gt;</a>" in html
    assert not {"script", "link", "iframe", "object"} & set(page.tags)
    assert '<html lang="fr">' in html


@pytest.mark.parametrize("path", [None, Path("gone.jpg"), Path("strange.svg")])
def test_a_picture_that_cannot_be_read_is_a_link(path: Path | None, tmp_path: Path) -> None:
    (tmp_path / "strange.svg").write_text("<svg/>")
    url = "https://paper.example/a.jpg"
    html = document(article(), ExportFormat.HTML, {url: StoredPicture(url, path and tmp_path / path)})
    assert "<img" not in html
    assert "Une vue" in html


def test_what_the_paper_wrote_is_text() -> None:
    page = document(article('</title><script>x</script>"'), ExportFormat.HTML)
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<td>1 &lt; 2</td>" in page
    assert 'href="https://example.org/?a=1&amp;b=2" title="L&#x27;autre"' in page
    assert '<a id="haut"></a>' in page


def test_galleries_and_films_are_there_too() -> None:
    figures = tuple(Figure(Picture(f"https://a.example/{n}.png", f"Vue {n}")) for n in (1, 2))
    html = to_html(
        (Gallery(figures, (Span("Deux <vues>"),)), Embed("video", "https://a.example/?v=1&x", "Un film")),
        title="T",
        inlined=lambda _: "data:image/png;base64,AA==",
    )
    assert html.count("<img ") == 2
    assert "<figcaption>Deux &lt;vues&gt;</figcaption>" in html
    assert '<a href="https://a.example/?v=1&amp;x">Un film</a>' in html


@given(st.text(), st.text(), st.text(), st.integers(0, 511))
def test_no_text_becomes_a_tag(text: str, title: str, href: str, marks: int) -> None:
    span = Span(text, marks, href, title)
    figure = Figure(Picture(href, title), (span,), text, href)
    blocks = (Paragraph((span,), id=text), Code(text), figure, Details((span,), ()))
    page = parsed(to_html(blocks, title=title, language=text, inlined=lambda _: ""))
    known = {"html", "head", "meta", "title", "style", "body", "p", "a", "abbr", "pre", "code", "figure", "figcaption"}
    known |= {"details", "summary", "br", "small", "mark", "del", "ins", "sub", "sup", "em", "strong"}
    assert set(page.tags) <= known
    assert (page.tags.count("title"), page.tags.count("body"), page.tags.count("details")) == (1, 1, 1)


def test_reading_the_page_back_gives_the_same_article() -> None:
    body = LexborHTMLParser(document(article(), ExportFormat.HTML)).css_first("body")
    assert body is not None
    again = to_text(to_blocks(body.inner_html or "", "https://paper.example/"))
    # Only pictures that are not there are different: their descriptions have become links.
    assert again == to_text(as_blocks(article())).replace("[La <une>]", "La <une>").replace("[Une vue]", "Une vue")


def test_the_pictures_are_named_once_each() -> None:
    lead, other = "https://paper.example/lead.png", "https://paper.example/b.png"
    body = f'<img src="{other}"><p>x</p><img src="{lead}"><img src="{other}">'
    assert pictures_of(article(body=body)) == (lead, other)
