"""Pull quotes: in letters where these fit, beside their bar; their text stays text."""

from __future__ import annotations

import pytest

from placentin_tui.prose.layout import plain, text_width
from placentin_tui.rendering.find_text import PageText
from tests.rendering.test_drop_cap import lines

SAID = "Nous avons gagné une bataille, pas la guerre, et il faudra finir."
QUOTE = f'<figure class="wp-block-pullquote"><blockquote><p>{SAID}</p><cite>Nadia Haddad</cite></blockquote></figure>'
BEFORE, AFTER = "<p>Avant.</p>", "<p>Après.</p>"


def test_a_pull_quote_stands_in_letters_beside_its_bar_with_the_name_below() -> None:
    found = lines(BEFORE + QUOTE + AFTER)
    rows = [line for line in found if line.lettering]
    cap = rows[0].lettering
    assert cap
    assert " ".join(cap.lines).replace("\N{LATIN SMALL LIGATURE FI}", "fi") == SAID
    assert cap.style == "pull"
    assert cap.size >= 23
    assert (cap.inset, cap.columns) == (2, 58)
    assert 2 <= len(rows) == cap.rows <= 5
    assert [line.row for line in rows] == list(range(cap.rows))
    assert all(plain(line).startswith("    ┃ ") for line in rows)
    below = found[found.index(rows[-1]) + 1]
    assert plain(below) == "    ┃ — Nadia Haddad"
    assert below.lettering is None
    assert len({line.block for line in rows}) == 1


def test_its_text_is_that_of_its_rows_and_is_found() -> None:
    found = lines(BEFORE + QUOTE + AFTER)
    text = " ".join(" ".join(plain(line) for line in found if line.lettering).replace("┃", " ").split())
    assert text == SAID
    (hit,) = PageText(found).find("bataille, pas la guerre")
    assert all(found[stretch.line].lettering for stretch in hit)


@pytest.mark.parametrize(
    "quote",
    [
        f"<blockquote><p>{SAID}</p></blockquote>",
        QUOTE.replace(SAID, SAID * 4),
        QUOTE.replace(SAID, "قال إن الأمر انتهى."),
        QUOTE.replace(SAID, '<a href="https://example.org/">un lien</a> à suivre'),
        QUOTE.replace(f"<p>{SAID}</p>", "<p>Un.</p><p>Deux.</p>"),
        QUOTE.replace(f"<p>{SAID}</p>", "<ul><li>Un</li></ul>"),
        QUOTE.replace(SAID, "D" + "é" * 90),
    ],
    ids=["no-pull-quote", "long", "arabic", "link", "paragraphs", "list", "one-word"],
)
def test_where_letters_cannot_be_it_stays_text(quote: str) -> None:
    found = lines(BEFORE + quote + AFTER)
    assert not [line for line in found if line.lettering]
    assert found == lines(BEFORE + quote + AFTER, letters=False)


@pytest.mark.parametrize("width", [24, 30, 40, 60, 72, 90])
def test_it_never_takes_more_than_a_few_rows_nor_more_than_its_width(width: int) -> None:
    found = lines(BEFORE + QUOTE + AFTER, width=width)
    assert max(text_width(plain(line)) for line in found) <= width + 4
    assert sum(line.lettering is not None for line in found) <= 5
    assert all(line.lettering is None or line.lettering.columns == width - 2 for line in found)


def test_without_graphics_it_stands_behind_its_bar_in_italics() -> None:
    found = lines(QUOTE, letters=False)
    assert [run.style for run in found[0].runs] == ["bar", "pull"]
    assert plain(found[-1]) == "    ┃ — Nadia Haddad"
