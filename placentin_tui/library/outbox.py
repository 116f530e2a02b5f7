"""The outbox: what the person writes under articles, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.errors import UnknownOutgoingComment
from placentin_tui.i18n import _
from placentin_tui.models import OutgoingComment, OutgoingState
from placentin_tui.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.library.settings import Settings
    from placentin_tui.models import Timestamp

NAME = "comment-name"
EMAIL = "comment-email"
"""The settings that remember how the person signed last."""

_OUTGOING = """
SELECT id, article, parent, name, email, text, state, message, reason, reason_values, remote, at, sent, tries,
       next_try
FROM letter
"""
_OPEN = f"state IN ('{OutgoingState.DRAFT}', '{OutgoingState.REFUSED}', '{OutgoingState.UNKNOWN}')"
"""Still in the person's hands: it can be written on."""
_PENDING = f"state IN ('{OutgoingState.WAITING}', '{OutgoingState.SENDING}')"
_WRITTEN = f"(state <> '{OutgoingState.DRAFT}' OR text <> '')"
"""No empty draft."""
# Of a source that was removed none goes; it may come back. One that has to wait keeps all later ones of its source.
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
    """The letters: drafts, those on their way, and those the papers have answered."""

    def __init__(self, connection: Connection, settings: Settings, clock: Callable[[], Timestamp]) -> None:
        self._db = connection
        self._settings = settings
        self._clock = clock

    # ── the person's side ────────────────────────────────────────────────────────────────────────────────────────────

    def draft(self, article: int, parent: str = "") -> OutgoingComment:
        """What the person is writing in answer to an article, or to the comment with that key: as it was left
        (also one that was refused), or an empty one signed like the last.
        """
        with self._db.transaction():
            row = self._db.row(
                f"{_OUTGOING} WHERE article = ? AND parent = ? AND {_OPEN} ORDER BY id DESC", (article, parent)
            )
            if row:
                return self._db.typed(OutgoingComment, row)
            return self.get(self._begin(article, parent, *self.sign()))

    def sign(self, name: str = "", email: str = "") -> tuple[str, str]:
        """A name and an e-mail address; those of the last letter where they are empty."""
        return name or self._settings.get(NAME), email or self._settings.get(EMAIL)

    def write(self, article: int, parent: str, name: str, email: str, text: str) -> OutgoingComment:
        """A letter all at once, waiting to be sent; drafts under the article stay as they are."""
        with self._db.transaction():
            outgoing = self._begin(article, parent, name, email, text)
            self.queue(outgoing)
            return self.get(outgoing)

    def _begin(self, article: int, parent: str, name: str, email: str, text: str = "") -> int:
        return self._db.insert(
            "INSERT INTO letter (article, parent, name, email, text, at, state) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (article, parent, name, email, text, self._clock(), OutgoingState.DRAFT),
        )

    def save(self, outgoing: int, *, name: str, email: str, text: str) -> bool:
        """Keep what has been typed so far; whether it could still be changed. A refused one is a draft again."""
        changed = self._db.run(
            "UPDATE letter SET name = ?, email = ?, text = ?, at = ?, state = ?, message = '',"
            " reason = '', reason_values = '', next_try = NULL"
            f" WHERE id = ? AND {_OPEN}",
            (name, email, text, self._clock(), OutgoingState.DRAFT, outgoing),
        )
        return bool(changed)

    def queue(self, outgoing: int) -> bool:
        """Have it sent at the next connection, and sign the next one likewise; whether it was not on its way yet."""
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
        """Throw it away, here only: what a paper has, it keeps; whether there was one."""
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
        """Put a letter back from a backup; whether it was not there.

        One that was on its way then may have arrived since: nobody knows, and it is not sent again unasked.
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
        """One letter; raises `UnknownOutgoingComment`."""
        row = self._db.row(f"{_OUTGOING} WHERE id = ?", (outgoing,))
        if row is None:
            raise UnknownOutgoingComment(_("The outbox holds no letter {id}.").format(id=outgoing))
        return self._db.typed(OutgoingComment, row)

    def of(self, article: int) -> tuple[OutgoingComment, ...]:
        """All that the person wrote under an article, empty drafts apart, in the order begun."""
        return self._outgoing_comments(f"WHERE article = ? AND {_WRITTEN} ORDER BY id", article)

    def all(self) -> tuple[OutgoingComment, ...]:
        """All that the person wrote anywhere, empty drafts apart, in the order written."""
        return self._outgoing_comments(f"WHERE {_WRITTEN} ORDER BY at, id")

    def held(self) -> tuple[OutgoingComment, ...]:
        """Those the papers have and do not show yet."""
        return self._outgoing_comments("WHERE state = ? ORDER BY at, id", OutgoingState.HELD)

    def pending(self) -> tuple[OutgoingComment, ...]:
        """Those to be sent, due or not, in order."""
        return self._outgoing_comments(f"WHERE {_PENDING} ORDER BY at, id")

    def _outgoing_comments(self, which: str, *values: object) -> tuple[OutgoingComment, ...]:
        return tuple(self._db.typed(OutgoingComment, row) for row in self._db.rows(f"{_OUTGOING} {which}", values))

    # ── the courier's side ───────────────────────────────────────────────────────────────────────────────────────────

    def due(self, now: Timestamp) -> list[OutgoingComment]:
        """What may be sent now, in order: waiting ones, and those whose sending broke off, so that nobody knows."""
        return [self._db.typed(OutgoingComment, row) for row in self._db.rows(_DUE, {"now": now})]

    def hasten(self) -> None:
        """Let none wait for its moment any longer."""
        self._db.run("UPDATE letter SET next_try = NULL WHERE state = ?", (OutgoingState.WAITING,))

    def sent_since(self, moment: Timestamp) -> tuple[OutgoingComment, ...]:
        """Those handed to a paper since then, which it may have taken."""
        return self._outgoing_comments("WHERE sent >= ? AND state <> ? ORDER BY sent", moment, OutgoingState.REFUSED)

    def sending(self, outgoing: int) -> bool:
        """Write down that it is handed over now; `False` when the person has taken it back meanwhile."""
        changed = self._db.run(
            f"UPDATE letter SET state = ?, sent = ?, tries = tries + 1 WHERE id = ? AND {_PENDING}",
            (OutgoingState.SENDING, self._clock(), outgoing),
        )
        return bool(changed)

    def settle(
        self, outgoing: int, state: OutgoingState, *, message: str = "", reason: Reason | None = None, remote: int = 0
    ) -> None:
        """Write down what the paper said, in its own words (`message`) or in ours (`reason`)."""
        self._db.run(
            "UPDATE letter SET state = ?, message = ?, reason = ?, reason_values = ?, remote = iif(?5, ?5, remote),"
            " next_try = NULL WHERE id = ?",
            (state, message, *_columns(reason), remote, outgoing),
        )

    def later(
        self, outgoing: int, next_try: Timestamp | None, *, message: str = "", reason: Reason | None = None
    ) -> None:
        """Keep it until then, `None`: until the next connection; `message` or `reason` says why."""
        self._db.run(
            "UPDATE letter SET state = ?, next_try = ?, message = ?, reason = ?, reason_values = ?"
            f" WHERE id = ? AND {_PENDING}",
            (OutgoingState.WAITING, next_try, message, *_columns(reason), outgoing),
        )


def _columns(reason: Reason | None) -> tuple[str, str]:
    return (reason.code, reason.kept) if reason else ("", "")
