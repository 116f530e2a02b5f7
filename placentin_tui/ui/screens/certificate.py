"""A certificate nobody vouches for: the person looks at it, and says whether to believe it."""

from __future__ import annotations

from placentin_tui.i18n import _
from placentin_tui.rendering.source_status import fingerprint
from placentin_tui.ui.screens.question import QuestionScreen


class CertificateScreen(QuestionScreen[bool]):
    """Answers whether to believe the certificate; « no » comes first."""

    def __init__(self, why: str, certificate: str, *, believed: bool = False) -> None:
        """`why` it is asked about, in words; `believed`: whether it is so far."""
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
    """A fingerprint in pieces of eight pairs: lines break between them, at any width."""
    pairs = mark.split(":")
    return " ".join(":".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8))
