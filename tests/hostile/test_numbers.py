"""A number of five thousand figures, which Python refuses to read, wherever a stranger may write one."""

from __future__ import annotations

import json

import pytest

from placentin_tui.config import Config
from placentin_tui.feeds.fields import number, plain, seconds, unescaped
from placentin_tui.feeds.fulltext.read_page import read
from placentin_tui.feeds.parse import parse_comments, parse_feed
from placentin_tui.feeds.prepare import prepare
from placentin_tui.models import Comment
from placentin_tui.prose.blocks import Figure, Listing, Table
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.walk import every
from placentin_tui.rendering.typography import MEASURE
from placentin_tui.ui.services.typography_settings import typography
from placentin_tui.wordpress import comments, discovery, posts, submit_result
from placentin_tui.wordpress.json_fields import count
from tests.courier.papers import feed, item, said

URL = "https://paper.example/feed"
NINES, ZEROS = "9" * 5_000, "0" * 5_000


@pytest.mark.parametrize(
    ("reference", "means"),
    [
        (f"&#{ZEROS}65;", "A"), (f"&#x{ZEROS}41;", "A"), (f"&#X{ZEROS}41", "A"), (f"&#{ZEROS}65 ", "A"),
        (f"&#{NINES};", "\ufffd"), (f"&#x{'f' * 5_000};", "\ufffd"), (f"&#{ZEROS};", "\ufffd"), ("&#65;", "A"),
    ],
)  # fmt: skip
def test_a_reference_is_its_letter_or_one_that_says_it_is_none(reference: str, means: str) -> None:
    assert unescaped(f"un {reference}")[3] == means
    assert plain(f"un {reference} &amp; deux").endswith("& deux")
    assert plain(f"un {reference.replace('&', '&amp;')} &amp; deux").endswith("& deux")


@pytest.mark.parametrize("end", ["", "<oops>"], ids=["well-formed", "ill-formed"])
@pytest.mark.parametrize("digits", [f"{ZEROS}65", NINES, f"x{ZEROS}41", f"x{NINES}"], ids=["A", "none", "hex A", "hex"])
def test_a_feed_is_read(end: str, digits: str) -> None:
    body = feed([item("un"), item("deux"), item("trois")]).decode()
    body = body.replace("Titre un", f"&#{digits};Titre un").replace("Le texte de deux", f"&#{digits};Le texte de deux")
    body = body.replace(
        "<guid>trois", f"<thr:total xmlns:thr='http://purl.org/syndication/thread/1.0'>{NINES}</thr:total><guid>trois"
    )
    found = parse_feed(body.replace("</channel>", f"{end}</channel>").encode(), url=URL)
    assert [article.title[-11:].lstrip("A\ufffd") for article in found.articles] == [
        "Titre un", "Titre deux", "Titre trois",
    ]  # fmt: skip
    assert found.articles[2].comment_count is None
    for article in found.articles:
        assert prepare(article).words >= 4


def test_fields() -> None:
    assert number(NINES) is None
    assert number(f"{ZEROS}7") == 7
    assert seconds(f"1:{NINES}") == 0


def test_a_json_feed_is_read_but_for_that_number() -> None:
    said_of_it = (
        f'{{"version": "https://jsonfeed.org/version/1.1", "title": "P", "x": -{NINES}, "y": 1e{NINES}, "items": ['
    )
    said_of_it += (
        f'{{"id": {NINES}, "title": "un", "attachments": [{{"url": "http://h.example/a", "size_in_bytes": {NINES}}}]}},'
    )
    said_of_it += '{"id": 7, "title": "deux"}]}'
    found = parse_feed(said_of_it.encode(), url=URL)
    assert [article.title for article in found.articles] == ["un", "deux"]
    assert found.articles[0].enclosures[0].length == 0
    assert found.articles[1].identity == "guid:7"


def test_a_papers_answers_are_read_but_for_that_number() -> None:
    thread = (
        f'[{{"id": {NINES}, "content": {{"rendered": "x"}}}}, {{"id": 8, "parent": {NINES}, "author_name": "Ana"}}]'
    )
    assert [(each.key, each.parent, each.author) for each in comments.parse(thread.encode())] == [("8", "", "Ana")]
    media = f'{{"media_details": {{"width": {NINES}}}, "source_url": "http://h.example/a.jpg"}}'
    (post,) = posts.parse(f'[{{"id": 5, "_embedded": {{"wp:featuredmedia": [{media}]}}}}]'.encode())
    assert post.lead
    assert post.lead.width == 0
    refusal = f'{{"code": "rest_no", "message": "Non", "data": {{"status": 403, "x": {NINES}}}}}'
    assert submit_result.read(403, {"content-type": "application/json"}, refusal.encode()).message == "Non"
    assert submit_result.read(302, {"location": f"/un#comment-{NINES}"}, b"").state == "unknown"
    assert submit_result.read(429, {"retry-after": NINES}, b"").wait == submit_result.FLOOD
    assert count({"x": NINES}, "x") is None
    assert discovery.post_id({}, f"<body class='postid-{NINES}'>".encode(), f"http://h.example/?p={NINES}") == 0
    assert discovery.attributes(f'href="&#{ZEROS}65;"') == {"href": "A"}
    assert not comments.is_shown(f"<li id=comment-{NINES}>".encode(), 9)


def test_comments_in_a_feed() -> None:
    body = said("Ana", "Léo").replace(b"#comment-1<", f"#comment-{NINES}<".encode())
    body = body.replace(
        b"<p>Bravo, dit L", f'<p>In reply to <a href="#comment-&#{ZEROS}49;">Ana</a>.</p><p>Bravo, dit L'.encode()
    )
    ana, leo = parse_comments(body, url=URL)
    assert (ana.author, leo.author) == ("Ana", "Léo")
    assert len(ana.key) <= 120


def test_html() -> None:
    blocks = to_blocks(
        f"<ol start={NINES}><li value=-{NINES}>a<li>b</ol><img src=/a.jpg width={NINES} height={ZEROS}40>"
        f"<table><tr><td colspan={NINES}>a<td rowspan={NINES}>b<tr><td>c</table><p>&#{ZEROS}65;&#{NINES};&#x{NINES};",
        URL,
    )
    (listing,) = (block for block in blocks if isinstance(block, Listing))
    assert (listing.start, [item.value for item in listing.items]) == (1, [0, None])
    (figure,) = (block for block in every(blocks) if isinstance(block, Figure))
    assert (figure.picture.width, figure.picture.height) == (0, 0)
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert [cell.columns for row in table.rows for cell in row] == [1, 1, 1]


def test_a_page() -> None:
    ld = json.dumps({"@type": "NewsArticle", "headline": "Titre", "author": "Ana"})[:-1] + f', "wordCount": {NINES}}}'
    body = f"<html lang=fr><script type=application/ld+json>{ld}</script><meta property=og:image content=/a.jpg>"
    body += f"<meta property=og:image:width content={NINES}><article>{'<p>Une phrase assez longue.</p>' * 30}"
    page = read(body.encode(), asked=URL, url=URL)
    assert (page.said.title, page.said.author) == ("Titre", "Ana")
    assert page.said.lead
    assert page.said.lead.width == 0


def test_what_is_remembered() -> None:
    assert typography(Config(), {"measure": NINES}).measure == MEASURE
    assert typography(Config(), {"measure": "60"}).measure == 60
    assert Comment(1, 1, NINES[:120], "", "Ana", None, ()).key.isdecimal()
