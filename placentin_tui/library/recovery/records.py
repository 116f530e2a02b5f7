"""The records of a backup, each a line of JSON in its file."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec

from placentin_tui.failure_codes import Reason  # noqa: TC001 - msgspec reads these annotations

LARGEST_NUMBER = (1 << 63) - 1
"""SQLite's largest integer."""

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
    """The trusted certificate (SHA-256)."""
    pictures: str
    """Which of its pictures are fetched (`PictureWish`)."""
    fulltext: str = "auto"
    """When its full texts are fetched; `selector`: where they are on its pages."""
    selector: str = ""
    account: str = ""
    """The user name at the paper; the password is in the keyring, never here."""
    account_root: str = ""
    """The REST interface the account was given for."""
    comment_servers: str = ""
    """Further servers agreed to for comments, one a line."""
    at_home: Flag | None = None
    """1: its server is on this computer or in its network; 0: on the internet; `None`: it has not answered yet."""
    led_outside: Flag = 0
    """1: that server at home redirected to a document on the internet."""
    read_to: Annotated[int, msgspec.Meta(ge=-1, le=LARGEST_NUMBER)] = -1
    """The read watermark (see schema/versions/v0005_read_watermarks.py)."""


class KeptArticle(msgspec.Struct, frozen=True, tag="article", omit_defaults=True):
    """An article's marks; with its text when it is starred or commented on."""

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
    """The packed payload; empty when it is left out."""
    tags: tuple[str, ...] = ()
    """The person's tags on it, the built-in one among them."""
    id: Number = 0
    """Its id in the library the backup was made of, used when that one is repaired; 0 when unknown."""
    muted_by: tuple[str, ...] = ()
    """The names of the rules that mute it."""


class KeptOutgoingComment(msgspec.Struct, frozen=True, tag="letter"):
    """A comment of the person's own."""

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
    """As `KeptArticle.id`."""
    reason: Reason | None = None


class KeptSetting(msgspec.Struct, frozen=True, tag="setting"):
    """A stored setting."""

    key: str
    value: str


class KeptRule(msgspec.Struct, frozen=True, tag="rule"):
    """A rule; they come in their order."""

    name: str
    query: str
    does: tuple[str, ...]
    is_on: bool = True
    expires: Date | None = None


class KeptView(msgspec.Struct, frozen=True, tag="view"):
    """A saved view."""

    name: str
    query: str
    pinned: bool = False


class KeptService(msgspec.Struct, frozen=True, tag="service"):
    """A server that keeps subscriptions and marks; its password is in the keyring, and its token nowhere but in the
    library.
    """

    name: str
    dialect: str
    address: str
    user: str
    command: tuple[str, ...] = ()
    """The words of a command that prints the password."""
    agreed: str = ""
    """The server the person agreed to reach without encryption."""
    labels: bool = False
    """Whether it has labels on articles."""


class KeptSubscription(msgspec.Struct, frozen=True, tag="subscription"):
    """Which source is which on a server."""

    service: str
    remote: str
    source: str
    title: str
    folder: str


Kept: TypeAlias = (
    KeptSource | KeptArticle | KeptOutgoingComment | KeptSetting | KeptView | KeptRule | KeptService | KeptSubscription
)
