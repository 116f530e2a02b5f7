"""The error boundary: a `PlacentinError` raised by a handler is reported to the person, and the app goes on."""

from __future__ import annotations

from placentin_tui.errors import PlacentinError
from placentin_tui.ui.textual_internals import DispatchGuard


class ErrorBoundary(DispatchGuard):
    """Base class of the app, and of each screen and widget of ours, whose handlers and actions may raise.

    A `PlacentinError` is handed to the app, which shows its sentence; every other error is a bug and ends the app with
    a report. Timers, workers and callbacks need no boundary: Textual passes their errors to the app. It does so with
    those of handlers too, but delivers no more messages to that widget afterwards.
    """

    BEARABLE = PlacentinError
