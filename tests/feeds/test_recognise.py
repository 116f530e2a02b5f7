"""Articles under other names: told from what a feed says and what the library holds, nothing else."""

from __future__ import annotations

from msgspec.structs import replace

from placentin_tui.feeds.decide import decide
from placentin_tui.feeds.recognise import distinct, is_everywhere, recognise
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


def test_one_guid_for_several_articles_names_none_of_them() -> None:
    one, two = article(1), article(2, identity="guid:1")
    three = article(3)
    found = distinct([one, two, three])
    assert len({it.identity for it in found}) == 3
    assert [it.title for it in found] == ["Titre 1", "Titre 2", "Titre 3"]
    assert found[2].identity == "guid:3"
    assert {it.identity for it in distinct([two, one])} == {it.identity for it in found[:2]}, "whatever their order"


def test_one_article_twice_is_one() -> None:
    assert distinct([article(1), article(1, title="Titre corrigé"), article(1)]) == (article(1),)
    untold = article(1, url="")
    assert distinct([untold, untold]) == (untold,)


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
