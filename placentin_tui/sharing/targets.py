"""Share targets: social networks' share addresses, and the programs of the settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote as percent

from placentin_tui.sharing.links import link, title_and_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from placentin_tui.models import ArticleSummary

MASTODON = "mastodon"
"""The target that needs a server's name; also the key under which the library remembers the person's."""
WORDS = ("link", "title", "quote", "mail", MASTODON, "qr", "markdown", "html", "text")
"""The command line's names of the other targets."""


@dataclass(frozen=True, slots=True)
class SocialNetwork:
    """A network with an address that opens its composer, filled in."""

    name: str
    """Its name on the command line and in the settings."""
    title: str
    """Its name for display."""
    pattern: str
    """Its address; `{url}`, `{title}` and `{both}` (title and address) are put in, percent-encoded."""

    def address(self, article: ArticleSummary) -> str:
        """The address to open in the browser to share an article there."""
        return _filled(self.pattern, article)


# Facebook and LinkedIn take the title and the picture from the page itself.
NETWORKS = (
    SocialNetwork("whatsapp", "WhatsApp", "https://wa.me/?text={both}"),
    SocialNetwork("telegram", "Telegram", "https://t.me/share/url?url={url}&text={title}"),
    SocialNetwork("facebook", "Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    SocialNetwork("x", "X", "https://x.com/intent/post?text={title}&url={url}"),
    SocialNetwork("linkedin", "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    SocialNetwork("bluesky", "Bluesky", "https://bsky.app/intent/compose?text={both}"),
)
NAMES = frozenset((*WORDS, *(network.name for network in NETWORKS)))
"""The names that are taken: the settings' programs need others."""


def mastodon(article: ArticleSummary, server: str) -> str:
    """The address to open in the browser to share an article from an account on this Mastodon server."""
    return _filled(f"https://{server}/share?text={{both}}", article)


def mastodon_server(typed: str) -> str:
    """The server meant by what a person typed (`mastodon.social`, `@me@piaille.fr`, an address); empty when none."""
    host = re.sub(r"^([a-z]+:)?//", "", typed.strip(), flags=re.IGNORECASE).partition("/")[0]
    host = host.rpartition("@")[2].lower().rstrip(".")
    try:
        host = host.encode("idna").decode()
    except UnicodeError:
        return ""
    return host if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?", host) else ""


def command(words: Sequence[str], article: ArticleSummary) -> list[str]:
    """The argument vector for one of the person's programs, `{url}` and `{title}` filled in where they are whole
    arguments.

    Foreign text never becomes part of a longer argument, nor an argument that could be taken for an option.
    """
    # A space keeps a headline that begins with a hyphen from being an option.
    title = f" {article.title}" if article.title.startswith("-") else article.title
    fillings = {"{url}": link(article), "{title}": title}
    return [words[0], *(fillings.get(word, word) for word in words[1:])]


def _filled(pattern: str, article: ArticleSummary) -> str:
    values = {"url": link(article), "title": article.title, "both": title_and_link(article)}
    return pattern.format(**{name: percent(value, safe="") for name, value in values.items()})
