from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from placentin_tui.prose.blocks import Block, Blocks, Figure, Mark, Paragraph, Picture, Span
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import Line, ParagraphStyle, Run, lay_out, plain, text_width
from placentin_tui.prose.layout.hyphens import hyphenated
from placentin_tui.prose.layout.wrap import wrap
from placentin_tui.text.sanitize import printable


def page(html: str, width: int, *, language: str = "fr", rows: int = 0) -> list[str]:
    """The lines of HTML as bare text, pictures as `[#]`; none is too wide."""
    lines = lay_out(to_blocks(html, "https://x.example/"), width, language=language, picture_rows=lambda _p, _w: rows)
    assert all(text_width(plain(line)) <= width for line in lines)
    return [(plain(line) + ("[#]" if line.picture else "")).replace("\xa0", "_").rstrip() for line in lines]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("plain", 5),
        ("« été »\u202f;", 9),
        ("漢字", 4),
        ("👨\u200d👩\u200d👧", 2),
        ("e\u0301", 1),
        ("Ελληνικά Кириллица", 18),
        ("שלום", 4),
        ("\x1b", 1),
    ],
)
def test_width(text: str, width: int) -> None:
    assert text_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("exactly ten", 11, ["exactly ten"]),
        ("line\nbreak here", 6, ["line", "break", "here"]),
        ("unbreakableword x", 5, ["unbre", "akabl", "eword", "x"]),
        ("a unbreakableword", 5, ["a", "unbre", "akabl", "eword"]),
        ("un porte-parole dit", 10, ["un porte-", "parole dit"]),
        ("de 1990-1995 et", 8, ["de", "1990-199", "5 et"]),
        ("non : « oui »", 6, ["non_:", "«_oui_»"[:6], "»"]),
        ("mot ; mot ! mot ?", 7, ["mot_;", "mot_!", "mot_?"]),
        ("il dit « oui » hier", 12, ["il dit", "«_oui_» hier"]),
        ("dix\u202f000 euros", 8, ["dix\u202f000", "euros"]),
        ("hausse de 14 %", 12, ["hausse de", "14_%"]),
        ("anti\xadconsti\xadtution", 9, ["anti-", "constitu"[:6] + "-", "tution"]),
        ("anti\xadconsti\xadtution", 12, ["anticonsti-", "tution"]),
        ("anti\xadconsti\xadtution", 30, ["anticonstitution"]),
        ("long\u200bword", 6, ["long", "word"]),
        ("日本語の新聞を読む。", 8, ["日本語の", "新聞を読", "む。"]),
        ("「日本」と「中国」", 6, ["「日", "本」と", "「中", "国」"]),
        ("日本 and 中国", 8, ["日本 and", "中国"]),
        ("👨\u200d👩\u200d👧👨\u200d👩\u200d👧👨\u200d👩\u200d👧", 5, ["👨\u200d👩\u200d👧" * 2, "👨\u200d👩\u200d👧"]),
        ("e\u0301e\u0301e\u0301 e\u0301", 2, ["e\u0301e\u0301", "e\u0301", "e\u0301"]),
        ("مرحبا بالعالم", 8, ["مرحبا", "بالعالم"]),
        ("漢", 1, ["漢"]),
    ],
)
def test_where_lines_end(text: str, width: int, lines: list[str]) -> None:
    made = wrap((Span(text),), width, language="fr")
    assert ["".join(run.text for run in runs).replace("\xa0", "_") for runs in made] == lines


FRENCH = "<p>Les ingénieurs du ministère, eux, parlent d’optimisation de la ressource : anticonstitutionnellement.</p>"


def paragraph_style(html: str, width: int, language: str = "fr", **wishes: Any) -> list[str]:
    lines = lay_out(to_blocks(html), width, language=language, paragraph_style=ParagraphStyle(**wishes))
    assert all(text_width(plain(line)) <= width for line in lines)
    return [plain(line).replace("\xa0", "_") for line in lines]


def test_words_are_broken_by_the_rules_of_the_language() -> None:
    assert paragraph_style(FRENCH, 24, hyphenate=True) == [
        "Les ingénieurs du minis-",
        "tère, eux, parlent d’op-",
        "timisation de la res-",
        "source_: anticonstitu-",
        "tionnellement.",
    ]
    english = "<p>The government’s representatives considered hyphenation.</p>"
    assert paragraph_style(english, 16, "en-GB", hyphenate=True) == [
        "The government’s", "representatives", "considered hy-", "phenation.",
    ]  # fmt: skip
    whole = paragraph_style(FRENCH, 24)
    for language in ("", "xx", "tlh"):
        assert paragraph_style(FRENCH, 24, language, hyphenate=True) == paragraph_style(FRENCH, 24, language)
    assert not any(line.endswith("-") for line in whole)


def test_code_addresses_and_acronyms_are_not_broken() -> None:
    html = "<p><code>gouvernement</code> https://gouvernement.example/gouvernement GOUVERNEMENT</p>"
    assert "\xad" not in str(hyphenated(to_blocks(html)[0].spans, "fr"))  # type: ignore[union-attr]  # a paragraph
    assert paragraph_style("<p>un gouver&shy;nement</p>", 10, hyphenate=True) == ["un gouver-", "nement"]


def test_justified_lines_reach_both_edges_but_the_last() -> None:
    *full, last = paragraph_style(FRENCH, 32, justify=True)
    assert [len(line) for line in full] == [32, 32, 14]  # the third, of two words, would have a hole in it
    assert last == "anticonstitutionnellement."
    assert paragraph_style("<p>un deux<br>trois</p>", 20, justify=True) == ["un deux", "trois"]
    assert paragraph_style("<p>un deux trois quatre</p>", 15, justify=True) == ["un  deux  trois", "quatre"]


def test_a_line_that_holds_too_little_is_left_ragged() -> None:
    assert paragraph_style("<p>a b ccccccccccccccccccc</p>", 20, justify=True)[0] == "a b"


def test_justified_french_spaces_keep_their_width() -> None:
    (first, *_rest) = paragraph_style("<p>« Oui » : il a dit cela hier soir encore une fois.</p>", 26, justify=True)
    assert first.startswith("«_Oui_»_:  il")


def test_paragraphs_are_parted_as_wished() -> None:
    html = "<p>un</p><p>deux</p><ul><li>trois</ul><p>quatre</p><blockquote><p>a<p>b</blockquote>"
    assert paragraph_style(html, 20, between=0) == ["un", "__deux", "", "• trois", "", "quatre", "", "┃ a", "┃ __b"]
    assert paragraph_style(html, 20, between=2)[:4] == ["un", "", "", "deux"]


def test_what_runs_from_the_right_begins_there() -> None:
    html = "<h2>العنوان</h2><p>مرحبا بالعالم، هذه فقرة<ul><li>أول<li>two</ul><blockquote>اقتباس</blockquote><p>left"
    lines = paragraph_style(html, 20, "ar")
    assert all(text_width(line) == 20 for line in lines[:5] if line and "two" not in line)
    assert lines[5] == "أول •".rjust(20)
    assert lines[6] == "• two"
    assert lines[8].endswith("اقتباس ┃")
    assert lines[-1] == "left"


def test_french_spacing_holds_across_spans_and_is_left_alone_in_other_languages() -> None:
    spans = (Span("un «"), Span(" mot", Mark.EM), Span(" », dit-il"))
    assert ["".join(run.text for run in runs) for runs in wrap(spans, 9)] == ["un", "«\xa0mot\xa0»,", "dit-il"]
    assert ["".join(run.text for run in runs) for runs in wrap((Span("what ?"),), 5, language="en")] == ["what", "?"]


def test_runs_carry_style_and_link_over_line_ends() -> None:
    spans = (Span("see "), Span("the whole page", Mark.EM | Mark.STRONG, "https://x.example/"), Span(" now", Mark.CODE))
    link = "quote em strong link"
    assert wrap(spans, 9, "quote") == [
        (Run("see ", "quote"), Run("the", link, "https://x.example/")),
        (Run("whole", link, "https://x.example/"),),
        (Run("page", link, "https://x.example/"), Run(" now", "quote code")),
    ]
    assert wrap((), 9) == []


def test_paragraphs_headings_and_rules() -> None:
    assert page("<h2>Title</h2><p>one two three</p><hr><p>end</p>", 10) == [
        "Title", "▔▔▔▔▔", "one two", "three", "", "   ───", "", "end",
    ]  # fmt: skip
    title, beneath = lay_out(to_blocks("<h2>T <em>x</em></h2>"), 20)
    assert title.runs == (Run("T ", "heading2"), Run("x", "heading2 em"))
    assert beneath.runs == (Run("▔▔▔", "bar heading2"),)
    assert page("<h3>Title</h3><p>one</p>", 10) == ["Title", "", "one"]
    assert page("<h2>longer title</h2><p>one</p>", 8) == ["longer", "title", "▔▔▔▔▔▔", "one"]
    assert page("<p>one<h2>رابط</h2><p>two", 8) == ["one", "", "    رابط", "    ▔▔▔▔", "two"]
    assert paragraph_style("<h2>Title</h2><p>one</p><p>two</p>", 10, between=0) == ["Title", "▔▔▔▔▔", "one", "__two"]


def test_quotes_have_a_bar() -> None:
    html = "<blockquote><p>one two three</p><ul><li>a</ul><blockquote>deep</blockquote><cite>Me</cite></blockquote>"
    assert page(html, 10) == ["┃ one two", "┃ three", "┃", "┃ • a", "┃", "┃ ┃ deep", "┃ — Me"]
    assert {run.style for line in lay_out(to_blocks(html), 10) for run in line.runs} >= {"bar", "quote", "cite"}


def test_lists_hang_and_numbers_align() -> None:
    html = "<ol start=9><li>one two three<ul><li>four five six</ul><li><p>a</p><p>b</p></ol>"
    assert page(html, 14) == [
        " 9. one two", "    three", "    • four", "      five six", "", "10. a", "", "    b",
    ]  # fmt: skip
    assert page("<ul><li>a<li>b</ul>", 14) == ["• a", "• b"]
    assert page("<ul><li><img src=/p.png></ul>", 14, rows=1) == ["•", "  [#]"]
    assert page("<ol><li>a<li></ol>", 14) == ["1. a", "2."]
    assert page("<ul><li><pre>  x</pre></ul>", 14) == ["•     x"]


def test_definitions_and_details() -> None:
    assert page("<dl><dt>term<dd>what it means<dt>other<dd>x</dl>", 12) == [
        "term", "    what it", "    means", "", "other", "    x",
    ]  # fmt: skip
    assert page("<details><summary>More</summary>in</details>", 12) == ["▾ More", "", "  in"]


def test_code_keeps_its_lines_and_marks_those_that_go_on() -> None:
    assert page("<pre>if x:\n\n    return value</pre>", 12) == ["  if x:", "", "      return", "↪ value"]


def test_tables_are_drawn_to_fit() -> None:
    html = (
        "<table><caption>Towns</caption><tr><th>Town<th>People<tr><td>Paris<td>2 100<tr><td>Lyon<td>500"
        "<tr><td colspan=2>in all</table>"
    )
    assert page(html, 30) == [
        "Towns",
        "┌───────┬────────┐",
        "│ Town  │ People │",
        "├───────┼────────┤",
        "│ Paris │  2_100 │",
        "│ Lyon  │    500 │",
        "│ in all         │",
        "└────────────────┘",
    ]


def test_cells_wrap_and_then_rows_are_ruled() -> None:
    html = "<table><tr><th>A<th>B<tr><td>one two three four<td>漢字<tr><td colspan=2>wide cell</table>"
    assert page(html, 20) == [
        "┌───────────┬──────┐",
        "│ A         │ B    │",
        "├───────────┼──────┤",
        "│ one two   │ 漢字 │",
        "│ three     │      │",
        "│ four      │      │",
        "├───────────┴──────┤",
        "│ wide cell        │",
        "└──────────────────┘",
    ]


def test_a_table_too_wide_becomes_records() -> None:
    html = "<table><tr><th>Name<th>Office<tr><td>Someone<td>President of it<tr><td>Other<td></table>"
    assert page(html, 14) == ["Name_: Someone", "Office_:", "President of", "it", "", "Name_: Other"]
    assert page("<table><tr><td>abcdefgh<td>ijklmnop</table>", 14, language="en") == ["abcdefgh", "ijklmnop"]
    assert page("<table><tr><th>abcdefgh<th>ijklmnop</table>", 14) == ["abcdefgh", "ijklmnop"]


def test_pictures_take_their_rows_then_their_words() -> None:
    html = "<figure><img src=/p.png alt=View><figcaption>Caption. © Me</figcaption></figure>"
    assert page(html, 20, rows=2) == ["[#]", "[#]", "Caption.  © Me"]
    assert page(html, 13, rows=1) == ["[#]", "Caption.", "© Me"]
    assert page(html, 20) == ["[View]", "Caption.  © Me"]
    assert page("<img src=/p.png alt=View>", 20, rows=1) == ["[#]"]
    assert page("<img src=/p.png>", 20) == ["[picture]"]
    lines = lay_out((Figure(Picture("https://x.example/p.png")),), 20, picture_rows=lambda _picture, width: width // 10)
    assert [(line.row, line.picture is not None) for line in lines] == [(0, True), (1, True)]
    gallery = (
        "<figure class=wp-block-gallery><img src=/1.png alt=a><img src=/2.png alt=b><figcaption>c</figcaption></figure>"
    )
    assert page(gallery, 20) == ["[a]", "", "[b]", "", "c"]


def test_a_picture_in_a_quote_stands_behind_the_bar() -> None:
    assert page("<blockquote>a<img src=/p.png></blockquote>", 20, rows=1) == ["┃ a", "┃", "┃ [#]"]


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<iframe src='https://youtu.be/x' title=Film></iframe>", "▸ Video:_Film (youtu.be)"),
        ("<audio src=https://a.example/x.mp3></audio>", "▸ Audio: a.example"),
        ("<div class=fb-post data-href=https://facebook.com/x></div>", "▸ Post: facebook.com"),
        ("<iframe src=https://m.example/></iframe>", "▸ Page: m.example"),
    ],
)
def test_embeds_say_what_they_lead_to(html: str, line: str) -> None:
    assert [text.replace("_", " ") for text in page(html, 40)] == [line.replace("_", " ")]
    assert any(run.href for made in lay_out(to_blocks(html), 40) for run in made.runs)


def test_every_line_knows_its_block() -> None:
    lines = lay_out(to_blocks("<p>a b</p><ul><li>c<li>d</ul><blockquote>e</blockquote>"), 10)
    assert [(plain(line), line.block) for line in lines] == [
        ("a b", 0), ("", 0), ("• c", 1), ("• d", 1), ("", 1), ("┃ e", 2),
    ]  # fmt: skip
    assert lay_out((), 10) == []


# ── whatever comes ───────────────────────────────────────────────────────────────────────────────────────────────────

# As text comes through the gate: with one zero-width character at a time.
WORDS = st.text("abcdefghié-漢字かا👨\u200d\u0301\xad\u200b«;!»\xa0\u202f", min_size=1, max_size=30)
TEXT = st.lists(WORDS, min_size=1, max_size=12).map(" ".join).map(printable).filter(bool)
SPANS = st.lists(
    st.tuples(TEXT, st.sampled_from([0, 1, 2, 6]), st.sampled_from(["", "https://x.example/"])).map(
        lambda made: Span(*made)
    ),
    min_size=1,
    max_size=4,
).map(tuple)


def bare(text: str) -> str:
    """The text without spaces, hyphens and what is never shown."""
    return "".join(ch for ch in text if not ch.isspace() and ch not in "-\xad\u200b")


INSETS = st.lists(st.integers(0, 12), max_size=3).map(tuple)
MANNERS = st.builds(ParagraphStyle, st.booleans(), st.booleans(), st.integers(0, 2), INSETS)


@given(SPANS, st.integers(2, 80), MANNERS)
@example((Span(";;か;;;;\u200d"), Span("\u200d; a\xad;;")), 8, ParagraphStyle(justify=True, between=0))
def test_no_line_is_too_wide_and_no_letter_is_lost(
    spans: tuple[Span, ...], width: int, paragraph_style: ParagraphStyle
) -> None:
    lines = wrap(
        hyphenated(spans, "fr") if paragraph_style.hyphenate else spans, width, paragraph_style=paragraph_style
    )
    for runs in lines:
        assert text_width("".join(run.text for run in runs)) <= width
        assert all(run.text for run in runs) or not runs
    shown = "".join(run.text for runs in lines for run in runs)
    assert bare(shown) == bare("".join(span.text for span in spans))


@given(st.lists(st.text("abcé", min_size=1, max_size=9), min_size=1, max_size=40), st.integers(10, 60))
def test_words_that_fit_are_never_cut(words: list[str], width: int) -> None:
    lines = ["".join(run.text for run in runs) for runs in wrap((Span(" ".join(words)),), width)]
    assert " ".join(lines).split(" ") == words
    for line, following in pairwise(lines):
        assert len(line) + 1 + len(following.split(" ")[0]) > width


def nested(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """HTML with blocks inside blocks."""
    inside = st.lists(children, min_size=1, max_size=3).map("".join)
    return st.one_of(
        inside.map(lambda html: f"<blockquote>{html}</blockquote>"),
        inside.map(lambda html: f"<ul><li>{html}</li><li>{html}</li></ul>"),
        inside.map(lambda html: f"<ol start=99><li>{html}</li></ol>"),
        inside.map(lambda html: f"<dl><dt>{html}</dt><dd>{html}</dd></dl>"),
        inside.map(lambda html: f"<details><summary>s</summary>{html}</details>"),
        inside.map(lambda html: f"<table><tr><td>{html}</td><th>{html}</th></tr></table>"),
        inside.map(lambda html: f"<pre>{html}</pre>"),
        inside.map(lambda html: f"<figure><img src=/p.png alt=a><figcaption>{html}</figcaption></figure>"),
    )


HTML = st.recursive(TEXT.map(lambda text: f"<p>{text}</p>"), nested, max_leaves=12)


@given(HTML, st.integers(10, 100), st.integers(0, 2), MANNERS)
def test_any_page_fits_any_width(html: str, width: int, rows: int, paragraph_style: ParagraphStyle) -> None:
    blocks = to_blocks(html, "https://x.example/")
    lines = lay_out(
        blocks, width, language="fr", picture_rows=lambda _picture, _width: rows, paragraph_style=paragraph_style
    )
    for line in lines:
        assert text_width(plain(line)) <= width
        assert 0 <= line.block < len(blocks)
        assert "\n" not in plain(line)
    assert bare_words(lines) >= wanted_letters(blocks)


def bare_words(lines: list[Line]) -> set[str]:
    """The letters that are shown."""
    return set(bare("".join(plain(line) for line in lines)))


def wanted_letters(blocks: Blocks) -> set[str]:
    """The letters of the paragraphs at the top."""
    return {ch for block in blocks for ch in bare(_text(block))}


def _text(block: Block) -> str:
    return "".join(span.text for span in block.spans) if isinstance(block, Paragraph) else ""
