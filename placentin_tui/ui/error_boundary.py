"""The error boundary: what can be told to the person is told, and the paper stays open."""

from __future__ import annotations

from placentin_tui.errors import PlacentinError
from placentin_tui.ui.textual_internals import DispatchGuard


class ErrorBoundary(DispatchGuard):
    """A base of the app, and of each screen and widget of ours, whose handlers and actions may raise.

    A `PlacentinError` is handed to the app, which says its sentence; every other error is a mistake of the program's
    and ends it with a report. Timers, workers and callbacks need no boundary: the toolkit hands their errors to the
    app by itself. A handler's it does too, but takes no more messages for that widget afterwards.
    """

    BEARABLE = PlacentinError
