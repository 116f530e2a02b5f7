"""A card: a small sheet laid over the paper, put away with Esc or q."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

if TYPE_CHECKING:
    from textual._path import CSSPathType

Result = TypeVar("Result")


class Card(ModalScreen[Result | None], Generic[Result]):
    """A screen whose answer is `None` when it is put away."""

    CSS_PATH: ClassVar[CSSPathType | None] = "card.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left", "put_away", show=False),
        Binding("ctrl+q", "app.quit", show=False),
    ]

    def action_put_away(self) -> None:
        """Go back to the paper."""
        self.dismiss(None)
