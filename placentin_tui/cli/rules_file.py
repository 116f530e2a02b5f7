"""Rules as a text to be kept: TOML, a table for each rule, in their order."""

from __future__ import annotations

import re
import sys
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from placentin_tui.errors import RuleRefused
from placentin_tui.i18n import FIRST_MOMENT, LAST_MOMENT, _, on_calendar
from placentin_tui.models import TAG, Rule, RuleVerb, rule_acts, tag_name, tag_trouble
from placentin_tui.text.sanitize import clean, clean_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.models import Timestamp

LARGEST = 1 << 20
"""Bytes of a file that is read."""
_HEAD = "# What is done with articles as they come in; “placentin-tui rules import FILE” reads this."
"""In English whatever the language is: the text is to stay the same."""
_NOTIFY = "notify"
_KEYS = ("name", "query", "do", "on", "until")
_HEADER = re.compile(r"\s*\[\[\s*rule\s*\]\]")
_SETTING = re.compile(r"\s*\"?(\w+)\"?\s*=")


def write(rules: Iterable[Rule]) -> str:
    """The rules as a text; the same rules are always the same text."""
    lines = [_HEAD]
    for rule in rules:
        lines += ["", "[[rule]]", f"name = {_quoted(rule.name)}", f"query = {_quoted(rule.query)}"]
        lines.append(f"do = [{', '.join(map(_quoted, rule.does))}]")
        if rule.expires is not None:
            lines.append(f"until = {on_calendar(rule.expires, UTC).isoformat().replace('+00:00', 'Z')}")
        if not rule.is_on:
            lines.append("on = false")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text as TOML has it: JSON's strings are its basic ones."""
    return msgspec.json.encode(text).decode()


def read(name: str) -> list[Rule]:
    """The rules of a file, `-` for stdin. Raises `RuleRefused`, with the line."""
    file = clean_path(name)
    try:
        if name == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(name).open("rb") as opened:
                data = opened.read(LARGEST + 1)
    except OSError as error:
        raise RuleRefused(_("{file} cannot be read: {why}.").format(file=file, why=error.strerror or error)) from error
    if len(data) > LARGEST:
        raise RuleRefused(_("{file} is too long.").format(file=file))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleRefused(_("{file} is not written in UTF-8.").format(file=file)) from error
    return _RulesText(file, text).rules()


def verb(text: str) -> str:
    """One thing a rule is to do, as it is written. Raises `ValueError` with a sentence."""
    word, _blank, name = text.strip().partition(" ")
    if word == TAG and name:
        if trouble := tag_trouble(tag := tag_name(name)):
            raise ValueError(trouble.rstrip("."))
        return f"{TAG} {tag}"
    if word == _NOTIFY:
        raise ValueError(_("a rule cannot notify you yet"))
    if text not in set(RuleVerb):
        raise ValueError(_("“{verb}” is none of {verbs}").format(verb=clean(text, 40), verbs=verbs()))
    return text


def verbs() -> str:
    """What a rule can do, for a sentence."""
    return ", ".join([*RuleVerb, _("tag NAME")])


class _RulesText:
    """A text with rules, and where in it each stands."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._lines = text.splitlines()
        self._begun = [at for at, line in enumerate(self._lines) if _HEADER.match(line)]

    def rules(self) -> list[Rule]:
        """The rules in their order. Raises `RuleRefused`."""
        try:
            document = tomllib.loads(self._text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            what, _at, place = str(error).partition(" (at ")
            found = re.match(r"line (\d+)", place)
            raise self._refused(int(found[1]) if found else len(self._lines), what.rstrip(".")) from error
        for key in document:
            if key != "rule":
                raise self._refused(self._line_of(key, 0), _("there is no setting “{name}”").format(name=clean(key)))
        tables = document.get("rule", [])
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            raise self._refused(1, _("each rule begins with [[rule]]"))
        rules: list[Rule] = []
        for at, each in enumerate(tables):
            rule = self._rule(at, each)
            if any(other.name == rule.name for other in rules):
                raise self._wrong(at, "name", _("another rule is called so"))
            rules.append(rule)
        return rules

    def _rule(self, at: int, table: dict[str, Any]) -> Rule:
        for key in table:
            if key not in _KEYS:
                raise self._wrong(at, key, _("there is no setting “{name}”").format(name=clean(key)))
        for key, kind in (("name", str), ("query", str), ("do", list)):
            if not isinstance(table.get(key), kind) or not table[key]:
                raise self._wrong(at, key, _("“{name}” is missing, or not as it should be").format(name=key))
        if not isinstance(table.get("on", True), bool):
            raise self._wrong(at, "on", _("“on” is true or false"))
        try:
            does, tags = rule_acts(verb(str(each)) for each in table["do"])
        except ValueError as error:
            raise self._wrong(at, "do", str(error)) from error
        expires = self._until(at, table.get("until"))
        return Rule(table["name"], table["query"], does, table.get("on", True), expires, tags=tags)

    def _until(self, at: int, value: object) -> Timestamp | None:
        """When a rule ends: at a time, or with the end of a day."""
        if value is None:
            return None
        try:
            if isinstance(value, datetime):
                when = int(value.timestamp())
            elif isinstance(value, date):
                when = int(datetime.combine(value + timedelta(days=1), datetime.min.time()).timestamp())
            else:
                raise ValueError(value)
            if not FIRST_MOMENT <= when <= LAST_MOMENT:
                raise ValueError(when)
        except (ValueError, OverflowError, OSError) as error:
            raise self._wrong(at, "until", _("“until” is a day, such as 2026-12-24")) from error
        return when

    def _wrong(self, at: int, key: str, what: str) -> RuleRefused:
        """The error about one setting of the rule at a place."""
        first = self._begun[at] if at < len(self._begun) else 0
        return self._refused(self._line_of(key, first), what)

    def _line_of(self, key: str, first: int) -> int:
        """The 1-based line that sets a key, behind a line; that line where none does before the next rule."""
        for at in range(first, len(self._lines)):
            if at > first and _HEADER.match(self._lines[at]):
                break
            found = _SETTING.match(self._lines[at])
            if found and found[1] == key:
                return at + 1
        return first + 1

    def _refused(self, line: int, what: str) -> RuleRefused:
        return RuleRefused(_("{file}, line {line}: {what}").format(file=self._file, line=line, what=what))
