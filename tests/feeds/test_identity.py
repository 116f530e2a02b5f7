"""What makes an article the same at the next refresh: within one document."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from placentin_tui.feeds.fields import fingerprint
from placentin_tui.feeds.identity import distinct, identity, is_address, without_counter
from placentin_tui.models import ParsedArticle
from tests.hostile.growth import complaint

NOON = 1_772_539_200
PAGE = "https://a.example/nouvelles/c1"
STORM = "<p>La tempête a coupé trois routes du littoral, et le courant reviendra vers midi.</p>"
VOTE = "<p>Le conseil municipal a voté le budget ; la piscine attendra ses vestiaires.</p>"


def article(n: int, **otherwise: object) -> ParsedArticle:
    known = ParsedArticle(f"guid:{n}", f"Titre {n}", f"https://a.example/{n}", published=NOON + n, digest=f"d{n}")
    return replace(known, **otherwise)


def counted(
    n: int, title: str = "Le bac s’échoue", html: str = "Tous sont saufs.", **otherwise: object
) -> ParsedArticle:
    known = article(n, identity=f"guid:{PAGE}#{n}", title=title, url=PAGE, html=html)
    return replace(known, **otherwise)


def posted(n: int, **otherwise: object) -> ParsedArticle:
    """An item with a link that others have, too."""
    return article(n, **{"identity": "link:https://a.example/port", "url": "https://a.example/port"} | otherwise)


def titles(articles: tuple[ParsedArticle, ...]) -> list[str]:
    return [each.title for each in articles]


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_guid_goes_before_a_link_and_a_link_before_all_else() -> None:
    assert identity("  a \n b ", "https://a.example/1", "t") == "guid:a b"
    assert identity(" ", "https://a.example/1", "t") == "link:https://a.example/1"
    assert identity("", "", "t", "d") == f"hash:{fingerprint('t', 'd')}"
    assert identity("", "", "td", "") != identity("", "", "t", "d")


def test_long_and_unclean_guids_are_hashed_whole() -> None:
    one, other = identity("x" * 300 + "1", ""), identity("x" * 300 + "2", "")
    assert one != other
    assert one == f"guid:#{fingerprint('x' * 300 + '1')}"
    assert identity("a\u202eb", "") != identity("ab", "")
    assert identity("x" * 300, "") == "guid:" + "x" * 300


@pytest.mark.parametrize("kind", ["guid", "link"])
def test_an_address_alone(kind: str) -> None:
    assert is_address(f"{kind}:{PAGE}", PAGE)
    assert not is_address(f"{kind}:{PAGE}", f"{PAGE}/")
    assert not is_address(f"{kind}:", "")


@pytest.mark.parametrize(
    ("guid", "url"),
    [
        (PAGE, PAGE),
        (PAGE, f"{PAGE}/"),
        (PAGE, "http://www.A.example/nouvelles/c1?at_medium=RSS&at_campaign=rss"),
        (f"{PAGE}?id=1", f"{PAGE}?id=1"),
        ("http://www.a.example/", "https://a.example"),
        (PAGE, ""),
    ],
)
def test_what_counts_corrections_is_no_part_of_a_guid(guid: str, url: str) -> None:
    for count in (0, 3, 17, 999_999_999):
        assert without_counter(f"guid:{guid}#{count}", url) == f"guid:{guid}"


@pytest.mark.parametrize(
    ("guid", "url"),
    [
        (f"{PAGE}#3", f"{PAGE}#3"),  # a place on the page
        (f"{PAGE}#3", "https://a.example/nouvelles/c2"),
        (f"{PAGE}#3", "https://b.example/nouvelles/c1"),
        (f"{PAGE}#3", f"{PAGE}?p=3"),  # the article's number
        (f"{PAGE}#3", f"{PAGE}?a=1&p=3&b=2"),
        (f"{PAGE}?id=2#3", f"{PAGE}?id=1"),
        (f"{PAGE}#trois", PAGE),
        (f"{PAGE}#3a", PAGE),
        (f"{PAGE}#1234567890", PAGE),
        (f"{PAGE}#", PAGE),
        (f"{PAGE}#1#3", PAGE),
        ("c1#3", PAGE),
        ("c1#3", ""),
        ("tag:a.example,2026:c1#3", PAGE),
        ("http://[::1#3", PAGE),
        (PAGE, PAGE),
    ],
)
def test_other_figures_are(guid: str, url: str) -> None:
    assert without_counter(f"guid:{guid}", url) == f"guid:{guid}"


def test_links_count_nothing() -> None:
    assert without_counter(f"link:{PAGE}#3", PAGE) == f"link:{PAGE}#3"


# ── one article said again ───────────────────────────────────────────────────────────────────────────────────────────


def test_what_has_names_of_its_own_stays_as_it_is_and_in_its_order() -> None:
    feed = [article(3), article(1), posted(2), article(4, identity="hash:x", url="")]
    assert distinct(feed) == tuple(feed)
    assert distinct([]) == ()


def test_one_article_twice_is_one() -> None:
    assert distinct([article(1), article(1, title="Titre corrigé"), article(1)]) == (article(1),)
    untold = article(1, url="")
    assert distinct([untold, untold]) == (untold,)
    assert distinct([posted(1), article(2), posted(1)]) == (posted(1), article(2))


def test_one_guid_for_several_articles_names_none_of_them() -> None:
    one, two = article(1), article(2, identity="guid:1")
    three = article(3)
    found = distinct([one, three, two])
    assert titles(found) == ["Titre 1", "Titre 3", "Titre 2"], "in their order"
    assert found[1] == three
    assert found[0].identity == f"hash:{fingerprint('guid:1', one.url)}"
    assert found[2].identity == f"hash:{fingerprint('guid:1', two.url)}"
    assert {it.identity for it in distinct([two, one])} == {found[0].identity, found[2].identity}, (
        "whatever their order"
    )


def test_one_guid_and_no_link_for_several_articles() -> None:
    found = distinct([article(1, url=""), article(2, identity="guid:1", url=""), article(1, url="", published=None)])
    assert titles(found) == ["Titre 1", "Titre 2"]
    assert len({it.identity for it in found}) == 2


def test_under_a_guid_and_a_link_words_tell_an_article_said_again_from_another() -> None:
    storm = article(1, title="Trois routes coupées", html=STORM)
    again = replace(storm, title="Quatre routes coupées", html=STORM.replace("trois", "quatre"), published=NOON + 99)
    vote = replace(storm, title="Le budget passe", html=VOTE, published=NOON + 50)
    assert distinct([again, storm]) == (again,), "the first counts"
    found = distinct([storm, vote, again])
    assert titles(found) == ["Trois routes coupées", "Le budget passe"]
    assert all(it.identity.startswith("hash:") for it in found)
    assert found[0].identity != found[1].identity
    assert distinct([vote, storm])[0].identity == found[1].identity, "whatever their order"
    assert distinct([storm, replace(vote, title=storm.title)]) == (storm,), "one guid, one link and one headline"


# ── one link for several ─────────────────────────────────────────────────────────────────────────────────────────────


def test_several_articles_with_one_link_are_several() -> None:
    board = [
        posted(1, title="La digue est ouverte", html="Depuis midi."),
        posted(2, title="La digue ferme ce soir", html="À six heures."),
        posted(3, title="La digue rouvrira mardi", html="Si le vent tombe."),
    ]
    found = distinct(board)
    assert titles(found) == titles(tuple(board))
    assert len({it.identity for it in found}) == 3
    assert all(it.identity.startswith("hash:") for it in found)
    assert {it.identity for it in distinct(board[::-1])} == {it.identity for it in found}
    assert {it.identity for it in distinct(board[:2])} <= {it.identity for it in found}


@pytest.mark.parametrize("kind", ["link", "guid"])
def test_a_guid_that_is_but_the_link_says_no_more(kind: str) -> None:
    same = {"identity": f"{kind}:https://a.example/port"}
    board = [posted(1, **same, title="Ouverte"), posted(2, **same, title="Fermée"), posted(3, **same, title="Ouverte")]
    assert titles(distinct(board)) == ["Ouverte", "Fermée"], "of one text the same headline is the same article"
    texts = [replace(board[0], html="Un."), board[1], replace(board[2], html="Deux.")]
    assert titles(distinct(texts)) == ["Ouverte", "Fermée", "Ouverte"], "the weather, every day"
    assert len({it.identity for it in distinct(texts)}) == 3


def test_of_one_headline_and_date_the_first_text_counts() -> None:
    one, other = posted(1, html="Un."), posted(1, html="Un, revu.")
    assert distinct([one, other]) == (one,)
    undated = [replace(one, published=None), replace(other, published=None)]
    assert distinct(undated) == (undated[0],)
    assert len(distinct([one, replace(other, published=None)])) == 2


def test_headlines_without_dates_on_one_link_are_several() -> None:
    found = distinct([posted(n, published=None) for n in range(4)])
    assert len({it.identity for it in found}) == len(found) == 4


HOME = "https://a.example/"


@pytest.mark.parametrize("kind", ["link", "guid"])
def test_the_front_page_names_nothing(kind: str) -> None:
    named = {"identity": f"{kind}:{HOME}", "url": HOME}
    one, other = posted(1, **named, title="Météo"), posted(2, **named, title="Météo", html="Pluie.")
    (alone,) = distinct([one], HOME)
    assert alone.identity.startswith("hash:")
    assert alone.identity in {it.identity for it in distinct([one, other], HOME)}
    assert distinct([other], HOME)[0].identity != alone.identity
    assert distinct([one], "https://b.example/") == (one,)
    assert distinct([posted(1)], HOME) == (posted(1),)
    guid = replace(one, identity="guid:1")
    assert distinct([guid], HOME) == (guid,), "a guid of its own does"


# ── counters ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_counter_is_left_out() -> None:
    assert distinct([counted(3)]) == (counted(3, identity=f"guid:{PAGE}"),)


def test_of_several_counts_of_one_article_the_last_counts() -> None:
    for feed in ([counted(0), counted(3)], [counted(3), counted(0)]):
        assert distinct(feed) == (counted(3, identity=f"guid:{PAGE}"),)
    plain = counted(0, identity=f"guid:{PAGE}")
    assert distinct([plain, counted(3)]) == (counted(3, identity=f"guid:{PAGE}"),)
    assert distinct([plain, plain]) == (plain,)


def test_another_headline_of_a_count_is_the_same_article() -> None:
    corrected = counted(4, "Le bac échoué : quarante passagers saufs")
    assert distinct([corrected, counted(3)]) == (replace(corrected, identity=f"guid:{PAGE}"),)
    longer = counted(4, "Trois routes coupées", f"{STORM}{VOTE}")
    assert distinct([counted(3, "Tempête : trois routes", STORM), longer])[0].html == longer.html, "as is a longer text"


def test_two_articles_that_share_no_words_keep_their_figures() -> None:
    found = distinct([counted(2, "Trois routes coupées", STORM), counted(1, "Le budget passe", VOTE)])
    assert [it.identity for it in found] == [f"guid:{PAGE}#2", f"guid:{PAGE}#1"]
    answers = [counted(2, "Re: la digue", STORM), counted(1, "Re: la digue", VOTE)]
    assert distinct(answers) == tuple(answers), "whatever they are called"


def test_a_page_with_many_headlines_lists_articles() -> None:
    changes = [counted(n, f"Version {n} : corrections", "Des corrections.") for n in (3, 2, 1)]
    assert distinct(changes) == tuple(changes)
    assert len(distinct(changes[:2])) == 1, "two could be one article's"
    assert distinct([*changes, changes[0]]) == tuple(changes)


# ── whatever there is ────────────────────────────────────────────────────────────────────────────────────────────────

_ITEMS = st.builds(
    lambda name, title, url, when, html: ParsedArticle(name, title, url, published=when, html=html),
    st.sampled_from(["guid:1", f"guid:{PAGE}#1", f"guid:{PAGE}#2", f"guid:{PAGE}", f"link:{PAGE}", "hash:1"]),
    st.sampled_from(["Un", "Deux", "Trois routes coupées", "Le budget passe"]),
    st.sampled_from([PAGE, "", f"{PAGE}#1", "https://a.example/2"]),
    st.sampled_from([None, NOON, NOON + 1]),
    st.sampled_from(["", STORM, VOTE]),
)


@given(st.lists(_ITEMS, max_size=8))
def test_whatever_a_feed_holds_each_article_has_a_name_of_its_own(items: list[ParsedArticle]) -> None:
    found = distinct(items)
    assert len({it.identity for it in found}) == len(found)
    assert bool(found) == bool(items)
    assert {it.title for it in found} <= {it.title for it in items}


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", ["one link", "one guid", "counters"])
def test_many_items_under_one_name_cost_no_more_than_in_proportion(kind: str) -> None:
    words = Random(1)

    def work(size: int) -> Callable[[], object]:
        text = [" ".join(str(words.randrange(10**6)) for _ in range(100)) for _ in range(size)]
        items = {
            "one link": lambda n: posted(n, html=text[n]),
            "one guid": lambda n: posted(n, identity="guid:0", html=text[n]),
            "counters": lambda n: counted(n, html=text[n], title="Un"),
        }
        made = [items[kind](n) for n in range(size)]
        return lambda: distinct(made)

    assert complaint(work, 1_000, slowest=60) == ""
