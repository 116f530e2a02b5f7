from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from placentin_tui.prose.blocks import (
    Cell,
    Code,
    Definition,
    Definitions,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Span,
    Table,
)
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.markdown import to_markdown
from placentin_tui.prose.plain import text_of

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read(markdown: str) -> str:
    """The HTML a Markdown reader makes of it."""
    return str(READER.render(markdown))


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <em>b</em> <strong>c</strong> <code>d</code></p>", "a *b* **c** `d`"),
        ("<p>in<em>side</em>words</p>", "in*side*words"),
        ("<p>a<b>« b »</b>c</p>", "a<strong>« b »</strong>c"),
        ("<p>a<b>b</b><i>c</i></p>", "a**b**<!-- -->*c*"),
        ("<p><b> spaced </b>out</p>", "**spaced** out"),
        ("<p>H<sub>2</sub>O <del>x</del></p>", "H<sub>2</sub>O <del>x</del>"),
        ("<p>a<br>b</p>", "a\\\nb"),
        ("<p><a href='/x_(y)'>link</a></p>", "[link](<https://x.example/x_(y)>)"),
        ("<h3>Title</h3>", "### Title"),
        ("<ul><li>a<ul><li>b</ul></ul><ul><li>c</ul>", "- a\n\n  - b\n\n<!-- -->\n\n- c"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("<blockquote><p>a</p><p>b</p><cite>Me</cite></blockquote>", "> a\n>\n> b\n>\n> — Me"),
        ("<pre class=lang-py>a\n```\nb</pre>", "````py\na\n```\nb\n````"),
        ("<p><code>a`b``c</code></p>", "```a`b``c```"),
        ("<p><code>`</code></p>", "`` ` ``"),
        ("<hr>", "***"),
        ("<dl><dt>t<dd>m</dl>", "**t**\n\n: m"),
        ("<img src=/p.png alt='[a]'>", "![\\[a\\]](https://x.example/p.png)"),
        (
            "<figure><a href=/b><img src=/p.png></a><figcaption>Cap. © Me</figcaption></figure>",
            "[![](https://x.example/p.png)](https://x.example/b)\n\n*Cap.*\n\n© Me",
        ),
        (
            "<details><summary>1 &lt; 2</summary>in</details>",
            "<details>\n<summary>1 &lt; 2</summary>\n\nin\n\n</details>",
        ),
        ("<iframe src=https://youtu.be/x title='The *film*'></iframe>", "[The \\*film\\*](https://youtu.be/x)"),
        (
            "<table><caption>T</caption><tr><th>a<th>b<tr><td>1|2<br>3<td><code>x|y</code><tr><td colspan=2>c</table>",
            "*T*\n\n| a | b |\n| --- | --- |\n| 1\\|2<br>3 | `x\\|y` |\n| c |  |",
        ),
        ("<table><tr><td>a<td>b</table>", "|  |  |\n| --- | --- |\n| a | b |"),
        (
            "<p id=r><a href=#n>1</a></p><ol><li id=n>note <a href=#r>↩</a></ol>",
            '<a id="r"></a>[1](#n)\n\n1. <a id="n"></a>note [↩](#r)',
        ),
    ],
)
def test_examples(html: str, markdown: str) -> None:
    assert to_markdown(to_blocks(html, "https://x.example/")) == markdown


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "1. no list", "12) nor here", "- nor here", "+ nor here", "* stars *", "_under_ __score__",
        "> no quote", "[no](link)", "![no](picture)", "<b>no tag</b>", "&amp; &copy;", "`no code`", "~~no~~", "a | b",
        "\\*",
        "***", "---", "===", "#", "-", "https://x.example/a_b_c", "[ref]: https://x.example",
        "<https://x.example>", "1986\\. A year",
        "    four",
    ],
)  # fmt: skip
def test_what_looks_like_markup_stays_text(text: str) -> None:
    for blocks in (
        (Paragraph((Span(text),)),),
        (Paragraph((Span("line\n" + text),)),),
        (Quote((Paragraph((Span(text),)),)),),
        (Listing((Item((Paragraph((Span(text),)),)),)),),
        (Heading(2, (Span(text),)),),
        (Table(((Cell((Span(text),)), Cell(())),)),),
    ):
        html = read(to_markdown(blocks))
        (made, *others) = to_blocks(html)
        assert not others
        assert type(made) is type(blocks[0])
        assert text.strip() in "".join(re.sub(r"<[^>]+>", "", html).split("\n")).replace("&lt;", "<").replace(
            "&gt;", ">"
        ).replace("&amp;", "&").replace("&quot;", '"')


SIGNS = st.text("ab é1.)(*_`#<>[]!|~\\&-+=:/", min_size=1, max_size=12)
SPANS = st.lists(
    st.tuples(SIGNS, st.sampled_from([0, Mark.EM, Mark.STRONG, Mark.EM | Mark.STRONG, Mark.CODE, Mark.SUP])).map(
        lambda made: Span(made[0], int(made[1]))
    ),
    min_size=1,
    max_size=4,
).map(tuple)


@given(SPANS)
def test_a_reader_of_markdown_sees_the_same_letters(spans: tuple[Span, ...]) -> None:
    html = read(to_markdown((Paragraph((Span("x "), *spans, Span(" x"))),)))
    shown = "".join(text_of(block.spans) for block in to_blocks(html) if isinstance(block, Paragraph))
    assert "".join(shown.split()) == "".join(("x" + "".join(span.text for span in spans) + "x").split())


def test_a_term_without_a_meaning_and_an_empty_page() -> None:
    assert to_markdown((Definitions((Definition(((Span("t"),), (Span("u"),)), ()),)),)) == "**t**\\\n**u**"
    assert to_markdown((Code("x"),)) == "```\nx\n```"
    assert to_markdown(()) == ""
