"""The ways out of the paper: the clipboard, and the browser."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from placentin_tui.i18n import _

if TYPE_CHECKING:
    from placentin_tui.ui.protocols import Desktop

SHOWN = 160
"""Characters of what was copied that are said."""


def copy(app: Desktop, text: str, *, first: str = "") -> None:
    """Copy to the desktop's clipboard, tmux's buffer and, in the terminal's own way (OSC 52), the one of the computer
    the terminal is on; then say, behind a sentence that comes `first`, what is known of it.
    """
    app.write_to_clipboard(text)
    app.run_worker(_copying(app, text, first), group="clipboard", exit_on_error=True)


async def _copying(app: Desktop, text: str, first: str) -> None:
    from placentin_tui.terminal import clipboard
    from placentin_tui.text.sanitize import clean

    copied = await asyncio.to_thread(clipboard.copy, text)
    said = {
        clipboard.Copied.CLIPBOARD: _("Copied: {text}"),
        clipboard.Copied.TMUX: _("Copied to tmux’s buffer: {text}"),
        clipboard.Copied.UNKNOWN: _("Handed to the terminal, which does not say whether it copies: {text}"),
    }
    app.say(f"{first} {said[copied].format(text=clean(text, SHOWN))}".strip())


def browse(app: Desktop, url: str) -> None:
    """Open an address outside; where that cannot be, say it whole and copy it."""
    from placentin_tui.terminal import browser
    from placentin_tui.text.urls import opens, shown_url

    shown = shown_url(url)
    opener = browser.opener(url, app.config.browser)
    if not url:
        app.say(_("This article has no address."))
    elif not opens(url):
        copy(app, url, first=_("Only pages and mail are opened from here."))
    elif opener is None:
        copy(app, url, first=_("No browser can be opened from here."))
    elif opener.takes_terminal:
        _browse_here(app, opener.command)
    elif browser.start(opener.command):
        app.say(_("Opening {address}").format(address=shown))
    else:
        copy(app, url, first=_("{program} cannot be started.").format(program=opener.command[0]))


def _browse_here(app: Desktop, command: list[str]) -> None:
    """Lend the terminal to a browser that needs one; the paper is back when it ends."""
    from placentin_tui.terminal import browser

    with app.suspend():
        started = browser.run(command)
    if not started:
        app.say(_("{program} cannot be started.").format(program=command[0]))
