"""Rules: queries under a name, and what is done with the articles they find as these come in. Every change is an act
that can be undone, also after a restart.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from placentin_tui.errors import RuleRefused, UnknownRule
from placentin_tui.i18n import _
from placentin_tui.library import payload
from placentin_tui.library.articles.muting import Muting
from placentin_tui.library.articles.rule_history import RuleHistory
from placentin_tui.models import Act, ActKind, Rule, RuleVerb, rule_acts, tag_trouble
from placentin_tui.text.collation import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from placentin_tui.library.articles.act_log import ActLog
    from placentin_tui.library.articles.full_text_queue import FullTextQueue
    from placentin_tui.library.articles.row_encoding import PackedArticle
    from placentin_tui.library.articles.rule_matches import RuleMatches
    from placentin_tui.library.articles.saved_views import SavedViews
    from placentin_tui.library.articles.tags import Tags
    from placentin_tui.library.schema.connection import Connection
    from placentin_tui.models import Preview, Timestamp

LONGEST_NAME = 60
NEWEST = 500
"""Articles that a preview looks at, and that a rule mutes which is to begin with those that are there."""
PIECE = 500
"""Articles of an ended rule that show again in one transaction."""
KEPT_AFTER_REMOVAL = 7 * 24 * 60 * 60
"""Seconds for which a removed rule can be brought back."""

OF_RULES = frozenset(
    {ActKind.ADD_RULE, ActKind.REMOVE_RULE, ActKind.RULE_ON, ActKind.RULE_OFF, ActKind.CHANGE_RULES, ActKind.UNMUTE}
)
"""The acts that are undone here."""
_AMONG = "(SELECT value FROM json_each(:ids))"
_RULES = """
SELECT name, query, verbs, is_on, expires, id,
       (SELECT count(*) FROM muted JOIN article ON article.id = muted.article
        WHERE muted.rule = rule.id AND lifted = 0 AND hidden = 2 AND is_on = 1)
FROM rule WHERE removed IS NULL ORDER BY position, id
"""
_ACTIVE = """
SELECT id, query, verbs FROM rule
WHERE removed IS NULL AND is_on = 1 AND (expires IS NULL OR expires > ?) ORDER BY position, id
"""

_ENDED = "SELECT id FROM rule WHERE is_on = 1 AND expires <= ? AND removed IS NULL LIMIT 1"


class Rules:
    """The rules, in the person's order."""

    def __init__(
        self,
        connection: Connection,
        acts: ActLog,
        clock: Callable[[], Timestamp],
        *,
        fulltexts: FullTextQueue,
        saved: SavedViews,
        tags: Tags,
    ) -> None:
        """`acts`: where changes are logged for undo; `fulltexts`, `tags`: what some rules change;
        `saved`: the views that rules name.
        """
        self._db = connection
        self._acts = acts
        self._fulltexts = fulltexts
        self._saved = saved
        self._tags = tags
        self._clock = clock
        self._muting = Muting(connection)
        self._history = RuleHistory(connection)

    @cached_property
    def _matches(self) -> RuleMatches:
        from placentin_tui.library.articles.rule_matches import RuleMatches  # 10 ms that no start needs

        return RuleMatches(self._db, self._clock, self._saved)

    def all(self) -> list[Rule]:
        """All of them, in their order."""
        return [self._rule(*row) for row in self._db.rows(_RULES)]

    def _rule(self, *row: object) -> Rule:
        name, query, does, *rest = row
        verbs, tags = rule_acts(payload.lines(str(does)))
        return self._db.typed(Rule, (name, query, verbs, *rest, tags))

    def find(self, name: str) -> Rule:
        """The one with this name, case and accents aside. Raises `UnknownRule`."""
        if (found := self._named(name)) is None:
            raise UnknownRule(_("No rule is called “{name}”.").format(name=_clean(name)))
        return found

    def _named(self, name: str) -> Rule | None:
        wanted = folded(_clean(name))
        return next((rule for rule in self.all() if folded(rule.name) == wanted), None)

    def free_name(self, name: str) -> str:
        """The name itself, or with a number behind it where another rule is called so."""
        taken = {folded(rule.name) for rule in self.all()}
        plain = _clean(name, LONGEST_NAME - 4)
        names = (plain, *(f"{plain} {number}" for number in range(2, len(taken) + 3)))
        return next(one for one in names if folded(one) not in taken)

    def notes(self, query: str) -> tuple[str, ...]:
        """What of a rule's query is not understood, or names nothing there is: a sentence each."""
        return self._matches.notes(query)

    def preview(self, query: str) -> Preview:
        """What a rule with this query would find among the `NEWEST` articles. Raises `RuleRefused`."""
        self._check_query(query)
        return self._matches.newest(query, NEWEST)

    # ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def add(self, rule: Rule, *, at_once: bool = False) -> Act:
        """Add a rule as the last one; `at_once`: what it mutes, it mutes among the `NEWEST` articles too. Raises
        `RuleRefused`.
        """
        rule = self._checked(rule)
        with self._db.transaction():
            self._check_name(rule)
            act = self._acts.remember(ActKind.ADD_RULE)
            number = self._insert(act, rule)
            if at_once and RuleVerb.MUTE in rule.verbs:
                self._muting.mute(number, self._matches.newest(rule.query, NEWEST).articles)
        return Act(act, ActKind.ADD_RULE, 1, title=rule.name)

    def put(self, rules: Sequence[Rule]) -> Act | None:
        """Change the rules so that these are among them as they are here, and in this order: each in place of the one
        of its name, the others behind. Returns `None` where they are so already. Raises `RuleRefused`.
        """
        wanted = [self._checked(rule) for rule in rules]
        with self._db.transaction():
            there = {folded(rule.name): rule for rule in self.all()}
            act = self._acts.remember(ActKind.CHANGE_RULES)
            before = self._state()
            order = []
            for rule in wanted:
                known = there.pop(folded(rule.name), None)
                if known:
                    self._history.keep(act, [known.id])
                    self._write(known.id, rule)
                order.append(known.id if known else self._insert(act, rule))
            self._order(act, [*order, *(rule.id for rule in there.values())])
            if self._state() == before:
                self._acts.forget(act)
                return None
            self._muting.settle_rules(order)
        title = wanted[0].name if len(wanted) == 1 else ""
        return Act(act, ActKind.CHANGE_RULES, len(wanted), title=title)

    def restore(self, rule: Rule) -> int:
        """Add a rule from a backup, without an act; returns the id of the one with its name."""
        if known := self._named(rule.name):
            return known.id
        return self._new(rule, removed=None)

    def turn(self, name: str, *, on: bool) -> Act | None:
        """Turn a rule on or off: what it mutes comes back while it is off. One that has ended has no end when it is
        turned on again. Raises `UnknownRule`.
        """
        kind = ActKind.RULE_ON if on else ActKind.RULE_OFF
        with self._db.transaction():
            rule = self.find(name)
            again = on and rule.has_ended(self._clock())
            if rule.is_on == on and not again:
                return None
            return self._change(kind, rule, is_on=int(on), expires=None if again else rule.expires)

    def edit(self, name: str, *, new_name: str, query: str) -> Act | None:
        """Give a rule another name and query; `None` where they are its own.

        What it has muted and finds no longer shows again; what it finds now among the newest articles is muted.
        Raises `UnknownRule` and `RuleRefused`.
        """
        with self._db.transaction():
            rule = self.find(name)
            new = self._checked(msgspec.structs.replace(rule, name=new_name, query=query))
            self._check_name(new)
            if (new.name, new.query) == (rule.name, rule.query):
                return None
            if RuleVerb.MUTE not in rule.verbs or new.query == rule.query:
                return self._change(ActKind.CHANGE_RULES, rule, name=new.name, query=new.query)
            act = self._acts.remember(ActKind.CHANGE_RULES)
            self._history.keep(act, [rule.id])
            # A rule of its own, so that undo finds again what this one has muted.
            position = self._db.value("SELECT position FROM rule WHERE id = ?", (rule.id,))
            self._db.run("UPDATE rule SET removed = ? WHERE id = ?", (self._clock(), rule.id))
            number = self._insert(act, new)
            self._db.run("UPDATE rule SET position = ? WHERE id = ?", (position, number))
            self._muting.inherit(rule.id, number, self._matches.among_muted(new.query, rule.id))
            self._muting.mute(number, self._matches.newest(new.query, NEWEST).articles)
            self._muting.settle_rules([rule.id, number])
        return Act(act, ActKind.CHANGE_RULES, 1, title=new.name)

    def remove(self, name: str) -> Act:
        """Remove a rule: what it mutes comes back. Raises `UnknownRule`."""
        with self._db.transaction():
            return self._change(ActKind.REMOVE_RULE, self.find(name), removed=self._clock())

    def move(self, name: str, place: int) -> Act | None:
        """Move a rule to a place, 1 being the first. Raises `UnknownRule`."""
        with self._db.transaction():
            rule, order = self.find(name), [each.id for each in self.all()]
            order.remove(rule.id)
            order.insert(max(0, place - 1), rule.id)
            if order == [each.id for each in self.all()]:
                return None
            act = self._acts.remember(ActKind.CHANGE_RULES)
            self._order(act, order)
        return Act(act, ActKind.CHANGE_RULES, 1, title=rule.name)

    def _change(self, kind: ActKind, rule: Rule, **columns: object) -> Act:
        """Change columns of a rule, as an act, and what it mutes accordingly."""
        act = self._acts.remember(kind)
        self._history.keep(act, [rule.id])
        changes = ", ".join(f"{name} = :{name}" for name in columns)
        self._db.run(f"UPDATE rule SET {changes} WHERE id = :id", columns | {"id": rule.id})
        self._muting.settle_rules([rule.id])
        return Act(act, kind, 1, title=rule.name)

    def _insert(self, act: int, rule: Rule) -> int:
        """Insert a rule as one that was removed before the act; returns its id."""
        number = self._new(rule, removed=self._clock())
        self._history.keep(act, [number])
        self._db.run("UPDATE rule SET removed = NULL WHERE id = ?", (number,))
        return number

    def _new(self, rule: Rule, removed: Timestamp | None) -> int:
        last = "(SELECT coalesce(max(position), 0) + 1 FROM rule)"
        columns = "name, query, verbs, position, is_on, expires, removed"
        return self._db.insert(
            f"INSERT INTO rule ({columns}) VALUES (?, ?, ?, {last}, ?, ?, ?)",
            (rule.name, rule.query, "\n".join(rule.does), int(rule.is_on), rule.expires, removed),
        )

    def _write(self, number: int, rule: Rule) -> None:
        self._db.run(
            "UPDATE rule SET name = ?, query = ?, verbs = ?, is_on = ?, expires = ? WHERE id = ?",
            (rule.name, rule.query, "\n".join(rule.does), int(rule.is_on), rule.expires, number),
        )

    def _order(self, act: int, order: Sequence[int]) -> None:
        """Number the rules in this order."""
        self._history.keep(act, order)
        self._db.run_many("UPDATE rule SET position = ? WHERE id = ?", list(enumerate(order, 1)))

    def _state(self) -> list[Rule]:
        return [msgspec.structs.replace(rule, articles=0) for rule in self.all()]

    def _checked(self, rule: Rule) -> Rule:
        """The rule as it is kept. Raises `RuleRefused`."""
        name, query = _clean(rule.name), " ".join(_clean(rule.query, 1000).split())
        if not any(map(str.isalnum, name)):
            raise RuleRefused(_("A rule needs a name."))
        if not rule.does:
            raise RuleRefused(_("A rule needs something to do: one of {verbs}.").format(verbs=", ".join(RuleVerb)))
        if trouble := next(filter(None, map(tag_trouble, rule.tags)), ""):
            raise RuleRefused(trouble)
        self._check_query(query)
        verbs, tags = rule_acts(rule.does)
        return msgspec.structs.replace(rule, name=name, query=query, verbs=verbs, tags=tags)

    def _check_name(self, rule: Rule) -> None:
        """Raises `RuleRefused` where another rule is called as this one."""
        if (there := self._named(rule.name)) and there.id != rule.id:
            raise RuleRefused(_("Another rule is called “{name}”.").format(name=rule.name))

    def _check_query(self, query: str) -> None:
        if not self._matches.is_condition(query):
            raise RuleRefused(_("A rule needs a query that asks for something, without “sort:” and “limit:”."))

    # ── what comes in ────────────────────────────────────────────────────────────────────────────────────────────────

    def apply(self, articles: Collection[int], packed: Sequence[PackedArticle] = ()) -> None:
        """Do what the rules say with articles that have just come in from one source, inside a transaction; `packed`:
        the articles as they came, others may be among them.

        All rules are asked before anything is done: one finds what another one mutes.
        """
        rules = self._db.rows(_ACTIVE, (self._clock(),)) if articles else []
        if not rules:
            return
        found = self._matches.arrived(articles, {number: query for number, query, _does in rules}, packed)
        for number, _query, does in rules:
            if number in found:
                verbs, tags = rule_acts(payload.lines(does))
                for verb in verbs:
                    self._do(verb, number, found[number])
                if tags:
                    self._tags.edit(found[number], tags, undoable=False)

    def _do(self, verb: RuleVerb, rule: int, articles: Collection[int]) -> None:
        """Do one thing a rule says with articles; of two that contradict each other the last one counts."""
        ids = {"ids": msgspec.json.encode(list(articles)).decode()}
        match verb:
            case RuleVerb.MUTE:
                self._muting.mute(rule, articles)
            case RuleVerb.READ:
                self._db.run(f"UPDATE article SET read = 1 WHERE read <= 0 AND id IN {_AMONG}", ids)
            case RuleVerb.STAR:
                self._db.run(f"UPDATE article SET starred = 1 WHERE starred = 0 AND id IN {_AMONG}", ids)
            case RuleVerb.FULL_TEXT:
                self._fulltexts.enqueue(articles)
            case RuleVerb.NO_FULL_TEXT:
                self._fulltexts.dequeue(articles)
            case RuleVerb.NO_PICTURES:
                self._db.run(f"UPDATE article SET pictured = 1 WHERE id IN {_AMONG}", ids)

    # ── what is muted ────────────────────────────────────────────────────────────────────────────────────────────────

    def muting(self, articles: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """The names of the rules that mute these articles, in the rules' order; without those that none does."""
        return self._muting.rules_of(articles)

    def count_muted(self) -> int:
        """How many articles are muted."""
        return self._muting.count()

    def has_muted(self) -> bool:
        """Whether any article is muted: known at once, while counting them takes a while."""
        return self._muting.is_any()

    def unmute(self, articles: Iterable[int]) -> Act | None:
        """Show articles again, whatever rules mute them; `None` where none of them is muted."""
        wanted = sorted(self._muting.rules_of(articles))
        if not wanted:
            return None
        with self._db.transaction():
            act = self._acts.remember(ActKind.UNMUTE)
            self._db.run_many("INSERT INTO act_article VALUES (?, ?, 0)", [(act, article) for article in wanted])
            self._muting.lift(wanted, lifted=True)
        return self._unmuted(act, wanted)

    def restore_muted(self, article: int, names: Iterable[str]) -> None:
        """Mute an article by the rules of these names, as a backup says."""
        wanted = {folded(name) for name in names}
        for rule in self.all():
            if folded(rule.name) in wanted:
                self._muting.mute(rule.id, (article,))

    def _unmuted(self, act: int, articles: Sequence[int]) -> Act:
        title = ""
        if len(articles) == 1:
            title = self._db.value("SELECT title FROM article WHERE id = ?", tuple(articles))
        return Act(act, ActKind.UNMUTE, len(articles), title=title)

    # ── undo ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def undo(self, act: int, kind: ActKind) -> Act:
        """Undo an act; its `count` is 0 where nothing was left to undo. Inside a transaction."""
        if kind is ActKind.UNMUTE:
            articles = self._muting.lifted_by(act)
            self._muting.lift(articles, lifted=False)
            return self._unmuted(act, articles)
        changed, titles = self._history.put_back(act)
        self._muting.settle_rules(changed)
        return Act(act, kind, len(titles), title=titles[0] if len(titles) == 1 else "")

    def end(self) -> bool:
        """Turn rules off whose end has come, a piece of what they mute at a time; whether there was something to do.

        One that is on is taken up again, whatever has interrupted this, or has turned it on since.
        """
        with self._db.transaction():
            if (row := self._db.row(_ENDED, (self._clock(),))) is None:
                return False
            if self._muting.show_of(row[0], PIECE) < PIECE:
                self._db.run("UPDATE rule SET is_on = 0 WHERE id = ?", (row[0],))
        return True

    def has_ended(self) -> bool:
        """Whether `end` has something to do."""
        return self._db.row(_ENDED, (self._clock(),)) is not None

    def purge(self, now: Timestamp) -> None:
        """Delete the rules removed more than `KEPT_AFTER_REMOVAL` seconds ago."""
        self._db.run("DELETE FROM rule WHERE removed <= ?", (now - KEPT_AFTER_REMOVAL,))


def _clean(typed: str, limit: int = LONGEST_NAME) -> str:
    """What a person types, sanitized like foreign text: it is shown on the same screen."""
    from placentin_tui.text.sanitize import clean  # 6 ms the first frame does without

    return clean(typed, limit)
