"""`share`: what would be handed on is printed; `--open` hands it on, to real programs of the test's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp

from placentin_tui.__main__ import main
from placentin_tui.sharing.qr import QrCode
from placentin_tui.terminal import browser
from tests.sharing.test_qr import drawn
from tests.ui.test_acts import opener

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Paper

pytestmark = pytest.mark.usefixtures("library")
Said = pytest.CaptureFixture[str]

SHARE_KEYS = ["id", "target", "title", "address", "text"]
TARGETS = [
    "link", "title", "quote", "mail", "whatsapp", "telegram", "facebook", "x", "linkedin", "bluesky", "qr", "markdown",
    "html", "text",
]  # fmt: skip


@pytest.fixture
def library(home: object, paper: Paper, capsys: Said) -> None:
    assert main(["add", paper.print(paper.item("un", title="Un accord & après"))]) == 0
    capsys.readouterr()


def shared(capsys: Said, *arguments: str) -> str:
    assert main(["share", "1", *arguments]) == 0
    return capsys.readouterr().out


def test_every_target_a_line(capsys: Said, paper: Paper) -> None:
    records = [json.loads(line) for line in shared(capsys, "--json").splitlines()]
    assert [list(record) for record in records] == [SHARE_KEYS] * len(TARGETS)
    assert [record["target"] for record in records] == TARGETS
    assert records[0] == {
        "id": 1, "target": "link", "title": "Un accord & après",
        "address": f"{paper.home}/un/", "text": f"{paper.home}/un/",
    }  # fmt: skip
    lines = shared(capsys).splitlines()
    assert [line.split()[0] for line in lines] == TARGETS
    assert lines[1] == f"title     Un accord & après — {paper.home}/un/"


def test_one_target_whole(capsys: Said, paper: Paper) -> None:
    assert shared(capsys, "--to", "title") == f"Un accord & après — {paper.home}/un/\n"
    assert shared(capsys, "--to", "quote").splitlines()[0] == "«\N{NO-BREAK SPACE}Le texte de un.\N{NO-BREAK SPACE}»"
    assert shared(capsys, "--to", "x").startswith("https://x.com/intent/post?text=Un%20accord%20%26%20apr%C3%A8s&url=")
    assert "# Un accord \\& après\n" in shared(capsys, "--to", "markdown")
    assert "<h1>Un accord &amp; après</h1>" in shared(capsys, "--to", "html")
    assert json.loads(shared(capsys, "--to", "mail", "--json"))["address"].startswith("mailto:?subject=Un%20accord")


def test_the_code_is_one_a_telephone_reads(capsys: Said, paper: Paper) -> None:
    rows = shared(capsys, "--to", "qr").splitlines()
    (read,) = zxingcpp.read_barcodes(drawn(QrCode(tuple(rows))))
    assert read.text == f"{paper.home}/un/"


def test_mastodon_wants_its_server_once(capsys: Said) -> None:
    assert main(["share", "1", "--to", "mastodon"]) == 2
    assert "--server" in capsys.readouterr().err
    assert main(["share", "1", "--to", "mastodon", "--server", "no where"]) == 1
    assert "“no where” is no server's name" in capsys.readouterr().err
    assert shared(capsys, "--to", "mastodon", "--server", "@me@piaille.fr").startswith(
        "https://piaille.fr/share?text=Un"
    )
    assert shared(capsys, "--to", "mastodon").startswith("https://piaille.fr/share?text=Un")


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["1", "--to", "fax"], 2, "“fax” is none of: link, title, quote, mail, "),
        (["1", "--open"], 2, "“--open” needs “--to”."),
        (["9"], 1, "No article has the number 9."),
    ],
)
def test_what_cannot_be_shared_is_said(capsys: Said, arguments: list[str], status: int, says: str) -> None:
    assert main(["share", *arguments]) == status
    said = capsys.readouterr()
    assert says in said.err
    assert said.out == ""


def test_open_hands_it_to_the_browser(capsys: Said, settings: Callable[[str], Path], tmp_path: Path) -> None:
    command, log = opener(tmp_path)
    settings(f'browser = "{command}"\n')
    assert shared(capsys, "--to", "x").startswith("https://x.com/")
    assert not log.exists()
    assert "https://x.com/intent/post" in shared(capsys, "--to", "x", "--open")
    assert browser._started[-1].wait(10) == 0
    assert log.read_text().startswith("https://x.com/intent/post?text=Un%20accord")


def test_where_nothing_can_be_opened_the_address_is_said(
    capsys: Said, settings: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert main(["share", "1", "--to", "x", "--open"]) == 1
    assert "no browser can be opened from here: https://x.com/" in capsys.readouterr().err


def test_open_saves_a_file(capsys: Said, settings: Callable[[str], Path], tmp_path: Path) -> None:
    settings(f'save_to = "{tmp_path}/mine"\n')
    assert shared(capsys, "--to", "text", "--open") == f"Saved: {tmp_path}/mine/Un accord & après.txt\n"
    assert shared(capsys, "--to", "text", "--open") == f"Saved: {tmp_path}/mine/Un accord & après (2).txt\n"
    assert "Le texte de un." in (tmp_path / "mine" / "Un accord & après.txt").read_text("utf-8")


def test_open_starts_a_program_of_the_config(capsys: Said, settings: Callable[[str], Path], tmp_path: Path) -> None:
    settings(f'[share."my notes"]\ncommand = ["tee", "{tmp_path}/given"]\n')
    assert "# Un accord" in shared(capsys, "--to", "my notes")
    assert not (tmp_path / "given").exists()
    assert shared(capsys, "--to", "my notes", "--open") == "my notes has the article.\n"
    assert "# Un accord \\& après" in (tmp_path / "given").read_text("utf-8")
    settings('[share.gone]\ncommand = ["/nowhere/program"]\n')
    assert main(["share", "1", "--to", "gone", "--open"]) == 1
    assert "/nowhere/program cannot be started: No such file or directory." in capsys.readouterr().err
