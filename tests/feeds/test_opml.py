"""OPML, read as others write it and written so that others read it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import listparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.errors import OpmlError
from placentin_tui.feeds import opml
from placentin_tui.models import NewSource
from placentin_tui.text import sanitize

FILES = Path(__file__).parent.parent / "data" / "opml"


@pytest.fixture(autouse=True, params=["as it is installed", "without lxml"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """listparser reads with lxml where there is one, with the standard library elsewhere."""
    if request.param == "without lxml":
        monkeypatch.setattr(listparser, "lxml", None)


def read(name: str) -> tuple[NewSource, ...]:
    return opml.read((FILES / name).read_bytes())


def test_folders_within_folders_become_paths() -> None:
    assert read("nested-2.0.opml") == (
        NewSource("https://globe.example/rss.xml", "Le Globe", "Presse/Nationale"),
        NewSource("https://progres.example/feed?a=1&b=2", "Le Progrès & l’Écho", "Presse/Régionale"),
        NewSource("https://courrier.example/feed/", "Le Courrier", "Presse"),
        NewSource("https://voix.example/podcast.xml", "Les Voix du matin"),
    )


def test_version_1_0_in_latin_1_is_read() -> None:
    assert read("flat-1.0-latin-1.opml") == (
        NewSource("http://echo.example/rdf", "L'Écho des Alpilles", "Régions - été"),
        NewSource("https://gazette.example/rss", "", "Régions - été"),
    )


def test_what_is_no_feed_is_left_out_and_odd_schemes_are_put_right() -> None:
    assert read("oddities.opml") == (
        NewSource("http://feed-scheme.example/rss", "Ancien schéma"),
        NewSource("https://feed-colon.example/rss", "Schéma collé"),
        NewSource("https://twice.example/rss", "Deux fois", "B"),
        NewSource("https://slash.example/rss", "Barre [b]oblique[/b]", "Art ∕ Culture"),
    )


@pytest.mark.parametrize("name", ["empty.opml", "page.opml", "feed.opml"])
def test_what_is_not_opml_is_refused_in_words(name: str) -> None:
    with pytest.raises(OpmlError, match="not OPML"):
        read(name)


@pytest.mark.parametrize(
    "around",
    [
        "<head><title>Liste</title></head><body>{}</body>",
        "<body>{}</body>",
        "{}",
        "<outlines>{}</outlines>",
        "<!-- mine --><OUTLINE TEXT='Vide'/>{}",
    ],
)
def test_a_list_without_its_root_is_read(around: str) -> None:
    listed = (
        "<outline text='Presse'><outline text='Gazette' type='rss' xmlUrl='https://gazette.example/rss'/></outline>"
        "<outline\n  text='Carnet' XMLURL = 'https://carnet.example/fil.xml'/>"
    )
    assert opml.read(f'<?xml version="1.0"?>\n{around.format(listed)}'.encode()) == (
        NewSource("https://gazette.example/rss", "Gazette", "Presse"),
        NewSource("https://carnet.example/fil.xml", "Carnet"),
    )


@pytest.mark.parametrize(
    "body", ["<outline text='a'/>", "<p>outline xmlUrl='https://a.example/'</p>", "<outline>xmlUrl=</outline>"]
)
def test_outlines_of_something_else_are_no_list(body: str) -> None:
    with pytest.raises(OpmlError, match="not OPML"):
        opml.read(body.encode())


@pytest.mark.parametrize("name", ["", "text=''", "text=' ' title='&#10;'"])
def test_a_source_without_a_name(name: str) -> None:
    (source,) = opml.read(f"<opml><body><outline {name} xmlUrl='https://u:p@a.example/f'/></body></opml>".encode())
    assert source.title == ""
    assert opml.name_of(source) == "a.example", "its host's, and nobody's password"
    (written,) = ET.fromstring(opml.write([source])).iter("outline")
    assert (written.get("text"), written.get("title")) == ("a.example", "a.example"), "other readers want one"


def test_a_list_without_sources_is_an_empty_one() -> None:
    assert opml.read(b'<opml version="2.0"><head/><body/></opml>') == ()


@pytest.mark.parametrize("body", [b"<outline text='x'>" * 10_000, b"x" * 6_000_000])
def test_a_list_built_to_exhaust_is_refused(body: bytes) -> None:
    with pytest.raises(OpmlError, match="larger or deeper"):
        opml.read(b"<opml>" + body)


@given(
    st.lists(
        st.sampled_from(b"<outline </outline> <opml> </opml> <body text='a' xmlUrl='http://x/' > /> <![ <!x".split())
    )
)
def test_any_pieces_are_a_list_or_refused(pieces: list[bytes]) -> None:
    try:
        opml.read(b"<opml>" + b" ".join(pieces))
    except OpmlError as error:
        refusal = str(error)
        assert refusal.endswith(".")


def test_what_is_written_is_opml_2_0_with_folders_nested() -> None:
    sources = (
        NewSource("https://a.example/f?x=1&y=2", 'Le « "Globe" » <b>', "Presse/Nationale", "fr", "https://a.example/"),
        NewSource("https://b.example/f", "L’Écho", "Presse"),
    )
    root = ET.fromstring(opml.write(sources))
    assert root.attrib == {"version": "2.0"}
    [presse] = root.findall("body/outline")
    assert [each.get("text") for each in presse] == ["Nationale", "L’Écho"]
    assert presse[0][0].attrib == {
        "text": 'Le « "Globe" » <b>',
        "title": 'Le « "Globe" » <b>',
        "type": "rss",
        "xmlUrl": "https://a.example/f?x=1&y=2",
        "htmlUrl": "https://a.example/",
        "language": "fr",
    }


_names = (
    st.text(min_size=1, max_size=10)
    .map(lambda name: sanitize.clean(name).replace("/", "-").replace("&", "+"))
    .filter(bool)
)


@given(st.lists(st.tuples(st.lists(_names, max_size=3).map("/".join), _names), max_size=6))
def test_what_is_written_is_read_again(places: list[tuple[str, str]]) -> None:
    sources = tuple(NewSource(f"https://paper.example/{n}", title, folder) for n, (folder, title) in enumerate(places))
    assert {each.url: each for each in opml.read(opml.write(sources).encode())} == {each.url: each for each in sources}


def test_a_list_with_one_end_too_many_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listparser, "lxml", None)
    with pytest.raises(OpmlError, match="damaged"):
        opml.read(b"<opml><outline text='a'></outline></outline></opml>")
