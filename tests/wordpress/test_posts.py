from __future__ import annotations

import json

from placentin_tui.web import Web
from placentin_tui.wordpress.posts import AT_ONCE, Completion, fetch, parse
from tests.wordpress.site import DATA, Site


def recorded(*, portraits: bool = False) -> dict[int, Completion]:
    body = (DATA / "rest-posts-embed.json").read_bytes()
    return {post.post: post for post in parse(body, portraits=portraits)}


def test_reads_recorded_posts() -> None:
    posts = recorded()
    assert len(posts) == 10
    summit = posts[5]
    assert summit.url.endswith("/sommet-de-geneve-les-negociateurs-saccordent-sur-un-calendrier/")
    assert summit.html.lstrip().startswith("<p>À Zahlé")
    assert summit.lead
    assert summit.lead.url.endswith("/une-0-1024x576.jpg")
    assert (summit.lead.width, summit.lead.height) == (1024, 576)
    assert summit.lead.alt.startswith("Illustration : Sommet")
    assert summit.lead.caption.endswith("(photo d’illustration)")
    assert summit.sections == ("Diplomatie",)
    assert (summit.comments_open, summit.protected) == (True, False)
    assert not posts[37].comments_open
    assert posts[41].lead is None
    assert posts[13].sections == ("Élections", "Politique")


def test_the_author_has_a_bio_and_a_portrait_only_when_asked_for() -> None:
    author = recorded()[5].author
    assert author
    assert author.bio.startswith("Nadia Haddad couvre la diplomatie")
    assert author.portrait is None
    with_portrait = recorded(portraits=True)[5].author
    assert with_portrait
    assert with_portrait.portrait
    assert (with_portrait.portrait.width, with_portrait.portrait.alt) == (96, "Nadia Haddad")


def post(**more: object) -> Completion:
    [read] = parse(json.dumps([{"id": 1, **more}]).encode())
    return read


def test_a_bare_post_is_a_post() -> None:
    assert post() == Completion(1, "", "")
    odd = {"_embedded": {"author": [3], "wp:featuredmedia": {"x": 1}, "wp:term": [[3, {"taxonomy": "category"}], 4]}}
    assert post(content=3, comment_status=None, **odd) == Completion(1, "", "")


def test_of_small_pictures_the_widest() -> None:
    sizes = {
        "thumbnail": {"source_url": "http://h/t.jpg", "width": 4000, "height": 4000},
        "medium": {"source_url": "http://h/m.jpg", "width": 300, "height": 200},
        "bad": {"source_url": "javascript:x", "width": 1024},
    }
    media = {"source_url": "http://h/full.jpg", "media_details": {"width": 900, "height": 600, "sizes": sizes}}
    lead = post(_embedded={"wp:featuredmedia": [media]}).lead
    assert lead
    assert (lead.url, lead.width, lead.height) == ("http://h/full.jpg", 900, 600)


def test_a_picture_without_sizes_is_a_picture() -> None:
    lead = post(_embedded={"wp:featuredmedia": [{"source_url": "http://h/full.jpg"}]}).lead
    assert lead
    assert lead.url == "http://h/full.jpg"
    assert post(_embedded={"wp:featuredmedia": [{"code": "rest_forbidden"}]}).lead is None


async def test_completes_the_articles_of_a_paper(site: Site, web: Web) -> None:
    named = site.posts
    asked = [named.thread, named.closed, named.aged, named.protected, named.paged, named.draft, named.unknown]
    found = {each.post: each for each in await fetch(web.get, f"{site.home}wp-json/", asked)}
    assert found.keys() == {named.thread, named.closed, named.aged, named.protected, named.paged}
    assert found[named.thread].lead
    assert found[named.thread].author
    assert found[named.thread].comments_open
    assert not found[named.closed].comments_open
    assert found[named.aged].comments_open
    assert found[named.protected].protected
    assert found[named.protected].html == ""
    assert "<!--nextpage-->" in found[named.paged].html


async def test_asks_for_many_in_turns(site: Site, web: Web) -> None:
    asked = [*range(10_000, 10_000 + AT_ONCE), site.posts.thread]
    assert [each.post for each in await fetch(web.get, f"{site.home}wp-json/", asked)] == [site.posts.thread]
    assert await fetch(web.get, f"{site.home}wp-json/", []) == ()
