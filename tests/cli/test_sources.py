"""`add`, `remove`, `sources`, `import`, `export`: subscribing from the shell."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from placentin_tui.__main__ import main
from placentin_tui.paths import Paths

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Paper

pytestmark = pytest.mark.usefixtures("home")

SOURCE_KEYS = [
    "id", "title", "url", "folder", "articles", "unread", "last_refresh", "error", "pictures", "full_text", "selector",
    "last_success", "reason", "failures", "next_try", "certificate", "days",
]  # fmt: skip


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_feeds_address_becomes_a_source_with_its_articles(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    address = paper.print(paper.item("un"), paper.item("deux"))
    assert main(["add", address]) == 0
    assert capsys.readouterr().out == "Subscribed to Le Journal: 2 articles.\n"
    assert main(["sources", "--json"]) == 0
    (source,) = records(capsys.readouterr().out)
    assert list(source) == SOURCE_KEYS
    last_refresh = str(source.pop("last_refresh"))
    assert last_refresh.endswith("Z")
    assert source.pop("last_success") == last_refresh
    days = source.pop("days")
    assert isinstance(days, list)
    assert len(days) == 14
    assert source == {
        "id": 1, "title": "Le Journal", "url": address, "folder": "", "articles": 2, "unread": 2, "error": None,
        "pictures": "all", "full_text": "auto", "selector": None,
        "reason": None, "failures": 0, "next_try": None, "certificate": None,
    }  # fmt: skip


def test_a_site_leads_to_its_feed(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    address = paper.print(paper.item("un"))
    page = b'<!doctype html><title>Le Journal</title><link rel=alternate type="application/rss+xml" href="/feed/">'
    paper.pages["/"] = (200, "text/html", page)
    assert main(["add", paper.home, "--title", "Mon journal", "--folder", "Presse/Locale"]) == 0
    capsys.readouterr()
    main(["sources", "--json"])
    (source,) = records(capsys.readouterr().out)
    assert (source["title"], source["url"], source["folder"]) == ("Mon journal", address, "Presse/Locale")


def test_what_was_typed_is_cleaned_like_foreign_text(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    address = paper.print(paper.item("un"))
    assert main(["add", address, "--title", "Mon\x1b[31m journal\n", "--folder", "/ Presse //\x07Locale/"]) == 0
    assert "\x1b" not in capsys.readouterr().out
    main(["sources", "--json"])
    (source,) = records(capsys.readouterr().out)
    assert "\x1b" not in str(source["title"])
    assert source["folder"] == "Presse/Locale"


def test_several_feeds_are_listed_and_none_is_chosen(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = paper.print(path="/feed/"), paper.print(path="/sport/feed/")
    links = '<link rel=alternate type="application/rss+xml" title="{}" href="{}">'
    page = "<!doctype html>" + links.format("Tout", "/feed/") + links.format("Sport", "/sport/feed/")
    paper.pages["/"] = (200, "text/html", page.encode())
    assert main(["add", paper.home]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f"1. {one} Tout\n" in said.err
    assert f"2. {two} Sport\n" in said.err
    assert f"placentin-tui add {one}" in said.err
    main(["sources", "--json"])
    assert capsys.readouterr().out == ""


def test_no_feed_anywhere(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    paper.pages["/"] = (200, "text/html", b"<!doctype html><title>Nothing</title>")
    assert main(["add", paper.home]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("placentin-tui: ")
    assert said.err.count("\n") == 1


def test_the_same_source_twice(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    address = paper.print(paper.item("un"))
    assert main(["add", address]) == 0
    assert main(["add", address]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_adding_offline_opens_no_socket(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "--offline", paper.print(paper.item("un"))]) == 3
    assert main(["--offline", "add", paper.home]) == 3
    assert paper.asked == []
    assert "There is no network" in capsys.readouterr().err
    assert main(["sources", "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_sources_are_a_table(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", paper.print(paper.item("un"))])
    main(["add", paper.print(path="/autre/", title="Autre"), "--folder", "Presse"])
    capsys.readouterr()
    assert main(["sources"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "ID  Title       Folder  Articles  Unread  Refreshed  Error",
        " 1  Le Journal                 1       1  just now",
        " 2  Autre       Presse         0       0  just now",
    ]


def test_no_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "placentin-tui add ADDRESS" in said.err


@pytest.mark.parametrize("name", ["1", "le journal", "Le J"])
def test_a_source_is_removed_by_any_name(paper: Paper, capsys: pytest.CaptureFixture[str], name: str) -> None:
    main(["add", paper.print(paper.item("un"))])
    capsys.readouterr()
    assert main(["remove", name]) == 0
    assert capsys.readouterr().out.startswith("Le Journal is removed")
    main(["sources", "--json"])
    assert capsys.readouterr().out == ""
    main(["list"])
    assert capsys.readouterr().out == ""


def test_an_unknown_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remove", "Nowhere"]) == 1
    assert "Nowhere" in capsys.readouterr().err


def test_sources_go_out_and_come_back(paper: Paper, capsys: pytest.CaptureFixture[str], home: Path) -> None:
    address = paper.print(paper.item("un"))
    main(["add", address, "--folder", "Presse"])
    capsys.readouterr()
    assert main(["export"]) == 0
    printed = capsys.readouterr().out
    file = home / "sources.opml"
    file.write_text("an older one", "utf-8")
    assert main(["export", str(file)]) == 0
    assert file.read_text("utf-8") == printed
    assert [path.name for path in home.glob("*sources*")] == ["sources.opml"]

    main(["remove", "1"])
    capsys.readouterr()
    assert main(["import", str(file)]) == 0
    assert capsys.readouterr().out.startswith("1 source added.\n")
    assert main(["import", str(file)]) == 0
    assert capsys.readouterr().out == "0 sources added.\n1 was there already.\n"
    main(["sources", "--json"])
    (source,) = records(capsys.readouterr().out)
    assert (source["title"], source["url"], source["folder"]) == ("Le Journal", address, "Presse")


def test_a_source_the_list_gives_no_name_is_called_by_its_host_until_the_paper_names_itself(
    paper: Paper, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    address = paper.print(paper.item("un"))
    (home / "list.opml").write_text(f"<opml><body><outline type='rss' xmlUrl='{address}'/></body></opml>", "utf-8")
    assert main(["import", str(home / "list.opml")]) == 0
    assert main(["export"]) == 0
    assert f'text="{urlsplit(address).hostname}"' in capsys.readouterr().out
    for title in (urlsplit(address).hostname, "Le Journal"):
        main(["sources", "--json"])
        (source,) = records(capsys.readouterr().out)
        assert source["title"] == title
        assert main(["refresh"]) == 0
        capsys.readouterr()


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"<html><p>no</p></html>", b'<opml version="2.0"><bo'])
def test_a_file_that_is_no_opml_is_refused_and_kept(
    home: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    file = home / "broken.opml"
    file.write_bytes(content)
    assert main(["import", str(file)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert file.read_bytes() == content


def test_a_file_that_is_not_there(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(home / "none.opml")]) == 1
    assert "none.opml cannot be read: No such file or directory." in capsys.readouterr().err


def test_an_export_that_cannot_be_written(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(home / "no" / "such" / "folder.opml")]) == 1
    assert "No such file or directory" in capsys.readouterr().err


def test_which_pictures_are_fetched(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", paper.print(paper.item("un"))])
    capsys.readouterr()
    assert main(["pictures", "Le Journal"]) == 0
    assert capsys.readouterr().out == "Le Journal: all pictures are fetched.\n"
    assert main(["pictures", "1", "lead"]) == 0
    assert capsys.readouterr().out == "Le Journal: the first picture of each article is fetched.\n"
    main(["sources", "--json"])
    assert records(capsys.readouterr().out)[0]["pictures"] == "lead"
    assert main(["pictures", "1", "some"]) == 2
    assert main(["pictures", "Autre", "none"]) == 1


def test_how_a_source_is_read(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", paper.print(paper.item("un"))])
    capsys.readouterr()
    assert main(["fulltext", "1", "sometimes"]) == 2
    capsys.readouterr()
    assert main(["fulltext", "le journal", "always", "--selector", "article > .texte"]) == 0
    said = "Le Journal: whole texts are always fetched.\n"
    assert capsys.readouterr().out == said + "On its pages they are found by article > .texte.\n"
    main(["sources", "--json"])
    (source,) = records(capsys.readouterr().out)
    assert (source["full_text"], source["selector"]) == ("always", "article > .texte")
    assert main(["fulltext", "1", "--selector", ""]) == 0
    assert capsys.readouterr().out == said


def test_what_is_no_selector_is_refused(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", paper.print(paper.item("un"))])
    assert main(["fulltext", "1", "--selector", "]["]) == 2
    assert "“][” is no CSS selector." in capsys.readouterr().err


def test_the_whole_text_comes_with_the_news_and_the_summary_stays(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "".join(f"<p>La passerelle, paragraphe {n}, relie enfin les deux rives du fleuve.</p>" for n in range(20))
    paper.pages["/un/?utm_source=rss"] = (200, "text/html; charset=utf-8", f"<article>{text}</article>".encode())
    main(["add", paper.print(paper.item("un", html="<p>La passerelle relie les deux rives […]</p>"))])
    capsys.readouterr()
    assert main(["show", "1"]) == 0
    assert "paragraphe 19" in capsys.readouterr().out
    assert main(["show", "1", "--summary"]) == 0
    out = capsys.readouterr().out
    assert "deux rives […]" in out
    assert "paragraphe" not in out
    main(["show", "1", "--format", "json"])
    (page,) = records(capsys.readouterr().out)
    assert (page["full_text"], page["offline_ready"]) == ("whole", True)
    assert "deux rives […]" in str(page["summary"])


def test_a_certificate_is_believed_and_no_longer(paper: Paper, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", paper.print(paper.item("un"))])
    capsys.readouterr()
    mark = ":".join(["AB"] * 32)
    assert main(["trust", "1"]) == 0
    assert capsys.readouterr().out == "Le Journal: its certificate is judged like anybody's.\n"
    for written in ("ab" * 32, mark, mark.lower().replace(":", " ")):
        assert main(["trust", "1", written]) == 0
        assert capsys.readouterr().out == f"Le Journal: this certificate is believed: {mark}\n"
    main(["sources", "--json"])
    assert records(capsys.readouterr().out)[0]["certificate"] == "ab" * 32
    for written in ("ab", "zz" * 32, "ab" * 33):
        assert main(["trust", "1", written]) == 2
        assert main(["add", "https://paper.example/", "--certificate", written]) == 2
        assert "is not a certificate's SHA-256" in capsys.readouterr().err
    assert main(["trust", "1", "--forget"]) == 0
    assert capsys.readouterr().out == "Le Journal: its certificate is judged like anybody's.\n"


def test_the_reason_of_a_failure_is_said_in_the_readers_language(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", paper.print(paper.item("un"))])
    paper.pages.clear()
    assert main(["--language", "en", "refresh"]) == 1
    capsys.readouterr()
    said = {}
    for language in ("en", "fr"):
        main(["--language", language, "sources", "--json"])
        (source,) = records(capsys.readouterr().out)
        assert list(source) == SOURCE_KEYS
        assert source["reason"] == "http-404"
        said[language] = str(source["error"])
    assert said["en"].endswith("has nothing at this address (404).")
    assert "n’a rien à cette adresse" in said["fr"]


def test_a_sentence_kept_by_an_earlier_version_stays_until_the_next_answer(
    paper: Paper, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", paper.print(paper.item("un"))])
    with closing(sqlite3.connect(Paths.of_user().library)) as db, db:
        db.execute("UPDATE source SET error = 'Trop lent.', error_reason = 'timeout', failures = 1")

    def error() -> object:
        capsys.readouterr()
        main(["--language", "en", "sources", "--json"])
        return records(capsys.readouterr().out)[0]["error"]

    assert error() == "Trop lent."
    paper.pages.clear()
    main(["refresh"])
    assert str(error()).endswith("has nothing at this address (404).")
