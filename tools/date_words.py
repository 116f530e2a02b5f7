"""Writes the table of months and weekdays feeds are dated with, from the Unicode CLDR as babel has it.

    python -m tools.date_words

The program itself does without babel: it takes 30 ms to load and the words hardly ever change.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale

from placentin_tui.feeds.dates.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = (
    "fr", "en", "de", "es", "it", "pt", "nl", "pl", "ru", "tr", "el", "hu", "sv", "da", "nb", "fi", "cs", "sk", "ro",
    "ca", "uk", "bg",
)  # fmt: skip
FOR_WEEKDAYS = (*LANGUAGES, "ja", "zh", "ko")
"""Where months are numbered, weekdays still have names."""
TABLE = Path(__file__).parent.parent / "placentin_tui" / "feeds" / "dates" / "words.py"
COLUMNS = 120
OTHERS = {"mrz": 3, "maerz": 3, "maa": 3, "sett": 9, "set": 9}
"""What people write and the CLDR does not know: German without its umlaut, Dutch and Italian in other short forms."""

_HEAD = '''"""Months and weekdays in many languages, without accents; written by `python -m tools.date_words`."""

from __future__ import annotations

MONTHS = (
'''
_BETWEEN = ''')
"""Of each month, the first first, the names it has and the short forms of them."""

WEEKDAYS = """
'''
_END = '"""\n"""The same of all weekdays, in whatever order."""\n'


def written() -> str:
    """The module with the table."""
    months = "".join(f'    """\n{_wrapped(_months(number), "    ")}    """,\n' for number in range(1, 13))
    return _HEAD + months + _BETWEEN + _wrapped(_weekdays()) + _END


def _months(number: int) -> set[str]:
    return {name for name, month in OTHERS.items() if month == number} | {
        _bare(Locale.parse(language).months[context][width][number])
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
    }


def _weekdays() -> set[str]:
    return {_bare(name) for language in FOR_WEEKDAYS for name in _names_of_days(Locale.parse(language))}


def _names_of_days(locale: Locale) -> Iterator[str]:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "short"):
            if width in locale.days[context]:
                yield from locale.days[context][width].values()


def _bare(name: str) -> str:
    """A name as it is looked up: Catalan « de gener » and « d’abril » without what goes before them."""
    return fold(name).removeprefix("de ").removeprefix("d’")


def _wrapped(words: set[str], indent: str = "") -> str:
    lines, line = [], indent
    for word in sorted(words):
        if _columns(line) + _columns(word) >= COLUMNS:
            lines.append(line.rstrip())
            line = indent
        line += f"{word} "
    return "\n".join([*lines, line.rstrip()]) + "\n"


def _columns(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(letter) == "W" for letter in text)


def main() -> None:
    """Write the table anew."""
    TABLE.write_text(written(), "utf-8")


if __name__ == "__main__":
    main()
