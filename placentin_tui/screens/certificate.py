"""A certificate nobody vouches for: the person looks at it, and says whether to believe it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from placentin_tui.health import fingerprint
from placentin_tui.i18n import _
from placentin_tui.screens.menu import MenuCard

if TYPE_CHECKING:
    from textual._path import CSSPathType
    from textual.app import ComposeResult


class CertificateScreen(MenuCard[bool]):
    """Answers whether to believe the certificate; « no » comes first."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["card.tcss", "certificate.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "scroll_why(1)", show=False),
        Binding("b", "scroll_why(-1)", show=False),
    ]

    def __init__(self, why: str, certificate: str, *, believed: bool = False) -> None:
        """`why` it is asked about, in words; `believed`: whether it is so far."""
        no, yes = _("Leave it as it is"), _("Believe it, for this source")
        super().__init__(
            _("Certificate"),
            [(Content(no), believed), (Content(_("Believe it no longer") if believed else yes), not believed)],
            foot=_("Enter chooses · Esc goes back"),
        )
        self._why = why
        self._certificate = certificate

    def compose(self) -> ComposeResult:
        """The card: why, the fingerprint, the choice."""
        with Vertical(classes="card") as card:
            card.border_title, card.border_subtitle = Content(self._title), Content(self._foot)
            with VerticalScroll(id="why", can_focus=False):
                yield Static(Content(self._why), classes="spaced")
                yield Static(Content(_("Its SHA-256; who runs the server can tell you what it is:")), classes="quiet")
                yield Static(Content(_in_lines(fingerprint(self._certificate))), classes="spaced")
            yield OptionList(*(Option(line) for line, _choice in self._lines), markup=False)

    def action_scroll_why(self, pages: int) -> None:
        """Read on in what there is to know, where it does not fit."""
        why = self.query_one("#why")
        why.scroll_relative(y=pages * max(1, why.size.height - 1), animate=False)


def _in_lines(mark: str) -> str:
    """A fingerprint in pieces of eight pairs: lines break between them, at any width."""
    pairs = mark.split(":")
    return " ".join(":".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8))
