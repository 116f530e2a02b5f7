from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from placentin_tui import i18n

PACKAGE = Path(i18n.__file__).parent
FRENCH = i18n.LOCALES / "fr" / "LC_MESSAGES" / f"{i18n.DOMAIN}.po"
ORDINARY_SPACE = re.compile(r" [:;?!»]|« ")
"""Where French has a space that must not break, an ordinary one."""


@pytest.fixture(scope="module")
def french() -> Catalog:
    """The French catalogue."""
    with FRENCH.open("rb") as file:
        return read_po(file, locale="fr", domain=i18n.DOMAIN)


def texts(message: Message) -> tuple[str, ...]:
    return _all(message.id)


def translations(message: Message) -> tuple[str, ...]:
    return _all(message.string)


def _all(value: object) -> tuple[str, ...]:
    """The one text, or those for one and for many."""
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value or ""),)


def entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def in_the_program() -> Iterator[tuple[str | None, tuple[str, ...]]]:
    for _, _, text, _, context in extract_from_dir(str(PACKAGE)):
        yield context, _all(text)


def test_holds_every_text_of_the_program_and_no_other(french: Catalog) -> None:
    # `make messages` brings the catalogue up to date; the new French is then to be written.
    assert {(message.context, texts(message)) for message in entries(french)} == set(in_the_program())


def called_for() -> Iterator[str]:
    """The texts the program asks for, wherever they stand: what gathers them does not look inside an f-string."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name("_" | "ngettext"), args=[ast.Constant(str(text)), *_]):
                    yield text


def test_overlooks_no_text(french: Catalog) -> None:
    assert set(called_for()) <= {texts(message)[0] for message in entries(french)}


def test_says_everything_in_french(french: Catalog) -> None:
    assert [message.id for message in entries(french) if not all(translations(message))] == []
    assert [message.id for message in entries(french) if message.fuzzy] == []
    assert not french.obsolete


def test_puts_the_same_values_into_both_languages(french: Catalog) -> None:
    for message in entries(french):
        for text in translations(message):
            assert fields(text) == fields(texts(message)[-1]), message.id


def test_never_breaks_a_line_before_french_punctuation(french: Catalog) -> None:
    wrong = [text for message in entries(french) for text in translations(message) if ORDINARY_SPACE.search(text)]
    assert wrong == []


def test_is_compiled(french: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, french)
    assert FRENCH.with_suffix(".mo").read_bytes() == compiled.getvalue(), "make messages compiles the catalogue"
