"""Actions on the desktop: copying to the clipboard and opening the browser."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from placentin_tui.i18n import _

if TYPE_CHECKING:
    from placentin_tui.ui.protocols import Desktop

SHOWN = 160
"""Characters shown of a text that was copied."""


def copy(app: Desktop, text: str, *, first: str = "") -> None:
    """Copy to the desktop's clipboard, to tmux's buffer and, by OSC 52, to the clipboard of the computer the terminal
    runs on; then show which of them is known to have worked, after the sentence `first`, which says
    what could not be done instead.
    """
    app.write_to_clipboard(text)
    app.run_worker(_copying(app, text, first), group="clipboard", exit_on_error=True)


async def _copying(app: Desktop, text: str, first: str) -> None:
    """Run the clipboard programs in a thread and show the result."""
    from placentin_tui.terminal import clipboard
    from placentin_tui.text.sanitize import clean

    copied = await asyncio.to_thread(clipboard.copy, text)
    said = {
        clipboard.Copied.CLIPBOARD: _("Copied: {text}"),
        clipboard.Copied.TMUX: _("Copied to tmux’s buffer: {text}"),
        clipboard.Copied.UNKNOWN: _("Handed to the terminal, which does not say whether it copies: {text}"),
    }
    app.say(f"{first} {said[copied].format(text=clean(text, SHOWN))}".strip(), error=bool(first))


def browse(app: Desktop, url: str) -> None:
    """Open a URL in the browser or the mail program; where that is impossible, show it and copy it."""
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
    """Suspend the app while a browser runs in this terminal."""
    from placentin_tui.terminal import browser

    with app.suspend():
        started = browser.run(command)
    if not started:
        app.say(_("{program} cannot be started.").format(program=command[0]), error=True)
