"""Where an article can be shared: the networks' own addresses, and programs the person named in the config."""

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
"""The network whose servers are many; also the setting that remembers the person's own."""
WORDS = ("link", "title", "quote", "mail", MASTODON, "qr", "markdown", "html", "text")
"""What the command line calls the targets that are no network's."""


@dataclass(frozen=True, slots=True)
class SocialNetwork:
    """A network with an address that opens its own composer, filled in."""

    name: str
    """What the command line and the config call it."""
    title: str
    """What it calls itself."""
    pattern: str
    """Its address; `{url}`, `{title}` and `{both}` (title and address) are put in, percent-encoded."""

    def address(self, article: ArticleSummary) -> str:
        """What the browser opens to share the article there."""
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
"""Every name a target of the person's own cannot have."""


def mastodon(article: ArticleSummary, server: str) -> str:
    """What the browser opens to share the article from an account on this Mastodon server."""
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
    """A program of the person's own with its arguments; `{url}` and `{title}` are filled where they are whole ones.

    Nothing foreign ever becomes part of a longer argument, nor one that could be taken for an option.
    """
    # A space keeps a headline that begins with a hyphen from being an option.
    title = f" {article.title}" if article.title.startswith("-") else article.title
    fillings = {"{url}": link(article), "{title}": title}
    return [words[0], *(fillings.get(word, word) for word in words[1:])]


def _filled(pattern: str, article: ArticleSummary) -> str:
    values = {"url": link(article), "title": article.title, "both": title_and_link(article)}
    return pattern.format(**{name: percent(value, safe="") for name, value in values.items()})
