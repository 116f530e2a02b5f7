"""What tmux says of the terminal around it, and writing past it: by a program of that name, and by a real tmux."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from placentin_tui.terminal.capabilities import CellSize, PictureProtocol, TerminalResponses
from placentin_tui.terminal.tmux import Client, client, parsed, past_tmux

CELL = CellSize(9, 20)


@pytest.mark.parametrize(
    ("said", "best"),
    [
        ("kitty(0.31.0)\t256,RGB,title\ton\n", PictureProtocol.KITTY),
        ("kitty(0.31.0)\t256,RGB,title\tall\n", PictureProtocol.KITTY),
        ("ghostty 1.0.1\tRGB\t1\n", PictureProtocol.KITTY),
        ("kitty(0.31.0)\t256,RGB,title\toff\n", PictureProtocol.HALFBLOCK),
        ("kitty(0.31.0)\t256,RGB,title\t0\n", PictureProtocol.HALFBLOCK),
        ("kitty(0.31.0)\t256,title\ton\n", PictureProtocol.HALFBLOCK),  # the picture's number would be rounded
        ("kitty(0.26.5)\t256,RGB,title\ton\n", PictureProtocol.HALFBLOCK),
        ("foot(1.16.2)\t256,RGB,sixel,title\toff\n", PictureProtocol.SIXEL),
        ("XTerm(379)\t256,RGB,title\ton\n", PictureProtocol.HALFBLOCK),  # tmux before 3.4
        ("\t256\t\n", PictureProtocol.HALFBLOCK),
    ],
)
def test_the_best_of_what_the_terminal_around_tmux_can(said: str, best: PictureProtocol) -> None:
    answers = TerminalResponses(CELL)
    found = parsed(said)
    assert found
    answers.inside_tmux(found)
    assert answers.best is best


@pytest.mark.parametrize("said", ["", "no server running", "a\tb\n", "a\tb\tc\td\n"])
def test_what_is_no_answer(said: str) -> None:
    assert parsed(said) is None


def test_each_graphics_command_is_handed_on_by_itself() -> None:
    sent = "\x1b_Ga=T,m=1;AAAA\x1b\\\x1b_Gm=0;BBBB\x1b\\"
    wrapped = past_tmux(sent)
    assert wrapped.count("\x1bPtmux;") == 2
    assert wrapped.replace("\x1bPtmux;", "").replace("\x1b\\\x1b\\", "\x1b\\").replace("\x1b\x1b", "\x1b") == sent
    assert wrapped == (
        "\x1bPtmux;\x1b\x1b_Ga=T,m=1;AAAA\x1b\x1b\\\x1b\\" + "\x1bPtmux;\x1b\x1b_Gm=0;BBBB\x1b\x1b\\\x1b\\"
    )


def test_a_tmux_that_fails_or_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert client({"PATH": str(tmp_path)}) is None
    (tmp_path / "tmux").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "tmux").chmod(0o755)
    assert client({"PATH": f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin"}) is None


@pytest.mark.skipif(not shutil.which("tmux"), reason="there is no tmux")
def test_a_real_tmux_understands_the_question(tmp_path: Path) -> None:
    socket = str(tmp_path / "socket")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("TMUX")}
    subprocess.run(["tmux", "-S", socket, "new-session", "-d", "sleep 60"], env=plain, check=True)
    try:
        asked = ["tmux", "-S", socket, "display-message", "-p", "#{socket_path},#{pid},0 #{pane_id}"]
        said = subprocess.run(asked, env=plain, check=True, capture_output=True, text=True).stdout.split()
        found = client({**plain, "TMUX": said[0], "TMUX_PANE": said[1]})
        assert isinstance(found, Client)
        assert not found.passes, "it is off unless it is set"
    finally:
        subprocess.run(["tmux", "-S", socket, "kill-server"], env=plain, check=True)
