"""`comments`, `comment` and `outbox`: the debate from the shell."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from placentin_tui.__main__ import main
from placentin_tui.library import Library
from placentin_tui.paths import Paths
from tests.library.factories import article, paper, put
from tests.wordpress.fake import Fake
from tests.wordpress.site import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Program

pytestmark = pytest.mark.usefixtures("home")

COMMENT_KEYS = ["id", "parent", "author", "published", "text", "state"]
OUTBOX_KEYS = ["id", "article", "state", "message", "name", "email", "text", "written", "sent", "next_try"]
Said = pytest.CaptureFixture[str]

KNOWN_BY = ("--name", KNOWN[0], "--email", KNOWN[1])
ANA = ("--name", "Ana", "--email", "ana@h.example")


@pytest.fixture
def fake() -> Iterator[Fake]:
    fake = Fake()
    fake.start()
    yield fake
    fake.close()


@pytest.fixture
def thread(fake: Fake, home: object, capsys: Said) -> str:
    """The article with eight comments, in the library; its number."""
    main(["add", fake.home + "feed/"])
    capsys.readouterr()
    return number_of(fake.posts.thread)


def number_of(post: int) -> str:
    paths = Paths.of_user()
    with Library.open(paths.library, paths.pictures) as library:
        numbers = library.posts.numbers(range(1, 20))
    return str(next(article for article, number in numbers.items() if number == post))


def records(capsys: Said, *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_thread_as_json(thread: str, capsys: Said) -> None:
    comments = records(capsys, "comments", thread)
    assert all(list(comment) == COMMENT_KEYS for comment in comments)
    assert len(comments) == 8
    assert {comment["state"] for comment in comments} == {"published"}
    ids = {comment["id"] for comment in comments}
    assert {comment["parent"] for comment in comments} - {None} <= ids
    assert comments[0]["text"].startswith("Très bon article")


def test_the_thread_for_people(thread: str, capsys: Said) -> None:
    assert main(["comments", thread]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[: len(line) - len(line.lstrip())] for line in lines if " · " in line].count("    ") == 2
    assert not any(line.endswith(" ") for line in lines)


def test_an_article_without_comments(fake: Fake, thread: str, capsys: Said) -> None:
    assert main(["comments", number_of(fake.posts.open)]) == 0
    assert "no comments yet" in capsys.readouterr().err


def test_a_comment_is_published_and_seen(thread: str, capsys: Said) -> None:
    answered = records(capsys, "comments", thread)[0]["id"]
    assert main(["comment", thread, *KNOWN_BY, "--text", "Tout à fait.", "--reply-to", str(answered)]) == 0
    assert capsys.readouterr().out == "Your comment: published.\n"
    mine = next(one for one in records(capsys, "comments", thread) if one["text"] == "Tout à fait.")
    assert (mine["parent"], mine["author"], mine["state"]) == (answered, KNOWN[0], "published")


def test_a_first_comment_is_held_and_among_the_others(thread: str, capsys: Said) -> None:
    assert main(["comment", thread, *ANA, "--text", "Bonjour"]) == 0
    assert capsys.readouterr().out == "Your comment: awaiting moderation.\n"
    *_others, mine = records(capsys, "comments", thread)
    assert (mine["id"], mine["author"], mine["text"], mine["state"]) == (None, "Ana", "Bonjour", "held")
    main(["comments", thread])
    assert "Ana · awaiting moderation\nBonjour\n" in capsys.readouterr().out


def test_the_text_from_stdin(thread: str, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Un.\n\nDeux < trois.\n"))
    assert main(["comment", thread, *KNOWN_BY, "-"]) == 0
    assert records(capsys, "comments", thread)[-1]["text"] == "Un.\n\nDeux < trois."


def test_a_refusal_is_the_papers_own(fake: Fake, thread: str, capsys: Said) -> None:
    assert main(["comment", number_of(fake.posts.closed), *ANA, "--text", "Bonjour"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "refused. Désolé, les commentaires sont fermés pour cet article." in said.err
    (outgoing,) = records(capsys, "outbox")
    assert (outgoing["state"], outgoing["text"]) == ("refused", "Bonjour")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--name", "Ana", "--email", "ana", "--text", "x"), "is not an e-mail address"),
        (("--email", "ana@h.example", "--text", "x"), "A comment needs a name"),
        ((*ANA, "--text", "  "), "The comment is empty"),
        ((*ANA, "--text", "x" * 70_000), "The comment is too long"),
        ((*ANA, "--text", "x", "--reply-to", "999"), "no comment under this article has the number 999"),
    ],
)
def test_what_no_paper_would_take_is_not_sent(
    fake: Fake, thread: str, capsys: Said, arguments: tuple[str, ...], says: str
) -> None:
    assert main(["comment", thread, *arguments]) == 1
    assert says in capsys.readouterr().err
    assert records(capsys, "outbox") == []
    assert fake.sent == []


@pytest.mark.parametrize("arguments", [(), ("--text", "x", "-")])
def test_one_text_is_wanted(thread: str, arguments: tuple[str, ...], capsys: Said) -> None:
    assert main(["comment", thread, *ANA, *arguments]) == 2


def test_an_unknown_article(thread: str, capsys: Said) -> None:
    for command in (["comments", "99"], ["comment", "99", *ANA, "--text", "x"]):
        assert main(command) == 1
        assert "No article has the number 99" in capsys.readouterr().err


# ── the outbox ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_offline_it_waits_and_goes_with_the_next_refresh(fake: Fake, thread: str, capsys: Said) -> None:
    assert main(["comment", thread, *KNOWN_BY, "--text", "Plus tard", "--offline"]) == 3
    assert capsys.readouterr().err == "placentin-tui: your comment: waiting to be sent.\n"
    assert main(["outbox", "send", "--offline"]) == 3
    (outgoing,) = records(capsys, "outbox")
    assert list(outgoing) == OUTBOX_KEYS
    assert (outgoing["state"], outgoing["sent"], str(outgoing["article"])) == ("waiting", None, thread)
    assert fake.sent == []

    assert main(["refresh"]) == 0
    assert "comment 1: published." in capsys.readouterr().out
    assert [fields["comment"] for _headers, fields in fake.sent] == ["Plus tard"]
    assert records(capsys, "outbox")[0]["state"] == "published"


def test_a_paper_that_is_away_leaves_it_waiting(fake: Fake, thread: str, capsys: Said) -> None:
    fake.stop()
    assert main(["comment", thread, *KNOWN_BY, "--text", "Bonjour"]) == 3
    assert "waiting to be sent. 127.0.0.1 refuses the connection." in capsys.readouterr().err
    assert main(["outbox", "send"]) == 3
    fake.start()
    assert main(["outbox", "send"]) == 0
    assert capsys.readouterr().out == "comment 1: published.\n"
    assert main(["outbox", "send"]) == 0


def test_a_refused_one_fails_the_sending(fake: Fake, thread: str, capsys: Said) -> None:
    main(["comment", number_of(fake.posts.closed), *ANA, "--text", "Bonjour", "--offline"])
    assert main(["refresh", "--json"]) == 1
    assert "comment 1: refused. Désolé" in capsys.readouterr().err
    main(["comment", number_of(fake.posts.closed), *ANA, "--text", "Bonsoir", "--offline"])
    assert main(["outbox", "send"]) == 1


def test_the_outbox_for_people(thread: str, capsys: Said) -> None:
    assert main(["outbox"]) == 0
    assert "the outbox is empty" in capsys.readouterr().err
    main(["comment", thread, *ANA, "--text", "Première ligne\nseconde", "--offline"])
    capsys.readouterr()
    assert main(["outbox"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("1  waiting to be sent  ")
    assert line.endswith("  Première ligne")


def test_deleting(thread: str, capsys: Said) -> None:
    main(["comment", thread, *ANA, "--text", "Un", "--offline"])
    assert main(["outbox", "delete", "1"]) == 0
    assert capsys.readouterr().out == "Deleted.\n"
    main(["comment", thread, *ANA, "--text", "Deux"])
    capsys.readouterr()
    assert main(["outbox", "delete", "2"]) == 0
    assert "what the paper has, it keeps" in capsys.readouterr().out
    assert main(["outbox", "delete", "2"]) == 1
    assert "no letter 2" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("delete",), ("send", "1"), ("burn",), ("delete", "x")])
def test_slips(arguments: tuple[str, ...], capsys: Said) -> None:
    assert main(["outbox", *arguments]) == 2


def test_as_a_process(program: Program, thread: str) -> None:
    done = program("comment", thread, *KNOWN_BY, "-", stdin="Été < hiver".encode())
    assert (done.returncode, done.stdout) == (0, b"Your comment: published.\n")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"comment_count": 0}, "there are no comments yet."),
        ({}, "its comments are not in the library."),
        (
            {"comments_url": "https://debate.example/item?id=1"},
            "its debate is not in the library; it takes place here: https://debate.example/item?id=1",
        ),
        (
            {"comments_url": "https://a.example/1#c", "comments_feed": "https://a.example/1/f"},
            "its comments are not in",
        ),
    ],
)
def test_what_nobody_has_counted_is_not_none(capsys: Said, fields: dict[str, Any], sentence: str) -> None:
    paths = Paths.of_user()
    paths.create()
    with Library.open(paths.library, paths.pictures) as library:
        put(library, paper(library), article("one", **fields))
    assert main(["comments", "1"]) == 0
    assert sentence in capsys.readouterr().err
