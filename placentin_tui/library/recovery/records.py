"""The records of a backup, each a line of JSON in its file."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec

from placentin_tui.reasons import Reason  # noqa: TC001 - msgspec reads these annotations

LARGEST_NUMBER = (1 << 63) - 1
"""SQLite's."""

Number: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_NUMBER)]
Flag: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=1)]
Date: TypeAlias = Annotated[int, msgspec.Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)]


class KeptSource(msgspec.Struct, frozen=True, tag="source"):
    """A subscription."""

    id: Number
    url: str
    title: str
    own_title: str
    folder: str
    language: str
    home: str
    icon: str
    support_url: str
    certificate: str
    """The one the person believes."""
    pictures: str
    """Which of its pictures the person wants."""
    fulltext: str = "auto"
    """Whether they want whole texts, and where those are on its pages."""
    selector: str = ""
    account: str = ""
    """The person's name at the paper; the password is in the keyring, never here."""
    account_root: str = ""
    """The REST interface the account was given for."""
    comment_servers: str = ""
    """Servers that are not its own, agreed to for comments, one a line."""
    at_home: Flag | None = None
    """1: its server is on this computer or in its network; 0: on the internet; `None`: it has not answered yet."""
    led_outside: Flag = 0
    """1: that server at home led to a document on the internet."""
    read_to: Annotated[int, msgspec.Meta(ge=-1, le=LARGEST_NUMBER)] = -1
    """The line below which everything of it is read (see `versions.swept`)."""


class KeptArticle(msgspec.Struct, frozen=True, tag="article", omit_defaults=True):
    """An article's marks; with its text when it is starred or written under."""

    source: str
    identity: str
    digest: str
    title: str
    url: str
    author: str
    at: Date
    published: Date | None
    sections: tuple[str, ...] = ()
    comments: Number | None = None
    words: Number = 0
    read: bool = False
    starred: bool = False
    place: Number = 0
    page: bytes = b""
    """As the library packs it; empty when it is left out."""
    id: Number = 0
    """Its number in the library it was kept from, by which a damaged one is put together again; 0 when unknown."""


class KeptOutgoingComment(msgspec.Struct, frozen=True, tag="letter"):
    """What the person wrote, as it stood."""

    source: str
    identity: str
    parent: str
    name: str
    email: str
    text: str
    state: str
    message: str
    remote: Number
    at: Date
    sent: Date | None
    id: Number = 0
    """As an article's."""
    reason: Reason | None = None


class KeptSetting(msgspec.Struct, frozen=True, tag="setting"):
    """A small thing remembered."""

    key: str
    value: str


Kept: TypeAlias = KeptSource | KeptArticle | KeptOutgoingComment | KeptSetting
