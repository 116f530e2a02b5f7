"""What opens an address here: the config's command, the environment's, the desktop's; never through a shell."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from placentin_tui.terminal.browser import Opener, opener

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://example.org/a?b=c&d=e"


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path with these programs and no others, and no desktop."""
    for name in ("firefox", "lynx", "w3m", "xdg-open"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.mark.parametrize(
    ("environment", "command", "takes_terminal"),
    [
        ("firefox", ["firefox", URL], False),
        ("firefox --new-tab", ["firefox", "--new-tab", URL], False),
        ("firefox --new-tab=%s", ["firefox", f"--new-tab={URL}"], False),
        ("firefox 'a profile' &", ["firefox", "a profile", URL], False),
        ("lynx", ["lynx", URL], True),
        ("nowhere:w3m:firefox", ["w3m", URL], True),
        ("'unpaired:firefox", ["firefox", URL], False),
        ("firefox %s ; rm -rf", ["firefox", URL, ";", "rm", "-rf"], False),
    ],
)
def test_the_environments_browser(
    monkeypatch: pytest.MonkeyPatch, environment: str, command: list[str], takes_terminal: bool
) -> None:
    monkeypatch.setenv("BROWSER", environment)
    assert opener(URL) == Opener(command, takes_terminal)


@pytest.mark.parametrize("environment", ["", ":", "nowhere", "'", "%s"])
def test_without_one_that_is_there_only_a_desktop_opens(monkeypatch: pytest.MonkeyPatch, environment: str) -> None:
    monkeypatch.setenv("BROWSER", environment)
    assert opener(URL) is None
    monkeypatch.setenv("DISPLAY", ":0")
    assert opener(URL) == Opener(["xdg-open", URL], takes_terminal=False)


def test_the_persons_own_command_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "lynx")
    monkeypatch.setenv("DISPLAY", ":0")
    assert opener(URL, "my-browser -t") == Opener(["my-browser", "-t", URL], takes_terminal=False)
    assert opener(URL, "/usr/bin/w3m") == Opener(["/usr/bin/w3m", URL], takes_terminal=True)


def test_a_text_browser_is_no_mail_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "lynx:firefox")
    assert opener("mailto:a@example.org") == Opener(["firefox", "mailto:a@example.org"], takes_terminal=False)
    monkeypatch.setenv("BROWSER", "lynx")
    assert opener("mailto:a@example.org") is None


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "javascript:alert(1)", "--option", "tel:112"])
def test_what_is_no_page_and_no_mail_opens_nothing(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("BROWSER", "firefox")
    assert opener(url, "") is None
    assert opener(url, "my-browser") is None
