"""What is new, what changed: told from a feed and what the library knows, nothing else."""

from __future__ import annotations

from msgspec.structs import replace

from placentin_tui.feeds.changed_articles import Decision, decide
from placentin_tui.feeds.parse import parse_feed
from placentin_tui.models import HeldArticle, ParsedArticle, ParsedFeed, Renamed

ITEM = """<item><title>La criée rouvre</title><link>https://port.example/criee</link><guid>criee</guid>
<description>Lundi à 5 heures.</description><author>Y. Le Goff</author><comments>https://port.example/criee#c</comments>
<enclosure url="https://port.example/criee.jpg" type="image/jpeg" length="1"/>
<slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">3</slash:comments>
<pubDate>Mon, 23 Nov 2026 08:00:00 +0100</pubDate></item>"""


def feed(*items: str) -> ParsedFeed:
    body = f"<rss version='2.0'><channel><title>Port</title>{''.join(items)}</channel></rss>"
    return parse_feed(body.encode(), url="https://port.example/rss")


def known(paper: ParsedFeed) -> dict[str, str]:
    return {article.identity: article.digest for article in paper.articles}


def as_held(it: ParsedArticle, identity: str) -> HeldArticle:
    return HeldArticle(identity, it.title, it.url, it.published, it.digest)


def test_what_the_library_does_not_know_is_new_in_the_feeds_order() -> None:
    paper = feed(ITEM, ITEM.replace("criee", "halle"), ITEM.replace("criee", "quai"))
    assert decide(paper, {}) == Decision(new=paper.articles)
    assert [each.identity for each in decide(paper, known(feed(ITEM))).new] == ["guid:halle", "guid:quai"]


def test_what_it_knows_as_it_stands_is_neither() -> None:
    assert decide(feed(ITEM), known(feed(ITEM))) == Decision()


def test_another_wording_is_a_change() -> None:
    before = known(feed(ITEM))
    for now in (
        ITEM.replace("rouvre", "rouvrira"),
        ITEM.replace("5 heures", "6 heures"),
        ITEM.replace("Le Goff", "Le Bihan"),
        ITEM.replace("criee.jpg", "halle.jpg"),
    ):
        assert decide(feed(now), before) == Decision(changed=feed(now).articles)


def test_comments_counted_and_dates_touched_are_no_change() -> None:
    before = known(feed(ITEM))
    for now in (ITEM.replace(">3<", ">4<"), ITEM.replace("#c<", "#comments<"), ITEM.replace("08:00", "09:00")):
        assert decide(feed(now), before) == Decision()


def test_what_dropped_out_of_the_feed_is_not_mentioned() -> None:
    assert decide(replace(feed(), articles=()), known(feed(ITEM))) == Decision()


def test_what_has_another_name_is_neither_new_nor_changed() -> None:
    paper = feed(ITEM)
    held = as_held(paper.articles[0], "guid:ancienne")
    assert decide(paper, {}, [held]) == Decision(
        renamed=(Renamed("guid:ancienne", "guid:criee", paper.articles[0].digest),)
    )


def test_what_has_another_name_and_another_wording_is_changed_and_not_new() -> None:
    paper = feed(ITEM)
    held = replace(as_held(paper.articles[0], "guid:ancienne"), digest="before")
    assert decide(paper, {}, [held]) == Decision(
        changed=paper.articles, renamed=(Renamed("guid:ancienne", "guid:criee", "before"),)
    )


def test_each_is_one_thing_and_in_the_feeds_order() -> None:
    paper = feed(*(ITEM.replace("criee", name) for name in ("halle", "quai", "phare", "digue", "môle")))
    halle, quai, phare, digue, mole = paper.articles
    decision = decide(
        paper,
        {quai.identity: "before", phare.identity: phare.digest, digue.identity: "before"},
        [replace(as_held(mole, "guid:jetée"), digest="before"), as_held(halle, phare.identity)],
    )
    assert decision.new == (halle,), "what has a name of the feed's is not looked through"
    assert decision.changed == (quai, digue, mole)
    assert decision.renamed == (Renamed("guid:jetée", mole.identity, "before"),)


def test_what_is_known_by_its_name_is_never_another_article() -> None:
    paper = feed(ITEM)
    twin = as_held(paper.articles[0], "guid:jumelle")
    assert decide(paper, known(paper), [twin]) == Decision()
    assert decide(paper, {"guid:criee": "before"}, [twin]) == Decision(changed=paper.articles)


def test_without_anything_held_all_is_new() -> None:
    paper = feed(ITEM)
    assert decide(paper, {}, []) == decide(paper, {}, iter(())) == Decision(new=paper.articles)
