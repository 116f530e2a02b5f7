"""The outbox: the comments the person writes, and their states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.errors import UnknownOutgoingComment
from placentin_tui.failure_codes import Reason
from placentin_tui.i18n import _
from placentin_tui.models import OutgoingComment, OutgoingState

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.library.app_state import AppState
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Timestamp

NAME = "comment-name"
EMAIL = "comment-email"
"""The settings that store name and e-mail address of the last comment."""

_OUTGOING = """
SELECT id, article, parent, name, email, text, state, message, reason, reason_values, remote, at, sent, tries,
       next_try
FROM letter
"""
_OPEN = f"state IN ('{OutgoingState.DRAFT}', '{OutgoingState.REFUSED}', '{OutgoingState.UNKNOWN}')"
"""SQL condition: the comment can still be edited."""
_PENDING = f"state IN ('{OutgoingState.WAITING}', '{OutgoingState.SENDING}')"
_WRITTEN = f"(state <> '{OutgoingState.DRAFT}' OR text <> '')"
"""No empty draft."""
# Comments to a removed source are not sent; it may be restored. One that has to wait delays all later ones to its
# source.
_DUE = f"""
{_OUTGOING} WHERE {_PENDING} AND NOT EXISTS (
    SELECT 1 FROM article JOIN source ON source.id = article.source
    WHERE article.id = letter.article AND removed IS NOT NULL
) AND NOT EXISTS (
    SELECT 1 FROM letter AS first JOIN article ON article.id = first.article
    WHERE first.{_PENDING} AND first.next_try > :now AND (first.at, first.id) <= (letter.at, letter.id)
          AND article.source = (SELECT source FROM article WHERE id = letter.article)
) ORDER BY at, id
"""


class Outbox:
    """The person's own comments: drafts, those to be sent, and those the papers have answered."""

    def __init__(self, connection: Connection, settings: AppState, clock: Callable[[], Timestamp]) -> None:
        """`clock`: the time comments are dated with."""
        self._db = connection
        self._settings = settings
        self._clock = clock

    # ── used by the reader process and the command line ──────────────────────────────────────────────────────────────

    def draft(self, article: int, parent: str = "") -> OutgoingComment:
        """The draft for an article, or for a reply to its comment `parent`: the present one (also one that was
        refused), or a new one with the last name and e-mail address.
        """
        with self._db.transaction():
            row = self._db.row(
                f"{_OUTGOING} WHERE article = ? AND parent = ? AND {_OPEN} ORDER BY id DESC", (article, parent)
            )
            if row:
                return self._db.typed(OutgoingComment, row)
            return self.get(self._begin(article, parent, *self.signature()))

    def signature(self, name: str = "", email: str = "") -> tuple[str, str]:
        """A name and an e-mail address; those of the last comment where they are empty."""
        return name or self._settings.get(NAME), email or self._settings.get(EMAIL)

    def write(self, article: int, parent: str, name: str, email: str, text: str) -> OutgoingComment:
        """Add a complete comment, to be sent; drafts for the article stay as they are."""
        with self._db.transaction():
            outgoing = self._begin(article, parent, name, email, text)
            self.queue(outgoing)
            return self.get(outgoing)

    def _begin(self, article: int, parent: str, name: str, email: str, text: str = "") -> int:
        """Insert a draft; returns its id."""
        return self._db.insert(
            "INSERT INTO letter (article, parent, name, email, text, at, state) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (article, parent, name, email, text, self._clock(), OutgoingState.DRAFT),
        )

    def save(self, outgoing: int, *, name: str, email: str, text: str) -> bool:
        """Store what has been typed so far; a refused comment becomes a draft again. Returns whether it could still be
        edited.
        """
        changed = self._db.run(
            "UPDATE letter SET name = ?, email = ?, text = ?, at = ?, state = ?, message = '',"
            " reason = '', reason_values = '', next_try = NULL"
            f" WHERE id = ? AND {_OPEN}",
            (name, email, text, self._clock(), OutgoingState.DRAFT, outgoing),
        )
        return bool(changed)

    def queue(self, outgoing: int) -> bool:
        """Have a comment sent, and store its name and e-mail address for the next; returns whether it could still be
        edited.
        """
        with self._db.transaction():
            changed = self._db.run(
                "UPDATE letter SET state = ?, at = ?, message = '', reason = '', reason_values = '',"
                " tries = 0, sent = NULL,"
                f" next_try = NULL WHERE id = ? AND {_OPEN}",
                (OutgoingState.WAITING, self._clock(), outgoing),
            )
            if changed:
                queued = self.get(outgoing)
                self._settings.set(NAME, queued.name)
                self._settings.set(EMAIL, queued.email)
        return bool(changed)

    def delete(self, outgoing: int) -> bool:
        """Delete a comment here; what the paper has received it keeps. Returns whether there was one."""
        return bool(self._db.run("DELETE FROM letter WHERE id = ?", (outgoing,)))

    def bring_back(
        self,
        article: int,
        parent: str,
        name: str,
        email: str,
        text: str,
        *,
        state: OutgoingState,
        message: str,
        reason: Reason | None,
        remote: int,
        at: Timestamp,
        sent: Timestamp | None,
    ) -> bool:
        """Restore a comment from a backup; returns whether it was missing.

        One that was to be sent then may have arrived since: its state becomes `unknown`, and it is not sent unasked.
        """
        if self._db.row("SELECT 1 FROM letter WHERE article = ? AND parent = ? AND text = ?", (article, parent, text)):
            return False
        if state in (OutgoingState.WAITING, OutgoingState.SENDING):
            state, message, reason = OutgoingState.UNKNOWN, "", Reason("from-a-backup")
        self._db.insert(
            "INSERT INTO letter (article, parent, name, email, text, state, message, reason, reason_values, remote, at,"
            " sent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (article, parent, name, email, text, state, message, *_columns(reason), remote, at, sent),
        )
        return True

    # ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def get(self, outgoing: int) -> OutgoingComment:
        """One comment. Raises `UnknownOutgoingComment`."""
        row = self._db.row(f"{_OUTGOING} WHERE id = ?", (outgoing,))
        if row is None:
            raise UnknownOutgoingComment(_("The outbox holds no letter {id}.").format(id=outgoing))
        return self._db.typed(OutgoingComment, row)

    def of(self, article: int) -> tuple[OutgoingComment, ...]:
        """The person's comments on an article, without empty drafts, oldest first."""
        return self._outgoing_comments(f"WHERE article = ? AND {_WRITTEN} ORDER BY id", article)

    def all(self) -> tuple[OutgoingComment, ...]:
        """All comments of the person, without empty drafts, oldest first."""
        return self._outgoing_comments(f"WHERE {_WRITTEN} ORDER BY at, id")

    def held(self) -> tuple[OutgoingComment, ...]:
        """Those the papers have received and do not show yet."""
        return self._outgoing_comments("WHERE state = ? ORDER BY at, id", OutgoingState.HELD)

    def pending(self) -> tuple[OutgoingComment, ...]:
        """Those to be sent, due or not, oldest first."""
        return self._outgoing_comments(f"WHERE {_PENDING} ORDER BY at, id")

    def _outgoing_comments(self, which: str, *values: object) -> tuple[OutgoingComment, ...]:
        return tuple(self._db.typed(OutgoingComment, row) for row in self._db.rows(f"{_OUTGOING} {which}", values))

    # ── used by the courier ──────────────────────────────────────────────────────────────────────────────────────────

    def due(self, now: Timestamp) -> list[OutgoingComment]:
        """Those that may be sent now, oldest first: waiting ones, and those whose sending was interrupted."""
        return [self._db.typed(OutgoingComment, row) for row in self._db.rows(_DUE, {"now": now})]

    def make_due(self) -> None:
        """Make all waiting ones due now."""
        self._db.run("UPDATE letter SET next_try = NULL WHERE state = ?", (OutgoingState.WAITING,))

    def sent_since(self, moment: Timestamp) -> tuple[OutgoingComment, ...]:
        """Those submitted to a paper since `moment`, which it may have accepted."""
        return self._outgoing_comments("WHERE sent >= ? AND state <> ? ORDER BY sent", moment, OutgoingState.REFUSED)

    def sending(self, outgoing: int) -> bool:
        """Record that a comment is being submitted; `False` when the person has withdrawn it meanwhile."""
        changed = self._db.run(
            f"UPDATE letter SET state = ?, sent = ?, tries = tries + 1 WHERE id = ? AND {_PENDING}",
            (OutgoingState.SENDING, self._clock(), outgoing),
        )
        return bool(changed)

    def settle(
        self, outgoing: int, state: OutgoingState, *, message: str = "", reason: Reason | None = None, remote: int = 0
    ) -> None:
        """Record the result: `state`, with the paper's own words (`message`) or ours (`reason`)."""
        self._db.run(
            "UPDATE letter SET state = ?, message = ?, reason = ?, reason_values = ?, remote = iif(?5, ?5, remote),"
            " next_try = NULL WHERE id = ?",
            (state, message, *_columns(reason), remote, outgoing),
        )

    def postpone(
        self, outgoing: int, next_try: Timestamp | None, *, message: str = "", reason: Reason | None = None
    ) -> None:
        """Keep it until `next_try`, `None`: until the next connection; `message` or `reason` says why."""
        self._db.run(
            "UPDATE letter SET state = ?, next_try = ?, message = ?, reason = ?, reason_values = ?"
            f" WHERE id = ? AND {_PENDING}",
            (OutgoingState.WAITING, next_try, message, *_columns(reason), outgoing),
        )


def _columns(reason: Reason | None) -> tuple[str, str]:
    """A reason as its two columns: code, and values as JSON."""
    return (reason.code, reason.kept) if reason else ("", "")
