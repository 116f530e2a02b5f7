"""What is typed, as a tree: quotes, parentheses, operators, fields; and that nothing typed is too much."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placentin_tui import i18n
from placentin_tui.query import (
    And,
    Column,
    Is,
    Length,
    Name,
    NameKind,
    Node,
    Not,
    Or,
    Order,
    State,
    Text,
    Times,
    leaves,
    lexer,
    parse,
)
from tests.library.factories import NOON

MIDNIGHT = NOON - 12 * 3600
DAY = 86_400
A, B, C = Text("a"), Text("b"), Text("c")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("a b", And((A, B))),
        ("a OR b c", Or((A, And((B, C))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a|b", Or((A, B))),
        ("a AND b ET c", And((A, B, C))),
        ("a OU b", Or((A, B))),
        ("a -b", And((A, Not(B)))),
        ("a --b", And((A, Not(B)))),
        ("NOT a NON b", And((Not(A), Not(B)))),
        ("-(a b)", Not(And((A, B)))),
        ("a-b", Text("a-b")),
        ("a - b", And((A, B))),
        ("((a))", A),
        ("(a", A),
        ("a)", Text("a)")),
        ("()", Or()),
        ("", Or()),
        ("- ! *", Or()),
        ('"a b" c', And((Text("a b"), C))),
        ("« a b » c", And((Text("a b"), C))),
        ('"a b', Text("a b")),
        ('"port bru', Text("port bru", prefix=True)),
        ("port", Text("port", prefix=True)),
        ("port ", Text("port", prefix=True)),
        ("-port", Not(Text("port"))),
        ("-port*", Not(Text("port", prefix=True))),
        ("po* a", And((Text("po", prefix=True), A))),
        ("port\u00ad a", And((Text("port"), A))),
        ("title:a", Text("a", column=Column.TITLE)),
        ("title:(a OR b) c", And((Text("title:"), Or((A, B)), C))),
        ("‹a b› c", And((Text("a b"), C))),
        ("TITRE:a", Text("a", column=Column.TITLE)),
        ('auteur:"a b",c', Or((Text("a b", column=Column.AUTHOR), Text("c", column=Column.AUTHOR)))),
        ("(title:a)", Text("a", column=Column.TITLE)),
        ("rubrique:éco", Name(NameKind.SECTION, "éco", prefix=True, is_begun=True)),
        ("is:unread a", And((Is(State.UNREAD), A))),
        ("est:non-lu,LU a", And((Or((Is(State.UNREAD), Is(State.READ))), A))),
        ("words:>800", Length(801)),
        ("mots:500..800", Length(500, 800)),
        ("words:<=9", Length(0, 9)),
        ("age:3h", Times(since=NOON - 3 * 3600)),
        ("age:>2s", Times(until=NOON - 14 * DAY)),
        ("on:2026-03-02", Times(MIDNIGHT - DAY, MIDNIGHT)),
        ("le:hier", Times(MIDNIGHT - DAY, MIDNIGHT)),
        ("after:aujourd’hui", Times(since=MIDNIGHT)),
        ("before:2026", Times(until=1_767_225_600)),
        ("on:2026-12", Times(1_796_083_200, 1_798_761_600)),
        ("http://example.org/a", Text("http://example.org/a")),
        ("12:30 a", And((Text("12:30"), A))),
        ("Re: a", And((Text("Re:"), A))),
        ("std::vector a", And((Text("std::vector"), A))),
        ("#rail a", And((Name(NameKind.TAG, "rail"), A))),
        ('#"à lire",x a', And((Or((Name(NameKind.TAG, "à lire"), Name(NameKind.TAG, "x"))), A))),
        ("# a", A),
        ("#- a", A),
        ("C# a", And((Text("C#"), A))),
        ("is:", And()),
        ("sort:old", And()),
    ],
)
def test_what_is_typed_becomes_a_tree(query: str, tree: Node) -> None:
    assert parse(query, NOON, UTC).tree == tree


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("foo:bar a", "foo:bar"),
        ("age:2m a", "age:2m"),
        ("on:2026-13 a", "on:2026-13"),
        ("on:2026-02-30 a", "on:2026-02-30"),
        ("after:9999 a", "after:9999"),
        ("words:many a", "words:many"),
        ("limit:0 a", "limit:0"),
        ("limit:2001 a", "limit:2001"),
        ('is:"un read" a', "is: un read"),
        ("texte: a", "texte:"),
        ("OR a", "OR"),
    ],
)
def test_what_is_not_understood_is_words_and_is_said(query: str, words: str) -> None:
    found = parse(query, NOON, UTC)
    assert found.tree == And((Text(words), A))
    assert len(found.notes) == 1
    assert (found.order, found.limit) == (None, None)


def test_the_last_wish_counts() -> None:
    found = parse("sort:old a limit:5 tri:long limite:7", NOON, UTC)
    assert (found.tree, found.order, found.limit) == (A, Order.LONG, 7)


def test_days_begin_where_the_reader_is() -> None:
    zone = timezone(timedelta(hours=9))
    assert parse("on:2026-03-03", NOON, zone).tree == Times(MIDNIGHT - 9 * 3600, MIDNIGHT + 15 * 3600)


def test_it_is_said_in_the_readers_language() -> None:
    i18n.use("fr")
    try:
        assert "non-lu" in parse("est:", NOON, UTC).notes[0]
        assert "corrigé" in parse("est:", NOON, UTC).notes[0]
        assert "corrigé" in parse("est:corr", NOON, UTC).notes[0]
    finally:
        i18n.use("en")


SIGNS = 'ab "*()|-:,<>#«»\x00\ud800\u202eé1' + "OR"


@settings(max_examples=500, deadline=None)
@given(query=st.text(max_size=80) | st.text(alphabet=SIGNS, max_size=60))
def test_anything_typed_means_something(query: str) -> None:
    found = parse(query, NOON, UTC)
    assert all(found.notes)
    assert all(any(map(str.isalnum, leaf.phrase)) for leaf in leaves(found.tree) if isinstance(leaf, Text))
    assert found == parse(query, NOON, UTC)


@pytest.mark.parametrize(
    "piece", ["(", "-(", "a", "a ", "a:b,", "is:unread,", '"', "a OR ", ")", "«", "-", "|", "é:", "*"]
)
def test_however_long_it_is(piece: str) -> None:
    found = parse(piece * 20_000, NOON, UTC)
    assert sum(1 for _ in leaves(found.tree)) <= lexer.LONGEST
    assert found.notes[-1] == "The query is too long: only its beginning was searched."


@pytest.mark.parametrize("piece", ["(", "-(", "a ", "a:b,", "is:unread,", '"', "a OR ", "|", "x:", "a:,", "age:"])
def test_the_lexer_reads_each_character_once(monkeypatch: pytest.MonkeyPatch, piece: str) -> None:
    steps = []
    for size in (100, 400):
        monkeypatch.setattr(lexer, "LONGEST", size * len(piece))
        monkeypatch.setattr(lexer, "MOST", 10_000)
        scan = lexer._Scan(piece * size)
        count = 0
        while scan.at < len(scan.text):
            before = scan.at
            scan.step()
            assert scan.at > before
            count += 1
        steps.append(count)
    assert steps[1] <= 4 * steps[0] + 4
