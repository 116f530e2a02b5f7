"""The page holds the paper's elements in the paper's order, at any width."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from placentin_tui import i18n
from placentin_tui.models import Article, ArticleSummary, Author, Comment, Enclosure
from placentin_tui.prose.blocks import Figure, Paragraph, Picture, Span
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import plain, text_width
from placentin_tui.rendering.article_page import PageOptions, RenderedPage, begin, compose
from placentin_tui.rendering.typography import Typography

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = 1_795_000_000
LEAD = Picture("https://example.org/une.jpg", alt="Le port au matin")
BODY = to_blocks(
    '<p>Premier paragraphe, <a href="https://example.org/a">un lien</a>.</p>'
    '<figure><img src="https://example.org/b.jpg" alt="Vue générale">'
    "<figcaption>Vue générale, Beyrouth.</figcaption></figure>"
    '<p>Dernier paragraphe, <a href="https://example.org/b">deux</a> et <a href="https://example.org/a">encore</a>.</p>'
)


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.use("en")


@pytest.fixture(autouse=True)
def utc() -> Iterator[None]:
    """One time zone, wherever the tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def an_article(**changes: object) -> Article:
    summary = ArticleSummary(
        id=1, source=1, source_title="Le Courrier du Levant", title="Sommet de Genève", url="https://example.org/1",
        author="Nadia Haddad", sections=("Diplomatie",), at=NOW, published=NOW - 7200,
        corrected=NOW - 60, comments=2, words=460,
    )  # fmt: skip
    values: dict[str, object] = {
        "summary": summary,
        "blocks": BODY,
        "lead": LEAD,
        "standfirst": to_blocks("<p>Le chapô.</p>"),
        "author": Author("Nadia Haddad", "Correspondante", "Elle couvre la diplomatie."),
        "language": "fr",
        "comments_url": "https://example.org/1#comments",
        "comments_feed": "https://example.org/1/feed/",
        "takes_comments": True,
        "support_url": "https://example.org/soutenir",
        "comments": (
            Comment(1, 1, "7", "", "Hélène", NOW - 3600, to_blocks("<p>Très bon article.</p>")),
            Comment(2, 1, "8", "7", "Nadia Haddad", NOW - 60, to_blocks("<p>Merci.</p>"), by_author=True),
        ),
    }
    return Article(**(values | changes))  # type: ignore[arg-type]  # a test's own values


def a_page(article: Article, width: int = 80, **look: object) -> RenderedPage:
    values: dict[str, object] = {"width": width, "now": NOW, "picture_rows": lambda _picture, _width: 0}
    return compose(article, PageOptions(**(values | look)))  # type: ignore[arg-type]  # a test's own values


def text_of(page: RenderedPage) -> str:
    return "\n".join(plain(line) for line in page.lines)


ORDER = (
    "‹ DIPLOMATIE  Le Courrier du Levant", "Sommet de Genève", "Le chapô.",
    "Nadia Haddad  today, 9:06 · 2 minutes' read · 2 comments", "Corrected at", "[Le port au matin]",
    "Premier paragraphe", "Vue générale, Beyrouth.", "Dernier paragraphe", "Share this article",
    "Support Le Courrier du Levant", "Correspondante", "Elle couvre la diplomatie.", "Next: Le port rouvre",
    "\n    The debate  2 comments", " Write", "Très bon article.", " N   Nadia Haddad   AUTHOR ", "Merci.",
)  # fmt: skip


def test_the_elements_stand_in_the_papers_order() -> None:
    text = text_of(a_page(an_article(), following=lambda: "Le port rouvre"))
    places = [text.find(element) for element in ORDER]
    assert -1 not in places, [element for element, place in zip(ORDER, places, strict=True) if place < 0]
    assert places == sorted(places)


def below(counted: int | None = None, keys: dict[str, str] | None = None, **changes: object) -> str:
    """What stands below an article nobody has commented on here; `counted`: what the paper counts."""
    article = an_article(comments=(), **changes)
    article = replace(article, summary=replace(article.summary, comments=counted))
    return text_of(a_page(article, keys=keys or {})).rpartition("Other articles")[2]


def test_what_nobody_has_counted_is_not_none() -> None:
    assert "0 comments" in below(counted=0)
    assert "Nobody has commented yet: C opens the debate." in below(counted=0, keys={"comment": "C"})
    assert "Nobody has commented yet." in below(counted=0)
    assert "Nobody" not in below(counted=0, takes_comments=False)
    assert "3 comments" in below(counted=3)
    unknown = below(comments_feed="")
    assert "comments" not in unknown
    assert "0" not in unknown
    assert "press c to fetch it" in below(keys={"comments": "c"})


def test_only_what_can_be_done_is_offered() -> None:
    assert " Write " in below()
    there = below(takes_comments=False, comments_url="https://www.debate.example/item?id=1", comments_feed="")
    assert "The debate takes place on debate.example." in there
    assert "Open it in the browser" in there
    assert " Write " not in there
    closed = below(comments_open=False, takes_comments=False)
    assert "The paper takes no more comments here." in closed
    assert " Write " not in closed
    assert "browser" not in closed
    nothing = below(takes_comments=False, comments_url="", comments_feed="")
    assert not nothing.replace("│", "").replace("╰", "").replace("╯", "").replace("─", "").strip()


def test_offline_it_is_said_what_comes_and_what_goes_later() -> None:
    assert "what you write goes out" not in text_of(a_page(an_article()))
    assert "Offline: what you write goes out at the next connection." in text_of(a_page(an_article(), offline=True))
    there = text_of(a_page(an_article(comments=()), offline=True))
    assert "it comes with the next connection" in there
    closed = text_of(a_page(an_article(comments_open=False, takes_comments=False), offline=True))
    assert "Offline" not in closed


def test_the_head_of_the_debate_counts_what_is_new_and_leads_to_writing() -> None:
    article = an_article(visited=NOW - 1000)
    fresh = tuple(replace(comment, first_seen=NOW) for comment in article.comments[1:])
    page = a_page(replace(article, comments=(*article.comments[:1], *fresh)), keys={"comment": "C"})
    head = page.lines[page.anchors["comments"]]
    words = plain(head).split("  ")
    assert words[0:3] == ["", "", "The debate"]
    assert "2 comments · 1 new" in plain(head)
    assert plain(head).endswith(" C  Write ")
    assert head.runs[-1].href == "act:comment"
    assert text_width(plain(head)) == page.right
    narrow = a_page(replace(article, comments=(*article.comments[:1], *fresh)), 36, keys={"comment": "C"})
    first, second, rule = (plain(line) for line in narrow.lines[narrow.anchors["comments"] :][:3])
    assert first.split() == ["The", "debate", "C", "Write"]
    assert second.strip() == "2 comments · 1 new"
    assert rule.strip() == "━" * 34


@pytest.mark.parametrize("width", [20, 24, 36, 40, 80, 120, 200])
def test_no_line_is_wider_than_the_pane(width: int) -> None:
    page = a_page(an_article(), width)
    for line in page.lines:
        assert line.indent + sum(text_width(run.text) for run in line.runs) <= max(width, 22), plain(line)


def test_prose_keeps_to_its_measure_in_the_middle() -> None:
    page = a_page(an_article(), 200, typography=Typography(measure=60))
    assert max(sum(text_width(run.text) for run in line.runs) for line in page.lines) == 60
    assert {line.indent for line in page.lines if line.runs and "Premier" in plain(line)} == {70}


def test_a_picture_the_text_opens_with_is_the_lead_and_keeps_its_number() -> None:
    opening = (Figure(LEAD, (Span("Légende"),)), Paragraph((Span("Le texte."),)))
    page = a_page(an_article(lead=None, blocks=opening))
    text = text_of(page)
    assert text.index("Sommet de Genève") < text.index("Légende") < text.index("Le texte.")
    assert page.place(page.line_of(1)) == 1


def test_rows_of_a_picture_name_it() -> None:
    page = a_page(an_article(), picture_rows=lambda _picture, _width: 5)
    assert [line.row for line in page.lines if line.picture == LEAD] == [0, 1, 2, 3, 4]


def test_a_portrait_stands_small_above_the_authors_box_where_it_can_be_shown() -> None:
    portrait = Picture("https://example.org/nadia.jpg", alt="Nadia Haddad")
    article = an_article(author=Author("Nadia Haddad", "", "", portrait), blocks=(), lead=None)
    widths: list[int] = []

    def rows(_picture: Picture, width: int) -> int:
        widths.append(width)
        return 8

    page = a_page(article, picture_rows=rows)
    shown = [n for n, line in enumerate(page.lines) if line.picture == portrait]
    assert len(shown) == 8
    assert set(widths) == {16}
    assert shown[-1] < next(n for n, line in enumerate(page.lines) if "╭" in plain(line))
    assert not [line for line in a_page(article).lines if line.picture]


def test_places_survive_another_width() -> None:
    narrow, wide = a_page(an_article(), 40), a_page(an_article(), 120)
    last = len(BODY) - 1
    assert wide.place(wide.line_of(last)) == narrow.place(narrow.line_of(last)) == last
    assert wide.line_of(0) == 0


def test_links_are_numbered_once_an_address() -> None:
    page = a_page(an_article())
    assert [(link.number, link.text, link.href) for link in page.links] == [
        (1, "un lien", "https://example.org/a"),
        (2, "deux", "https://example.org/b"),
    ]
    text = text_of(page).replace("\N{WORD JOINER}", "")
    assert "un lien¹" in text
    assert "deux²" in text
    assert "encore¹" in text


def test_keys_are_named_on_the_buttons() -> None:
    text = text_of(a_page(an_article(), keys={"copy": "y", "support": "$"}))
    assert " Copy link y " in text
    assert " Open the support page $ " in text


def test_without_text_the_reader_is_told_where_it_is() -> None:
    text = text_of(a_page(an_article(blocks=(), standfirst=(), lead=None), keys={"browser": "o"}))
    assert "Press o to read the article in the browser." in " ".join(text.split())


def test_enclosures_are_links() -> None:
    page = a_page(an_article(enclosures=(Enclosure("https://example.org/a.mp3", "audio/mpeg", 5, "Épisode 3"),)))
    run = next(run for line in page.lines for run in line.runs if "Épisode 3" in run.text)
    assert run.href == "https://example.org/a.mp3"


@pytest.mark.parametrize(
    ("known", "counted", "said"),
    [
        (0, 3, "not in the library yet"),
        (2, 9, "gives only the last comments"),
        (2, 2, "2 comments"),
        (0, 0, "0 comments"),
    ],
)
def test_what_is_known_of_the_debate_is_said(known: int, counted: int, said: str) -> None:
    article = an_article()
    summary = replace(article.summary, comments=counted)
    page = a_page(an_article(summary=summary, comments=article.comments[:known]))
    assert said in text_of(page)
    assert "comments" in page.anchors


def test_an_article_that_takes_no_comments_does_not_speak_of_them() -> None:
    article = an_article(comments=(), comments_url="", comments_feed="")
    summary = replace(article.summary, comments=None)
    assert (
        "comment"
        not in text_of(a_page(an_article(summary=summary, comments=(), comments_url="", comments_feed=""))).lower()
    )


def long_article(paragraphs: int) -> Article:
    """An article of so many paragraphs of two lines."""
    return an_article(blocks=to_blocks("<p>" + "<p>".join(["mot " * 25] * paragraphs)))


def begun(article: Article, block: int = 0, more: int = 80) -> RenderedPage:
    page = begin(article, PageOptions(80, NOW, lambda _picture, _width: 0))
    page.reach(block, more)
    return page


def test_a_long_page_begins_with_as_much_work_as_a_short_one() -> None:
    short, long = begun(long_article(100)), begun(long_article(5_000))
    assert len(short.lines) == len(long.lines) < 250
    assert not long.whole


def test_what_is_set_later_is_the_same_page() -> None:
    article = long_article(300)
    whole = a_page(article, 80)
    page = begun(article)
    first = list(page.lines)
    steps = 0
    while not page.whole:
        before = len(page.lines)
        page.set_more()
        assert len(page.lines) - before < 120
        steps += 1
    assert steps > 5
    assert page.lines[: len(first)] == first
    assert (page.lines, page.links, page.anchors, page.comments) == (
        whole.lines, whole.links, whole.anchors, whole.comments,
    )  # fmt: skip


def test_a_place_far_down_is_reached_with_what_follows_it() -> None:
    page = begun(long_article(1_000), block=500, more=60)
    assert not page.whole
    assert len(page.lines) >= page.line_of(500) + 60
    assert page.lines[page.line_of(500)].block == 500
    end = begun(long_article(50), block=49, more=10_000)
    assert end.whole
