"""Articles under other names: told from what a feed says and what the library holds, nothing else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from placentin_tui.feeds.changed_articles import decide
from placentin_tui.feeds.match_renamed import is_everywhere, recognise
from placentin_tui.models import HeldArticle, ParsedArticle, ParsedFeed, Renamed

NOON = 1_772_539_200


def article(n: int, **otherwise: object) -> ParsedArticle:
    known = ParsedArticle(f"guid:{n}", f"Titre {n}", f"https://a.example/{n}", published=NOON + n, digest=f"d{n}")
    return replace(known, **otherwise)


def held(n: int) -> HeldArticle:
    it = article(n)
    return HeldArticle(it.identity, it.title, it.url, it.published, it.digest)


def names(renamed: tuple[Renamed, ...]) -> list[tuple[str, str]]:
    return [(it.was, it.identity) for it in renamed]


def test_another_name_of_the_same_article() -> None:
    for same in (
        article(1, identity="guid:x"),
        article(1, identity="guid:x", url="http://www.b.example/1/?utm_source=rss"),
        article(1, identity="guid:x", digest="other wording"),
        article(1, identity="guid:x", published=NOON + 999),
        article(1, identity="guid:x", published=None, digest="other wording"),
    ):
        assert names(recognise([same], [held(1), held(2)])) == [("guid:1", "guid:x")]


def test_what_only_looks_alike_is_another_article() -> None:
    for other in (
        article(1, identity="guid:x", digest="other", published=NOON + 86_400),  # the weather, every day at one address
        article(1, identity="guid:x", digest="other", title="Titre 9"),
        article(1, identity="guid:x", digest="other", url="https://a.example/9"),
        article(1, identity="guid:x", digest="other", url="https://a.example/"),
    ):
        assert recognise([other], [held(1), held(2)]) == ()


def test_two_alike_are_never_taken_for_one() -> None:
    twins = [article(1, identity="guid:x"), article(1, identity="guid:y")]
    assert recognise(twins, [held(1)]) == ()
    assert recognise(twins[:1], [held(1), replace(held(1), identity="guid:z")]) == ()


def linked(n: int, link: str, **otherwise: object) -> ParsedArticle:
    """An article that nothing but its link names."""
    return article(n, **{"identity": f"link:{link}", "url": link, "digest": f"{link} {n}"} | otherwise)


def as_held(it: ParsedArticle, **otherwise: object) -> HeldArticle:
    return replace(HeldArticle(it.identity, it.title, it.url, it.published, it.digest), **otherwise)


# ── counters ─────────────────────────────────────────────────────────────────────────────────────────────────────────

PAGE = "https://a.example/nouvelles/c1"


def test_a_counter_that_was_part_of_the_name() -> None:
    now = article(1, identity=f"guid:{PAGE}", url=f"{PAGE}?at_medium=RSS", title="Corrigé", digest="new")
    older = [as_held(article(1, identity=f"guid:{PAGE}#{n}", url=PAGE, published=NOON + n)) for n in (3, 0)]
    for held_articles in (older, older[1:]):
        assert recognise([now], held_articles) == (
            Renamed(held_articles[0].identity, f"guid:{PAGE}", held_articles[0].digest),
        ), "the latest of its copies, in the wording it has"
    assert recognise([now], [replace(older[0], url="https://a.example/nouvelles/c2")]) == ()
    assert recognise([now], [replace(older[0], identity=f"link:{PAGE}#3")]) == ()


def test_a_counter_behind_a_guid_that_is_no_address() -> None:
    now = article(1, identity="guid:c1#4", title="Corrigé", digest="new", published=NOON + 99)
    assert names(recognise([now], [as_held(article(1, identity="guid:c1#3"))])) == [("guid:c1#3", "guid:c1#4")]
    assert recognise([now], [as_held(article(2, identity="guid:c1#3"))]) == (), "another page is another article"
    assert recognise([replace(now, url="")], [as_held(article(1, identity="guid:c1#3", url=""))]) == ()


def test_corrections_that_were_counted_are_corrections_however_many() -> None:
    pages = [f"https://a.example/c{n}" for n in range(6)]
    feed = [article(n, identity=f"guid:{page}", url=page, digest="new") for n, page in enumerate(pages)]
    library = [as_held(article(n, identity=f"guid:{page}#0", url=page)) for n, page in enumerate(pages)]
    renamed = recognise(feed, library)
    assert [it.digest for it in renamed] == [f"d{n}" for n in range(6)]
    assert not is_everywhere(renamed, feed), "and no oddity of the feed's"


# ── tokens ───────────────────────────────────────────────────────────────────────────────────────────────────────────

TOKENS = "https://a.example/revue?id={}&v={}"


def test_a_token_in_a_link_names_nothing_new() -> None:
    for n in (1, 4):
        feed = [linked(k, TOKENS.format(k, f"zz{k}")) for k in range(n)]
        library = [as_held(linked(k, TOKENS.format(k, f"qq{k}"))) for k in range(n)]
        assert names(recognise(feed, library)) == [
            (old.identity, new.identity) for old, new in zip(library, feed, strict=True)
        ]


@pytest.mark.parametrize(
    "link",
    [
        "https://a.example/revue?id=1&v={}", "https://a.example/revue?v={}", "https://a.example/revue/1;jsessionid={}",
        "https://a.example/{}/revue/1", "https://a.example/revue/1?utm_id={}", "https://a.example/revue/1#{}",
        "https://{}.a.example/revue/1",
    ],
)  # fmt: skip
def test_wherever_the_token_is(link: str) -> None:
    new, old = linked(1, link.format("zz")), as_held(linked(1, link.format("qq")))
    assert names(recognise([new], [old])) == [(old.identity, new.identity)]
    assert recognise([new], [replace(old, title="Autre", published=NOON)]) == ()
    everything_else_known = recognise([new], [old, as_held(linked(2, link.format("pp")))])
    assert names(everything_else_known) == [(old.identity, new.identity)]


def test_a_token_in_the_link_of_what_is_not_dated() -> None:
    new, old = linked(1, TOKENS.format(1, "zz"), published=None), linked(1, TOKENS.format(1, "qq"), published=None)
    assert names(recognise([new], [as_held(old)])) == [(old.identity, new.identity)]
    elsewhere = linked(1, "https://a.example/zz/1", published=None)
    assert recognise([elsewhere], [as_held(old)]) == (), "one headline alone is too little"


def test_headlines_will_do_where_a_whole_feed_is_not_dated() -> None:
    feed = [linked(n, f"https://a.example/zz/{n}", published=None) for n in range(4)]
    library = [as_held(linked(n, f"https://a.example/qq/{n}", published=None)) for n in range(4)]
    assert len(recognise(feed, library)) == 4
    assert len(recognise(feed[:2], library)) == 0
    assert len(recognise(feed[:3], library)) == 3
    named = [replace(it, identity=f"guid:{it.title}") for it in feed]
    assert recognise(named, library) == (), "a guid of its own says that it is another"
    others = [linked(n, f"https://a.example/zz/{n}", published=None) for n in range(10, 14)]
    assert len(recognise([*feed[:3], *others], library)) == 0, "fewer than half"
    assert len(recognise([*feed[:3], *others[:3]], library)) == 3


def test_copies_that_tokens_left_behind_are_one_article() -> None:
    new = linked(1, TOKENS.format(1, "zz"))
    copies = [as_held(linked(1, TOKENS.format(1, token))) for token in ("qq", "pp")]
    assert names(recognise([new], copies)) == [(copies[0].identity, new.identity)], "the latest"
    elsewhere = replace(new, published=NOON + 99)
    assert recognise([elsewhere], [copies[0], replace(copies[1], published=NOON)]) == ()


def test_a_corrected_article_among_tokens_is_still_seen() -> None:
    feed = [linked(n, TOKENS.format(n, "zz"), digest="corrected" if n == 2 else f"zz {n}") for n in range(5)]
    library = [as_held(linked(n, TOKENS.format(n, "qq"), digest=f"qq {n}")) for n in range(5)]
    library[3] = replace(library[3], title="Ancien titre")
    renamed = recognise(feed, library)
    assert [it.digest for it in renamed] == [f"qq {n}" for n in (0, 1, 2, 4, 3)], "as the library has them"
    assert is_everywhere(renamed, feed)


def test_numbers_in_a_link_are_no_tokens() -> None:
    today = linked(1, "https://a.example/meteo?jour=3", title="Météo", published=NOON + 86_400)
    for yesterday in (
        linked(2, "https://a.example/meteo?jour=2", title="Météo", published=NOON),
        linked(2, "https://a.example/2026/meteo", title="Météo", published=NOON),
    ):
        assert recognise([today], [as_held(yesterday)]) == ()


def test_a_guid_of_its_own_is_not_found_by_headline_and_date() -> None:
    new = article(1, identity="guid:x", url="https://a.example/9", digest="other")
    assert recognise([new], [held(1)]) == ()
    assert names(recognise([replace(new, identity=f"guid:{new.url}")], [held(1)])) == [("guid:1", f"guid:{new.url}")]
    assert recognise([replace(new, url="")], [held(1)]) == ()
    assert names(recognise([replace(new, identity="hash:x", url="")], [held(1)])) == [("guid:1", "hash:x")]


# ── boards ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("link", ["https://a.example/port", "https://a.example/", "https://a.example"])
def test_what_hangs_on_a_board_is_known_again(link: str) -> None:
    hung = [linked(n, link, identity=f"hash:{n}") for n in range(3)]
    alone = as_held(linked(1, link))
    assert names(recognise(hung, [alone])) == [(alone.identity, "hash:1")], "by its headline and date"
    retitled = linked(1, link, identity="hash:9", title="Corrigé", digest="other")
    assert names(recognise([retitled], [as_held(it) for it in hung])) == [("hash:1", "hash:9")], "by its date alone"
    redated = linked(1, link, identity="hash:9", published=NOON + 99, digest="other")
    assert recognise([redated], [as_held(it) for it in hung]) == (), "not by its headline: the weather, every day"
    assert recognise([retitled], [as_held(it, published=NOON + 1) for it in hung]) == (), "nor by a date of several"
    assert recognise([replace(retitled, identity="guid:9")], [as_held(it) for it in hung]) == ()


def test_what_has_neither_guid_nor_link_is_known_by_its_date() -> None:
    new = article(1, identity="hash:new", url="", title="Corrigé", digest="new")
    old = as_held(article(1, identity="hash:old", url=""))
    assert names(recognise([new], [old])) == [("hash:old", "hash:new")]
    assert recognise([new], [replace(old, published=NOON)]) == ()
    assert recognise([new], [old, replace(old, identity="hash:older")]) == ()
    assert recognise([replace(new, identity="guid:new")], [old]) == ()
    assert recognise([replace(new, published=None)], [replace(old, published=None)]) == ()


# ── whole feeds ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_in_a_feed_renamed_as_a_whole_other_headlines_are_found_by_what_is_left() -> None:
    feed = [linked(n, TOKENS.format(n, "zz")) for n in range(5)]
    feed[1] = replace(feed[1], title="Corrigé")
    library = [as_held(linked(n, TOKENS.format(n, "qq"))) for n in range(5)]
    assert (library[1].identity, feed[1].identity) in names(recognise(feed, library))
    assert len(recognise(feed[1:2], library)) == 0, "alone it is another article"
    feed[2] = replace(feed[2], title="Corrigé aussi")
    assert len(recognise(feed, library)) == 5
    at_one_moment = [replace(it, published=NOON) for it in library]
    assert len(recognise([replace(it, published=NOON) for it in feed], at_one_moment)) == 3


def test_a_feed_renamed_as_a_whole_is_recognised_though_all_is_worded_and_dated_otherwise() -> None:
    atom = [article(n, identity=f"tag:{n}", digest=f"atom {n}", published=NOON - n) for n in range(6)]
    renamed = recognise([*atom, article(9)], [held(n) for n in range(8)])
    assert names(renamed) == [(f"guid:{n}", f"tag:{n}") for n in range(6)]
    assert [it.digest for it in renamed] == [it.digest for it in atom], "another format corrects nothing"
    assert is_everywhere(renamed, atom)
    assert not is_everywhere(renamed[:2], atom)


def test_a_correction_among_renamed_articles_is_still_one() -> None:
    feed = [article(n, identity=f"fresh:{n}") for n in range(5)]
    feed[2] = replace(feed[2], digest="corrected")
    paper = ParsedFeed("P", tuple(feed))
    decision = decide(paper, {}, [held(n) for n in range(5)])
    assert decision.new == ()
    assert decision.changed == (feed[2],)
    assert len(decision.renamed) == 5


def test_what_the_feed_still_calls_by_its_name_is_nobody_elses_article() -> None:
    paper = ParsedFeed("P", (article(1), article(1, identity="guid:copy")))
    decision = decide(paper, {"guid:1": "d1"}, [held(1)])
    assert [it.identity for it in decision.new] == ["guid:copy"]
    assert decision.renamed == ()


# ── edges ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_token_is_one_part_of_an_address_and_no_more() -> None:
    library = [as_held(linked(n, f"https://a.example/r?id={n}&v=qq", title="Étude", published=None)) for n in (1, 2, 3)]
    feed = [linked(n, f"https://a.example/r?v=zz&id={n}", title="Étude", published=None) for n in (3, 1)]
    assert names(recognise(feed, library)) == [(library[2].identity, feed[0].identity),
                                               (library[0].identity, feed[1].identity)]  # fmt: skip
    for link in ("https://a.example/r?id=9&v=zz", "https://a.example/s?id=1&v=zz", "https://a.example/r?id=1",
                 "https://a.example/r?id=1&w=zz", "https://a.example/r?id=1&v=qq&w=zz"):  # fmt: skip
        assert recognise([linked(1, link, title="Étude", published=None)], library) == (), link
    assert recognise([linked(1, "https://a.example/r?id=1&v=zz", title="Autre", published=None)], library) == ()


def test_of_several_with_one_trait_none_is_it() -> None:
    twins = [linked(1, f"https://a.example/{token}/1") for token in ("zz", "yy")]
    old = as_held(linked(1, "https://a.example/qq/1"))
    assert recognise(twins, [old]) == ()
    assert names(recognise(twins[:1], [old])) == [(old.identity, twins[0].identity)]


@pytest.mark.parametrize(
    ("new", "old", "is_one"),
    [
        ("https://a.example/1?a=1&b=2&utm_source=x&utm_medium=y", "http://b.example/1?a=1&b=2", True),
        ("https://a.example/1?utm_source=x&a=1&&b=2", "https://a.example/1/?a=1&b=2", True),
        ("https://a.example/1/?utm_x=1", "https://a.example/1", True),
        ("https://a.example/1;s=1?a=1", "https://a.example/1;s=2?a=1", True),
        ("https://a.example/", "https://a.example", True),
        ("https://a.example/?utm_x=1", "https://a.example/", True),
        ("https://a.example/1?a=1&b=2", "https://a.example/1?a=2&b=3", False),
        ("https://a.example/1?a=1", "https://a.example/1/a=1", False),
        ("https://a.example/1?a=1", "https://a.example/1", False),
        ("https://a.example/1/2", "https://a.example/1", False),
        ("https://a.example/1;s=1/2", "https://a.example/1", True),
        ("https://a.example/1", "", False),
        ("", "https://a.example/", False),
    ],
)
def test_places(new: str, old: str, is_one: bool) -> None:
    article_now = article(1, identity="guid:x", url=new, digest="other")
    assert bool(recognise([article_now], [as_held(article(1, url=old))])) == is_one


@pytest.mark.parametrize(("many", "reworded", "corrected"), [(6, 3, 3), (6, 4, 0), (5, 3, 0), (3, 3, 0), (2, 2, 2)])
def test_from_when_on_other_wordings_are_another_format(many: int, reworded: int, corrected: int) -> None:
    feed = [article(n, identity=f"x:{n}", digest=f"new {n}" if n < reworded else f"d{n}") for n in range(many)]
    renamed = recognise(feed, [held(n) for n in range(many)])
    assert len(renamed) == many
    now = {it.identity: it.digest for it in feed}
    assert sum(it.digest != now[it.identity] for it in renamed) == corrected


@pytest.mark.parametrize(
    ("renamed", "articles", "everywhere"), [(3, 6, True), (3, 7, False), (2, 2, False), (4, 4, True)]
)
def test_from_when_on_it_is_the_feed_that_renames(renamed: int, articles: int, everywhere: bool) -> None:
    names_now = [Renamed(f"guid:old {n}", f"guid:new {n}", "d") for n in range(renamed)]
    counters = [Renamed(f"guid:c{n}#0", f"guid:c{n}", "d") for n in range(5)]
    feed = [article(n) for n in range(articles)]
    assert is_everywhere(names_now, feed) == everywhere
    assert is_everywhere([*names_now, *counters], feed) == everywhere
    assert not is_everywhere(counters, feed)


def test_only_addresses_are_found_by_their_date_alone_and_only_where_all_is_renamed() -> None:
    feed = [linked(n, TOKENS.format(n, "zz")) for n in range(4)]
    library = [as_held(linked(n, TOKENS.format(n, "qq"))) for n in range(4)]
    left = as_held(article(9, identity="guid:own", url="https://a.example/own"))
    late = linked(9, "https://a.example/zz/9", title="Autre titre")
    assert len(recognise([*feed, late], [*library, left])) == 4
    assert len(recognise([*feed, late], [*library, as_held(linked(9, "https://a.example/qq/9"))])) == 5
    undated = replace(late, published=None)
    assert (
        len(recognise([*feed, undated], [*library, as_held(linked(9, "https://a.example/qq/9", published=None))])) == 4
    )
