"""Wordings of one article, and articles that have nothing in common."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.text.similarity import LONGEST, are_alike, words_of

STORM = (
    "La tempête a coupé trois routes du littoral dans la nuit. Les équipes dégagent les arbres tombés devant l’école,"
    " et le courant reviendra vers midi, promet la mairie."
)
VOTE = (
    "Le conseil municipal a voté le budget à l’unanimité. Les impôts locaux ne bougeront pas, mais la piscine attendra"
    " encore deux ans ses nouveaux vestiaires, faute de crédits de la région."
)


def alike(one: str, other: str) -> bool:
    assert are_alike(words_of(one), words_of(other)) == are_alike(words_of(other), words_of(one))
    return are_alike(words_of(one), words_of(other))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’Été à Orléans", {"orleans", "l", "ete", "a"}),
        ("Les ÉTÉS passent, les étés reviennent souvent", {"etes", "passent", "reviennent", "souvent"}),
        ("Новости дня и ночи города", {"новости", "ночи", "города"}),
        ("غادرت السفينة عند الفجر", {"غادرت", "السفينة", "عند", "الفجر"}),
        ("渡し船は夜", {"渡し", "し船", "船は", "は夜"}),
        ("Version 2024 of_the software 1.2", {"version", "2024", "software"}),
        ("12 ab", {"12", "ab"}),
        ("", set()),
        ("… — !", set()),
    ],
)
def test_words_that_say_something(text: str, words: set[str]) -> None:
    assert words_of(text).said == words


def test_two_articles_share_few_words() -> None:
    assert not alike(STORM, VOTE)
    assert not alike(STORM * 3, VOTE), "however often they are said"


def test_a_correction_shares_many() -> None:
    assert alike(STORM, STORM.replace("trois", "quatre").replace("midi", "le soir"))
    assert alike(STORM, "Des arbres tombés ont coupé trois routes du littoral ; le courant est revenu.")


def test_an_article_may_grow_or_be_cut() -> None:
    assert alike(
        "La tempête a coupé trois routes du littoral.", f"{STORM} {VOTE} {VOTE.upper()} Et bien d’autres choses."
    )


def test_one_word_in_five_is_the_edge() -> None:
    one = "alpha bravo charlie delta echo foxtrot"
    assert alike(one, "alpha bravo india juliett kilo lima"), "2 of 10"
    assert not alike(one, "alpha bravo india juliett kilo lima mike"), "2 of 11"


def test_three_words_of_five_of_the_shorter_are_the_other_edge() -> None:
    long = " ".join(f"word{n:02}" for n in range(60))
    assert alike("word00 word01 word02 novembre oscar", long)
    assert not alike("word00 word01 papa novembre oscar", long)


@pytest.mark.parametrize(("one", "other"), [("", STORM), ("Titre deux", STORM), ("Corrigé", "Autrement")])
def test_where_there_is_little_nothing_can_be_told(one: str, other: str) -> None:
    assert alike(one, other)


def test_what_was_decoded_wrongly_before_is_no_other_article() -> None:
    russian = "Паром ушёл на рассвете, пассажиры ждали на причале."
    assert alike(russian, russian.encode("cp1251").decode("cp1252"))
    japanese = "渡し船は夜明けに出た。乗客は朝まで桟橋で待っていた。"
    assert alike(japanese, japanese.encode("cp932").decode("cp1252", "replace"))
    assert not alike(russian, "Конституционный совет заседал до вечера, решения нет."), (
        "though not whatever is Cyrillic"
    )
    assert not alike(japanese, "市議会は予算案を全会一致で可決した。プールの改修は先送りになる。")


@given(st.text(max_size=200))
def test_every_text_is_like_itself(text: str) -> None:
    assert alike(text, text)
    assert alike(text, text.upper()) or len(text.upper()) != len(text)


def test_long_texts_cost_little() -> None:
    begun = time.process_time()
    assert alike("mot " * 3_000_000, "a" * 3_000_000)
    assert len(words_of("日本" * LONGEST).said) <= LONGEST
    assert time.process_time() - begun < 30  # what grows too fast takes hours
