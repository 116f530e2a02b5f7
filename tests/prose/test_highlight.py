"""Code in colours: nothing of it changed, no language waited for."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placentin_tui.prose.blocks import Code
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import lay_out, plain, text_width
from placentin_tui.prose.layout.highlight import _LANGUAGES, LONGEST, pieces

PYTHON = "@cache\ndef f(x):\n    return 'é' + 1  # why\n"


def roles(text: str, language: str) -> list[tuple[str, str]]:
    start, found = 0, []
    for end, role in pieces(text, language):
        found.append((text[start:end], role.removeprefix("code-")))
        start = end
    return [(part.strip(), role) for part, role in found if role]


def test_python_is_coloured() -> None:
    assert roles(PYTHON, "python") == [
        ("@cache", "name"), ("def", "keyword"), ("f", "name"), ("return", "keyword"), ("'é'", "text"),
        ("1", "number"), ("# why", "comment"),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["", "klingon", "brainfuck", "../../etc", "PYTHON"])
def test_what_is_not_known_stays_plain(language: str) -> None:
    assert pieces(PYTHON, language) == ((len(PYTHON), ""),)


def test_too_much_code_stays_plain() -> None:
    text = "x = 1\n" * LONGEST
    assert pieces(text, "python") == ((len(text), ""),)


@settings(deadline=None)  # a language met for the first time is loaded
@given(st.sampled_from(sorted(_LANGUAGES)), st.text("ab01 \n\t\"'#/*<>{}()[]=-é漢", max_size=80))
def test_the_pieces_are_the_whole_text(language: str, text: str) -> None:
    ends = [piece.end for piece in pieces(text, language)]
    assert ends == sorted(ends)
    assert (ends or [0])[-1] == len(text)
    lines = lay_out((Code(text, language),), 20)
    assert all(text_width(plain(line)) <= 20 for line in lines)
    assert [run for line in lines for run in line.runs if "codeblock" not in run.style] == []


def test_code_stands_on_a_ground_as_wide_as_the_text() -> None:
    html = "<pre class=language-python>def f():\n\n    return a_name_that_is_far_too_long</pre>"
    lines = lay_out(to_blocks(html), 24)
    assert [text_width(plain(line)) for line in lines] == [24] * len(lines)
    assert plain(lines[-1]).startswith("↪ ")
    assert "codeblock code-keyword" in [run.style for run in lines[0].runs]


def test_no_page_without_code_loads_the_colours() -> None:
    program = (
        "import sys\n"
        "from placentin_tui.prose.blocks import Code, Paragraph, Span\n"
        "from placentin_tui.prose.layout import lay_out\n"
        "lay_out((Paragraph((Span('x'),)), Code('x', 'nothing known')), 40)\n"
        "assert 'pygments' not in sys.modules and 'pyphen' not in sys.modules\n"
        "lay_out((Code('x', 'python'),), 40)\n"
        "assert 'pygments' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


HOSTILE = [sign * (LONGEST // len(sign)) for sign in ("(", '"', "\\", "<", "a", " ", "\n", "/*", "{'", "$(", "a b")]


def test_hostile_code_ends_in_every_language() -> None:
    program = (
        "import sys\n"
        "from placentin_tui.prose.layout.highlight import pieces\n"
        "for text in eval(sys.stdin.read()):\n"
        "    for language in sys.argv[1:]: pieces(text, language)\n"
    )
    command = [sys.executable, "-c", program, *sorted(_LANGUAGES)]
    subprocess.run(command, input=repr(HOSTILE), text=True, check=True, timeout=180)
