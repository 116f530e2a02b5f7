"""What the state of a comment of the person's own is called: on the page, in the outbox and on the command line."""

from __future__ import annotations

from placentin_tui.i18n import _
from placentin_tui.models import OutgoingState


def state_wording(state: OutgoingState) -> str:
    """A word or two, in the person's language, as they follow a name or "comment 3:"."""
    match state:
        case OutgoingState.DRAFT:
            said = _("draft")
        case OutgoingState.WAITING:
            said = _("waiting to be sent")
        case OutgoingState.SENDING:
            said = _("being sent")
        case OutgoingState.PUBLISHED:
            said = _("published")
        case OutgoingState.HELD:
            said = _("awaiting moderation")
        case OutgoingState.REFUSED:
            said = _("refused")
        case OutgoingState.UNKNOWN:
            said = _("unclear")
    return said


def news_wording(state: OutgoingState) -> str:
    """The sentence for a comment that has just come into a state, to be filled with the paper's `message`; empty where
    there is nothing to say.
    """
    match state:
        case OutgoingState.PUBLISHED:
            said = _("Your comment is published.")
        case OutgoingState.HELD:
            said = _("Your comment has arrived; the paper shows it once somebody there has read it.")
        case OutgoingState.REFUSED:
            said = _("The paper refused your comment: {message} It is kept; you can go on writing it.")
        case OutgoingState.UNKNOWN:
            said = _("The paper's answer is unclear: {message} Your text is kept.")
        case OutgoingState.WAITING:
            said = _("Your comment waits; it goes out at the next connection.")
        case OutgoingState.DRAFT | OutgoingState.SENDING:
            said = ""
    return said
