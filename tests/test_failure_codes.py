"""Reasons of failures: kept as a code and its values, said in the language of whoever reads them."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import placentin_tui
from placentin_tui import i18n
from placentin_tui.errors import FeedError, FetchError
from placentin_tui.failure_codes import SENTENCES, Reason, Value, kept_reason, kind_of

ROOT = Path(placentin_tui.__file__).parent
RAISED = ("FetchError", "FeedError", "OpmlError", "AccountError", "ConsentNeeded", "Reason")
IMPLIED = ("http", "http-401", "http-403", "http-404", "http-410", "http-429", "http-5", "http-503", "http-511")
"""Codes put together from a status."""


def wanted(sentence: str) -> set[str]:
    """The values a sentence has places for."""
    return {name for _text, name, _spec, _how in Formatter().parse(sentence) if name}


def written_codes() -> dict[str, list[set[str]]]:
    """Every code that stands in the program where a failure is made, with the names of the values given there."""
    codes: dict[str, list[set[str]]] = {}
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED):
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                given = {named.arg or "" for named in node.keywords}
                if len(node.args) > 1 and isinstance(node.args[1], ast.Dict):
                    given |= {str(key.value) for key in node.args[1].keys if isinstance(key, ast.Constant)}
                codes.setdefault(str(node.args[0].value), []).append(given)
    return codes


def test_every_code_has_a_sentence_and_the_values_it_wants() -> None:
    codes = written_codes()
    assert len(codes) > 50
    for code, uses in codes.items():
        assert code in SENTENCES
        for given in uses:
            assert wanted(SENTENCES[code]) <= given or code == "gone", code


def test_no_sentence_is_without_use() -> None:
    source = "\n".join(
        file.read_text(encoding="utf-8") for file in ROOT.rglob("*.py") if file.name != "failure_codes.py"
    )
    unused = [code for code in SENTENCES if f'"{code}"' not in source and code not in IMPLIED]
    assert unused == []


@pytest.mark.parametrize("code", SENTENCES)
def test_a_reason_is_said_in_the_readers_language(code: str) -> None:
    values: dict[str, Value] = {name: f"«{name}»" for name in wanted(SENTENCES[code])}
    said = {}
    for language in i18n.LANGUAGES:
        i18n.use(language)
        said[language] = str(Reason(code, values))
    assert said["fr"] != said["en"]
    for value in values.values():
        assert all(str(value) in sentence for sentence in said.values())


def test_whole_numbers_are_written_as_the_language_does() -> None:
    reason = Reason("long-text", {"size": 70_000, "most": 65_525})
    i18n.use("en")
    assert str(reason) == "The comment is too long: 70,000 bytes of 65,525."
    i18n.use("fr")
    assert "70\u202f000" in str(reason)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("http-404", "h.example has nothing at this address (404)."),
        ("http-418", "h.example does not give what is at this address (418)."),
        ("http-503", "h.example is out of service for the moment (503)."),
        ("http-599", "h.example has a trouble of its own (599)."),
    ],
)
def test_a_status_has_the_sentence_of_its_kind(code: str, said: str) -> None:
    i18n.use("en")
    assert str(FetchError(code, host="h.example", status=int(code[-3:]))) == said


def test_an_error_says_its_reason_when_it_is_asked() -> None:
    i18n.use("en")
    error = FetchError("timeout", host="h.example", retry_after=3)
    assert (str(error), error.code, error.host, error.retry_after) == (
        "h.example did not answer in time.", "timeout", "h.example", 3,
    )  # fmt: skip
    assert error.reason == Reason("timeout", {"host": "h.example"})
    i18n.use("fr")
    assert str(error) != "h.example did not answer in time."
    assert FeedError("no-feed").reason == Reason("no-feed")


def test_what_is_kept_comes_back() -> None:
    for reason in (
        Reason("timeout", {"host": "é.example"}),
        Reason("too-big", {"host": "h", "size": 5}),
        Reason("no-feed"),
    ):
        assert kept_reason(reason.code, reason.kept) == reason
    assert kept_reason("timeout", "") is None, "a sentence of an earlier version stands beside it"


@pytest.mark.parametrize("values", ["{", "[]", "3", '{"host": null}', '{"host": [1]}', '"x"'])
def test_values_that_are_none_are_no_reason(values: str) -> None:
    assert kept_reason("timeout", values) is None


def test_no_control_comes_out_of_what_was_kept() -> None:
    reason = kept_reason("timeout", r'{"host": "a\u001b[2J\u0007\u009bb\r\nc"}')
    assert reason
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", str(reason))


def test_a_code_of_a_later_version_is_said_as_it_is() -> None:
    i18n.use("en")
    assert str(Reason("never-heard-of", {"x": 1})) == "It failed (never-heard-of)."
    assert str(Reason("timeout")) == "? did not answer in time.", "a value that is missing"


def test_a_code_is_of_its_kind() -> None:
    assert [kind_of(code) for code in ("tls", "tls-expired", "no-feed-cut", "redirects-circle", "http-404")] == [
        "tls", "tls", "no-feed", "redirects", "http-404",
    ]  # fmt: skip
