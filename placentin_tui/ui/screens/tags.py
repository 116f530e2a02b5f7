"""The line one types an article's tags into, with those there are below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from placentin_tui.commands import Scope
from placentin_tui.i18n import _, number
from placentin_tui.models import shown_tag, tag_changes, tag_trouble
from placentin_tui.text.collation import folded
from placentin_tui.ui.bindings import bindings
from placentin_tui.ui.screens.dialog import foot, head
from placentin_tui.ui.screens.prompt import AskScreen
from placentin_tui.ui.widgets.choice_list import ChoiceList
from placentin_tui.ui.widgets.field import Field, FieldNote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from placentin_tui.models import ArticleSummary, Tag


class TagsScreen(AskScreen):
    """Asks for tags with commas between them; returns the line. `-` before one takes it off."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.TAGS)

    def __init__(self, article: ArticleSummary | None, known: Sequence[Tag], *, subject: str) -> None:
        """`article`: the one asked for; `None`: several, and each tag there is may be taken off; `known`: the tags
        there are; `subject`: what is tagged.
        """
        tags = [*article.tags, *([shown_tag("later")] if article.later else [])] if article else []
        now = _("It has {tags}.").format(tags=" ".join(f"#{tag}" for tag in tags)) if tags else _("It has none yet.")
        if article is None:
            now = _("All of them get what you type.")
        super().__init__(_("Tags"), now, hint=_("rail, energy, -night"), may_be_empty=True, check=_trouble)
        self._subject = subject
        self._tags = tags
        self._is_of_one = article is not None
        self._counts = {tag.name: tag.articles for tag in known}
        self._shown: list[str] = []

    def compose(self) -> ComposeResult:
        """The card with the line, and the tags that go on what is typed."""
        with Vertical(classes="card"):
            yield head(self._title, self._subject)
            yield Label(self._question, markup=False)
            yield Field(placeholder=self._hint)
            yield FieldNote()
            yield ChoiceList()
            yield foot(_("Tab completes · - takes off · Enter confirms · Esc goes back"))

    def on_mount(self) -> None:
        """List the tags there are; the focus stays in the line."""
        self._list("")
        self.query_one(Field).focus()

    def on_input_changed(self) -> None:
        """List the tags that go on what is typed."""
        self._list(self.query_one(Field).value)

    def _list(self, typed: str) -> None:
        """List what the last name typed may become, those that begin so first."""
        taken = {folded(name) for name in (*self._tags, *(part.strip() for part in typed.split(",")[:-1]))}
        last = typed.rpartition(",")[2].strip()
        wanted = folded(last.lstrip("-#"))
        worn = self._tags if self._is_of_one else list(self._counts)
        names = worn if last.startswith("-") else [name for name in self._counts if folded(name) not in taken]
        found = [name for name in names if wanted in folded(name) and wanted != folded(name)]
        self._shown = sorted(found, key=lambda name: not folded(name).startswith(wanted))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(name)) for name in self._shown])
        options.highlighted = 0 if self._shown else None
        options.display = bool(self._shown)

    def _line(self, name: str) -> Content:
        count = self._counts.get(name)
        return Content.assemble(f"#{name}", (f"  {number(count)}" if count else "", "$ink-quiet"))

    def on_option_list_option_selected(self) -> None:
        """Complete the name by the line that was clicked."""
        self.action_complete()
        self.query_one(Field).focus()

    def action_complete(self) -> None:
        """Complete the last name by the chosen line."""
        chosen = self.query_one(OptionList).highlighted
        if chosen is None or not self._shown:
            return
        field = self.query_one(Field)
        before, comma, last = field.value.rpartition(",")
        sign = "-" if last.strip().startswith("-") else ""
        field.value = f"{before}{comma}{' ' if comma else ''}{sign}{self._shown[chosen]}, "
        field.cursor_position = len(field.value)

    def action_move(self, how: str) -> None:
        """Choose another line while one types."""
        getattr(self.query_one(OptionList), f"action_{how}")()


def _trouble(typed: str) -> str:
    """What is wrong with the first name that is none."""
    added, removed = tag_changes(typed)
    return next((trouble for name in (*added, *removed) if (trouble := tag_trouble(name))), "")
