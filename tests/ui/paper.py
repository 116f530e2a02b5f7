"""A small paper for the app's tests: a real library with known articles, a fixed clock, folders of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.config import Config
from placentin_tui.library import PATIENCE, Library
from placentin_tui.models import NewSource, ParsedArticle, ParsedComment, PreparedArticle, PreparedComment
from placentin_tui.models.setting_enums import OpensOn
from placentin_tui.paths import Paths
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.plain import words
from placentin_tui.ui.app import PlacentinApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = 1_795_000_000
HOUR = 3600

BODY = """
<p>Un premier paragraphe avec <a href="https://example.org/a">un lien</a> et <em>de l’emphase</em>.</p>
<h2>Ce qu’il faut retenir</h2>
<p>Un deuxième paragraphe, avec <a href="https://example.org/b">un autre lien</a>.</p>
<blockquote><p>Il faut savoir finir.</p></blockquote>
"""
LONG = "".join(
    f"<p>Paragraphe numéro {n} d’un long article, avec assez de mots pour deux lignes au moins.</p>" for n in range(80)
)


@dataclass
class Paper:
    """The folders and library of one test."""

    folder: Path
    paths: Paths = field(init=False)

    def __post_init__(self) -> None:
        self.paths = Paths(self.folder / "data", self.folder / "config", self.folder / "cache")
        self.paths.create()

    def open(self) -> Library:
        """Another connection to the library."""
        return Library.open(self.paths.library, self.paths.pictures, clock=lambda: NOW)

    def app(
        self,
        config: Config | None = None,
        *,
        front: bool = False,
        opens_as_set: bool = False,
        offline: bool = True,
        clock: Callable[[], int] = lambda: NOW,
        patience: float = PATIENCE,
    ) -> PlacentinApp:
        """The app on this library, offline unless said otherwise; it opens with the list, `front`: with the front page,
        `opens_as_set`: with what the config says.
        """
        config = config or Config(language="fr")
        if not opens_as_set:
            config = replace(config, opens_on=OpensOn.FRONT if front else config.opens_on or OpensOn.LIST)
        return PlacentinApp(self.paths, config, offline=offline, clock=clock, patience=patience)

    def fill(
        self, articles: int = 12, *, title: str = "Le Courrier du Levant", url: str = "https://courrier.example/feed/"
    ) -> int:
        """Subscribe to a source of so many articles, one an hour; gives the source's number."""
        with self.open() as library:
            source = library.sources.add(NewSource(url=url, title=title, home="https://courrier.example/"))
            library.articles.store(source.id, [article(n) for n in range(articles)])
            return source.id


def article(n: int, *, html: str = "", title: str = "") -> PreparedArticle:
    """Article number `n`, published `n` hours before now; the third is long, the second has comments."""
    body = html or (LONG if n == 2 else BODY)
    blocks = to_blocks(body)
    return PreparedArticle(
        ParsedArticle(
            identity=f"guid:{n}",
            title=title or f"Titre {n} : les négociateurs s’accordent sur un calendrier",
            url=f"https://courrier.example/{n}/?utm_source=rss",
            author="Nadia Haddad" if n % 2 else "La rédaction",
            sections=("Diplomatie",) if n % 2 else ("Culture", "Musique"),
            published=NOW - n * HOUR - 60,
            comment_count=2 if n == 1 else None,
            comments_url=f"https://courrier.example/{n}/#comments",
            digest=str(hash(body)),
        ),
        blocks,
        words=words(blocks),
    )


def debate() -> list[PreparedComment]:
    """Two comments, the second answering the first."""
    return [
        PreparedComment(
            ParsedComment("7", "Hélène d’Arcy", "", published=NOW - HOUR), to_blocks("<p>Très bon article.</p>")
        ),
        PreparedComment(
            ParsedComment("8", "O’Connor", "", parent="7", published=NOW - 60), to_blocks("<p>Et les habitants ?</p>")
        ),
    ]
