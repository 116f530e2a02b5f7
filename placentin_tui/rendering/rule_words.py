"""A rule in words: what it does, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.i18n import N_, _, day
from placentin_tui.models import RuleVerb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.models import Rule, Source, Timestamp

VERBS = {
    RuleVerb.MUTE: N_("mute"),
    RuleVerb.READ: N_("mark as read"),
    RuleVerb.STAR: N_("star"),
    RuleVerb.FULL_TEXT: N_("fetch the whole text"),
    RuleVerb.NO_FULL_TEXT: N_("do not fetch the whole text"),
    RuleVerb.NO_PICTURES: N_("do not fetch pictures"),
}
"""What a rule does, to be translated."""


def does(rule: Rule) -> str:
    """What is done with what the rule finds."""
    return ", ".join([*(_(VERBS[verb]) for verb in rule.verbs), *(f"#{tag}" for tag in rule.tags)])


def query(rule: Rule, sources: Iterable[Source]) -> str:
    """The rule's query to be read: a source that it names by its address stands there by its title."""
    said = rule.query
    for source in sources:
        said = said.replace(f'"{source.url}"', f'"{source.title}"' if source.title else source.url)
    return said


def state(rule: Rule, now: Timestamp) -> str:
    """On, off, until which day, or since when no more; a rule ends with the last second of a day."""
    if rule.expires is not None and rule.has_ended(now):
        return _("ended on {day}").format(day=day(rule.expires - 1))
    if not rule.is_on:
        return _("off")
    return _("on") if rule.expires is None else _("until {day}").format(day=day(rule.expires - 1))
