"""The dialog about a TLS certificate that no authority vouches for: the person compares its fingerprint and decides."""

from __future__ import annotations

from placentin_tui.i18n import _
from placentin_tui.rendering.source_status import fingerprint
from placentin_tui.ui.screens.question import QuestionScreen


class CertificateScreen(QuestionScreen[bool]):
    """Asks whether to trust a certificate; `True` is yes, and « no » is the first choice."""

    def __init__(self, why: str, certificate: str, *, believed: bool = False) -> None:
        """`why` it is asked about, as a sentence; `believed`: whether the certificate is trusted now."""
        no, yes = _("Leave it as it is"), _("Believe it, for this source")
        super().__init__(
            _("Certificate"),
            [
                (why, "spaced"),
                (_("Its SHA-256; who runs the server can tell you what it is:"), "quiet"),
                (_in_lines(fingerprint(certificate)), "spaced"),
            ],
            [(no, believed), (_("Believe it no longer") if believed else yes, not believed)],
        )


def _in_lines(mark: str) -> str:
    """A fingerprint in groups of eight bytes, so that lines break between groups at any width."""
    pairs = mark.split(":")
    return " ".join(":".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8))
