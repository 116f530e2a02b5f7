"""Comments written in the terminal, as they reach a paper."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from placentin_tui import i18n
from placentin_tui.courier.comments.fetch import fetch_comments
from placentin_tui.courier.process.executor import Executor
from placentin_tui.courier.process.protocol import CommentsFetched, OutboxSent, OutgoingCommentSettled
from placentin_tui.models import OutgoingState
from placentin_tui.prose.plain import to_text
from placentin_tui.web import Web
from tests.wordpress.fake import Fake
from tests.wordpress.site import FLOOD, FORBIDDEN, KNOWN, Site
from tests.wordpress.writer import Writer


@pytest.fixture
async def writer(site: Site, web: Web, tmp_path: Path) -> AsyncIterator[Writer]:
    i18n.use("en")
    made = Writer(site, web, tmp_path)
    yield made
    made.library.close()


async def test_a_first_comment_is_held_and_seen_as_held(site: Site, writer: Writer) -> None:
    outgoing = await writer.sent(site.posts.open, "Bonjour à tous.")
    assert outgoing.state == "held"
    [kept] = site.comments(site.posts.open)
    assert (kept.id, kept.state, kept.text) == (outgoing.remote, "hold", "Bonjour à tous.")
    assert (kept.author, kept.email) == (outgoing.name, outgoing.email)
    assert writer.library.outbox.held() == (outgoing,)


async def test_a_known_readers_comment_is_published_and_in_the_thread(site: Site, writer: Writer) -> None:
    outgoing = await writer.sent(site.posts.open, "Bonjour à tous.", by=KNOWN)
    assert outgoing.state == "published"
    [shown] = writer.library.comments.of(outgoing.article)
    assert (shown.key, shown.author, to_text(shown.blocks)) == (str(outgoing.remote), KNOWN[0], "Bonjour à tous.")


async def test_says_what_happens(site: Site, writer: Writer) -> None:
    article = await writer.article(site.posts.open)
    outgoing = writer.write_as_known(article, "Bonjour")
    assert await writer.send() == [
        OutgoingCommentSettled(outgoing, article, OutgoingState.PUBLISHED),
        CommentsFetched(article, 1),
        OutboxSent(0),
    ]


async def test_a_reply_nests(site: Site, writer: Writer) -> None:
    answered = site.comments(site.posts.thread)[1]
    outgoing = await writer.sent(site.posts.thread, "Une réponse.", parent=str(answered.id), by=KNOWN)
    thread = {comment.key: comment for comment in writer.library.comments.of(outgoing.article)}
    assert thread[str(outgoing.remote)].parent == str(answered.id)
    assert len(thread) == 9


async def test_a_held_comment_is_looked_at_until_it_is_published(site: Site, writer: Writer) -> None:
    outgoing = await writer.sent(site.posts.open, "Bonjour")
    await writer.refresh()
    assert writer.outgoing(outgoing.id).state == "held"
    site.approve(outgoing.remote)
    await writer.refresh()
    assert writer.outgoing(outgoing.id).state == "published"
    assert [comment.key for comment in writer.library.comments.of(outgoing.article)] == [str(outgoing.remote)]


async def test_a_held_comment_that_is_deleted_is_gone(site: Site, writer: Writer) -> None:
    outgoing = await writer.sent(site.posts.open, "Bonjour")
    site.remove(outgoing.remote)
    await writer.refresh()
    gone = writer.outgoing(outgoing.id)
    assert (gone.state, gone.text) == ("refused", "Bonjour")
    assert gone.said


async def test_what_is_swallowed_is_never_called_published(site: Site, writer: Writer) -> None:
    outgoing = await writer.sent(site.posts.open, f"Un {FORBIDDEN} ici", by=KNOWN)
    assert outgoing.state == "held"
    assert outgoing.said


async def test_a_duplicate_is_there_already(site: Site, writer: Writer) -> None:
    first = await writer.sent(site.posts.open, "Deux fois", by=KNOWN)
    again = writer.write_as_known(first.article, "Deux fois")
    await writer.send()
    assert (writer.outgoing(again).state, writer.outgoing(again).remote) == ("published", first.remote)
    assert len(site.comments(site.posts.open)) == 1


async def test_a_duplicate_of_a_held_one_is_held(site: Site, writer: Writer) -> None:
    first = await writer.sent(site.posts.open, "Deux fois")
    again = writer.write(first.article, "Deux fois")
    await writer.send()
    assert writer.outgoing(again).state == "held"
    assert len(site.comments(site.posts.open)) == 1


async def test_a_flood_waits_and_goes_out_in_order(site: Site, writer: Writer) -> None:
    articles = [await writer.article(post) for post in (site.posts.open, site.posts.thread)]
    outgoing_comments = [writer.write_as_known(articles[n % 2], f"Numéro {n}") for n in range(4)]
    await writer.send()
    assert [writer.outgoing(outgoing).state for outgoing in outgoing_comments] == ["published"] * 4
    numbers = [writer.outgoing(outgoing).remote for outgoing in outgoing_comments]
    assert numbers == sorted(numbers)
    assert len(writer.clock.waits) == 3
    assert min(writer.clock.waits) >= FLOOD


async def test_who_was_too_fast_elsewhere_waits_for_the_paper(site: Site, web: Web, writer: Writer) -> None:
    await writer.sent(site.posts.open, "Du terminal")
    # The same person from another place, whose library knows nothing of the first comment.
    other = Writer(site, web, writer.file.parents[1] / "elsewhere")
    outgoing = other.write(await other.article(site.posts.thread), "D’ailleurs")
    await other.send()
    assert other.outgoing(outgoing).state == "held"
    assert other.clock.waits
    other.library.close()


@pytest.mark.parametrize("post", ["closed", "aged", "protected", "draft", "unknown"])
async def test_where_no_comment_is_taken_nothing_is_lost(site: Site, writer: Writer, post: str) -> None:
    outgoing = await writer.sent(getattr(site.posts, post), "Bonjour")
    assert (outgoing.state, outgoing.text) == ("refused", "Bonjour")
    assert outgoing.said
    assert all("Bonjour" not in kept.text for kept in site.comments(getattr(site.posts, post)))


async def test_a_closed_article_answers_in_its_own_words(site: Site, writer: Writer) -> None:
    outgoing = await writer.sent(site.posts.closed, "Bonjour")
    assert outgoing.said == "Désolé, les commentaires sont fermés pour cet article."


async def test_where_an_account_is_asked_for_the_paper_says_so(site: Site, writer: Writer) -> None:
    site.option("comment_registration", "1")
    outgoing = await writer.sent(site.posts.open, "Bonjour")
    assert (outgoing.state, outgoing.text) == ("refused", "Bonjour")
    assert outgoing.said == "Sorry, you must be logged in to comment."


@pytest.mark.parametrize(
    ("by", "text"),
    [
        (("", "ana@h.example"), "t"),
        (("Ana Roy", ""), "t"),
        (("Ana Roy", "nonsense"), "t"),
        (("Ana Roy", "a@h.example"), "x" * 70_000),
    ],
)
async def test_what_wordpress_would_not_take_is_not_sent(
    site: Site, writer: Writer, by: tuple[str, str], text: str
) -> None:
    outgoing = await writer.sent(site.posts.open, text, by=by)
    assert (outgoing.state, outgoing.text) == ("refused", text)
    assert outgoing.said
    assert site.comments(site.posts.open) == []


@pytest.mark.parametrize(
    "text",
    ["1 < 2 & 3 > 2", "<script>alert(1)</script> &amp;", "🎉 👩‍👩‍👧 ok", "مرحبا بالعالم, שלום", "Un.\n\nDeux,\ntrois."],
)
async def test_a_text_comes_back_as_it_was_typed(site: Site, writer: Writer, text: str) -> None:
    outgoing = await writer.sent(site.posts.open, text, by=KNOWN)
    assert outgoing.state == "published"
    [kept] = site.comments(site.posts.open)
    assert html.unescape(kept.text) == text
    [shown] = writer.library.comments.of(outgoing.article)
    assert to_text(shown.blocks).split() == text.split()


async def test_without_a_server_letters_wait_and_go_out_in_order(site: Site, writer: Writer) -> None:
    article, other = await writer.article(site.posts.open), await writer.article(site.posts.thread)
    outgoing_comments = [writer.write_as_known(article if n % 2 else other, f"Hors ligne {n}") for n in range(3)]
    site.stop()
    try:
        await writer.send()
        assert [writer.outgoing(outgoing).state for outgoing in outgoing_comments] == ["waiting"] * 3
        assert writer.outgoing(outgoing_comments[0]).said
    finally:
        site.start()
    writer.clock.pass_a_minute()
    await writer.send()
    assert [writer.outgoing(outgoing).state for outgoing in outgoing_comments] == ["published"] * 3
    numbers = [writer.outgoing(outgoing).remote for outgoing in outgoing_comments]
    assert numbers == sorted(numbers)


async def test_the_thread_of_a_hundred_is_complete(site: Site, web: Web, writer: Writer) -> None:
    article = await writer.article(site.posts.hundred)
    assert await fetch_comments(Executor(writer.library), web, article, public_only=False) == 100
    assert len(writer.library.comments.of(article)) == 100


async def test_sends_what_the_form_asks_for_and_nothing_that_betrays(web: Web, tmp_path: Path) -> None:
    fake = Fake()
    try:
        fake.start()
        writer = Writer(fake, web, tmp_path)
        await writer.sent(fake.posts.open, "Bonjour")
        writer.library.close()
    finally:
        fake.close()
    [(headers, fields)] = fake.sent
    assert "application/json" in headers["Accept"]
    assert not {"Cookie", "Referer", "Authorization"} & set(headers)
    assert fields.keys() == {"comment_post_ID", "comment_parent", "author", "email", "url", "comment"}
