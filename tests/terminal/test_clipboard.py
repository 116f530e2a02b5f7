"""Copying: each way a text can take, with programs of the test's own and with a real tmux, and what is known then."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from placentin_tui.terminal.clipboard import Copied, copy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Program = "Callable[[str, int], Path]"
TEXT = "« L’écluse » : https://example.org/a?b=c\n"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes a program that keeps its input and its arguments, and is the only one of its name."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")

    def make(name: str, refuses: str = "never") -> Path:
        kept = tmp_path / f"{name}.kept"
        script = f'#!/bin/sh\ncase " $* " in *" {refuses} "*) exit 1;; esac\ncat > "{kept}"\n'
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
        return kept

    return make


@pytest.mark.parametrize(("name", "variable"), [("xclip", "DISPLAY"), ("wl-copy", "WAYLAND_DISPLAY")])
def test_a_desktops_clipboard(
    program: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, name: str, variable: str
) -> None:
    kept = program(name)
    monkeypatch.setenv(variable, ":0")
    assert copy(TEXT) is Copied.CLIPBOARD
    assert kept.read_text() == TEXT


def test_without_a_desktop_nothing_is_known(program: Callable[..., Path]) -> None:
    kept = program("xclip")
    assert copy(TEXT) is Copied.UNKNOWN
    assert not kept.exists()


def test_a_clipboard_program_that_fails_is_no_success(
    program: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program("xclip", "-selection")
    monkeypatch.setenv("DISPLAY", ":0")
    assert copy(TEXT) is Copied.UNKNOWN


@pytest.mark.parametrize("refuses", ["never", "-w"])
def test_tmux_old_and_new(program: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, refuses: str) -> None:
    kept = program("tmux", refuses)
    monkeypatch.setenv("TMUX", "/somewhere,1,0")
    assert copy(TEXT) is Copied.TMUX
    assert kept.read_text() == TEXT


def test_both_tmux_and_the_desktop(program: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    tmux, desktop = program("tmux"), program("xclip")
    monkeypatch.setenv("TMUX", "/somewhere,1,0")
    monkeypatch.setenv("DISPLAY", ":0")
    assert copy(TEXT) is Copied.CLIPBOARD
    assert (tmux.read_text(), desktop.read_text()) == (TEXT, TEXT)


def test_a_tmux_that_is_gone(program: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    program("tmux", "load-buffer")
    monkeypatch.setenv("TMUX", "/somewhere,1,0")
    assert copy(TEXT) is Copied.UNKNOWN


@pytest.mark.skipif(not shutil.which("tmux"), reason="there is no tmux")
def test_a_real_tmux_as_it_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    socket = tmp_path / "tmux"

    def tmux(*words: str) -> str:
        command = ["tmux", "-S", str(socket), "-f", "/dev/null", *words]
        return subprocess.run(command, capture_output=True, check=True, text=True, env=os.environ | {"TMUX": ""}).stdout

    tmux("new-session", "-d", "sleep 60")
    try:
        monkeypatch.setenv("TMUX", f"{socket},{tmux('display', '-p', '#{pid}').strip()},0")
        assert copy(TEXT) is Copied.TMUX
        assert tmux("show-buffer") == TEXT
    finally:
        tmux("kill-server")
