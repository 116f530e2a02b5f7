"""The look of a debate, fixed: at the sizes people have, by day, by night and in 16 colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from rich.console import Console

from placentin_tui.config import Config
from placentin_tui.library import Library
from placentin_tui.models import NewSource, OutgoingState, ParsedComment, PreparedComment
from placentin_tui.prose.html import to_blocks
from placentin_tui.theme_definitions import DAY, NIGHT, TERMINAL
from tests.ui.paper import HOUR, NOW, Paper, article
from tests.ui.test_look import paris_time, settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    Compare = Callable[..., bool]

__all__ = ["paris_time"]

SIZES = [(200, 50), (120, 40), (80, 24), (40, 12)]
SAID = (
    ("1", "", "Gwenola", 3, "Enfin ! On n’y croyait plus. Merci pour cet article clair, et pour les chiffres."),
    ("2", "1", "Bertrand P.", 3, "Quatre millions pour la région, deux pour l’État : et la métropole ? L’article dit "
     "« le solde », mais combien est-ce, exactement ?"),
    ("3", "2", "Hugo Lemarchand", 2, "Huit millions, si la convention est signée telle quelle. Nous ajoutons le "
     "chiffre dans l’article."),
    ("4", "", "un lecteur du faubourg", 3, "J’habite derrière la digue depuis 1987. L’hiver 2010, l’eau est montée "
     "jusqu’à la deuxième marche. Alors les dix semaines de plus, franchement, ça ira."),
    ("5", "", "M. Delorme", 2, "Pas d’accord avec le titre."),
    ("6", "5", "Zoé", 2, "Vous avez tout à fait raison."),
)  # fmt: skip
NEW = ("3", "6")


def comment(key: str, parent: str, name: str, hours: int, text: str) -> PreparedComment:
    """A comment of some hours ago."""
    minute = 60 * int(key)
    return PreparedComment(
        ParsedComment(key, name, "", parent=parent, published=NOW - hours * HOUR + minute), to_blocks(f"<p>{text}</p>")
    )


def debated(folder: Path) -> Paper:
    """A paper whose article has six comments, two of them new, and one of the person's own that was refused."""
    paper = Paper(folder)
    made = article(1, html="<p>Le pont rouvrira en mars.</p>", title="Le pont levant rouvrira dix semaines plus tard")
    parsed = replace(made.parsed, author="Hugo Lemarchand", language="fr", comment_count=6)
    said = [comment(*each) for each in SAID]
    with paper.open() as library:
        source = library.sources.add(NewSource(url="https://courrier.example/feed/", title="Le Courrier du Levant"))
        library.articles.store(source.id, [replace(made, parsed=parsed)])
        library.sources.set_rest_root(source.id, "https://courrier.example/wp-json/")
        library.comments.store(1, [each for each in said if each.parsed.key not in NEW])
        library.articles.visit(1)
    with Library.open(paper.paths.library, paper.paths.pictures, clock=lambda: NOW + 1) as library:
        library.comments.store(1, said, whole=True)
        own = library.outbox.write(1, "5", "Colette", "c@example.org", "Moi non plus.")
        library.outbox.settle(own.id, OutgoingState.HELD)
    return paper


async def second(pilot: Pilot[object]) -> None:
    """Go to the debate, and in it to the second comment."""
    await settled(pilot)
    for key in ("escape", "enter", "c", "J", "J"):
        await pilot.press(key)
        await settled(pilot)


@pytest.mark.parametrize("theme", [DAY, NIGHT])
@pytest.mark.parametrize("size", SIZES)
def test_debate(tmp_path: Path, snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    app = debated(tmp_path).app(Config(language="fr", theme=theme))
    assert snap_compare(app, terminal_size=size, run_before=second)


def test_debate_in_16_colours(tmp_path: Path, snap_compare: Compare) -> None:
    app = debated(tmp_path).app(Config(language="fr", theme=TERMINAL))
    app.console = Console(color_system="standard", force_terminal=True, file=app.console.file)
    assert snap_compare(app, terminal_size=(120, 40), run_before=second)
