"""The ways out of the paper: the clipboard, and the browser."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from placentin_tui.i18n import _

if TYPE_CHECKING:
    from placentin_tui.app import PlacentinApp


def copy(app: PlacentinApp, text: str) -> None:
    """Copy to the clipboard: the desktop's, and the terminal's own (OSC 52), which also works over SSH."""
    from placentin_tui.reader.terminal import to_clipboard

    app.copy_to_clipboard(text)
    app.run_worker(asyncio.to_thread(to_clipboard, text), group="clipboard", exit_on_error=True)


def browse(app: PlacentinApp, url: str) -> None:
    """Open an address outside; where that cannot be, say it whole and copy it."""
    from placentin_tui.addresses import opens, shown_url
    from placentin_tui.reader import terminal

    shown = shown_url(url)
    if not url:
        app.say(_("This article has no address."))
    elif terminal.browse(url, app.config.browser):
        app.say(_("Opening {address}").format(address=shown))
    else:
        copy(app, url)
        sentence = _("No browser can be opened from here. The address is copied: {address}")
        if not opens(url):
            sentence = _("Only pages and mail are opened from here. Copied: {address}")
        app.say(sentence.format(address=shown))
