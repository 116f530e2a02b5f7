from __future__ import annotations

import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.destination_policy import server
from placentin_tui.errors import FetchError
from placentin_tui.web import Credential, Fetched, Web
from placentin_tui.wordpress.comment_form import fields, usual
from placentin_tui.wordpress.submit_result import SubmitResult, SubmitState, read, verified
from tests.wordpress.lab import Lab
from tests.wordpress.site import DATA, FORBIDDEN, KNOWN, Site, exchange

ACCEPT = "application/json, text/html;q=0.5"
CLOSED = "Désolé, les commentaires sont fermés pour cet article."
DUPLICATE = "Détection d’un doublon\xa0: il semble que vous avez déjà envoyé ce commentaire\xa0!"
FAST = "Vous envoyez vos commentaires trop rapidement. Prenez votre temps."
FIELDS = "Error: Please fill the required fields."
RECORDED = {
    "feed-304.http": SubmitResult(SubmitState.UNKNOWN),
    "post-anon.http": SubmitResult(SubmitState.VERIFY, 139),
    "post-badmail.http": SubmitResult(SubmitState.REFUSED, message="Error: Please enter a valid email address."),
    "post-closed-accept-json.http": SubmitResult(SubmitState.CLOSED, message=CLOSED),
    "post-closed.http": SubmitResult(SubmitState.CLOSED, message=CLOSED),
    "post-consent.http": SubmitResult(SubmitState.VERIFY, 142),
    "post-draft.http": SubmitResult(SubmitState.NOTHING),
    "post-dup.http": SubmitResult(SubmitState.DUPLICATE, message=DUPLICATE),
    "post-empty.http": SubmitResult(SubmitState.REFUSED, message="Error: Please type your comment text."),
    "post-flood.http": SubmitResult(SubmitState.WAIT, message=FAST, wait=15),
    "post-longname.http": SubmitResult(SubmitState.REFUSED, message="Error: Your name is too long."),
    "post-longtext.http": SubmitResult(SubmitState.REFUSED, message="Error: Your comment is too long."),
    "post-nomail.http": SubmitResult(SubmitState.REFUSED, message=FIELDS),
    "post-noname-accept-json.http": SubmitResult(SubmitState.REFUSED, message=FIELDS),
    "post-noname.http": SubmitResult(SubmitState.REFUSED, message=FIELDS),
    "post-ok-first.http": SubmitResult(SubmitState.HELD, 124),
    "post-ok-known.http": SubmitResult(SubmitState.VERIFY, 126),
    "post-pwd.http": SubmitResult(SubmitState.NOTHING),
    "post-reg.http": SubmitResult(SubmitState.CLOSED, message="Sorry, you must be logged in to comment."),
    "post-reply-ok.http": SubmitResult(SubmitState.HELD, 127),
    "post-spam.http": SubmitResult(SubmitState.VERIFY, 132),
    "post-unknown.http": SubmitResult(SubmitState.NOTHING),
    "rest-ranon.http": SubmitResult(SubmitState.CLOSED, message="Sorry, you must be logged in to comment."),
    "rest-rauth.http": SubmitResult(SubmitState.HELD, 144),
    "rest-rclosed.http": SubmitResult(SubmitState.CLOSED, message=CLOSED),
    "rest-rdup.http": SubmitResult(SubmitState.DUPLICATE, message=DUPLICATE),
    "rest-rempty.http": SubmitResult(SubmitState.REFUSED, message="Invalid comment content."),
    "rest-rflood.http": SubmitResult(SubmitState.WAIT, message=FAST, wait=15),
    "rest-rnopost.http": SubmitResult(
        SubmitState.CLOSED, message="Sorry, you are not allowed to create this comment without a post."
    ),
    "rest-rreply.http": SubmitResult(SubmitState.PUBLISHED, 145),
}


def test_every_recorded_exchange_is_judged() -> None:
    assert {path.name for path in DATA.glob("*.http")} == RECORDED.keys()


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_judges_a_recorded_answer(name: str) -> None:
    assert read(*exchange(name)) == RECORDED[name]


@pytest.mark.parametrize(
    ("location", "verdict"),
    [
        ("/a/?unapproved=3&moderation-hash=x#comment-3", SubmitResult(SubmitState.HELD, 3)),
        ("https://h.example/?p=5&unapproved=3#comment-3", SubmitResult(SubmitState.HELD, 3)),
        ("/a/comment-page-2/#comment-148", SubmitResult(SubmitState.VERIFY, 148)),
        ("/a/?unapproved=4#comment-3", SubmitResult(SubmitState.VERIFY, 3)),
        ("/a/", SubmitResult(SubmitState.UNKNOWN, message="/a/")),
        (
            "https://h.example/wp-login.php?to=%23comment-3",
            SubmitResult(SubmitState.UNKNOWN, message="https://h.example/wp-login.php?to=%23comment-3"),
        ),
        ("/a/#comment-x", SubmitResult(SubmitState.UNKNOWN, message="/a/#comment-x")),
        ("/a/#comment-\x1b3", SubmitResult(SubmitState.UNKNOWN, message="/a/#comment-3")),
        ("", SubmitResult(SubmitState.UNKNOWN)),
    ],
)
def test_a_redirect_leads_to_the_comment_or_it_is_none(location: str, verdict: SubmitResult) -> None:
    assert read(302, {"location": location}, b"") == verdict


WALL = b"<html><body><h1>Are you human?</h1></body></html>"


@pytest.mark.parametrize("status", [200, 202, 204, 400, 401, 403, 404, 405, 409, 413, 500, 521])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", WALL),
        ("application/json", b'{"success":false,"message":"<b>captcha</b>"}'),
        ("application/json", b'{"code":"wp_die"'),
        ("application/json", b"[" * 100_000),
        ("application/json", b'["wp_die"]'),
    ],
)
def test_what_wordpress_did_not_write_is_unknown(status: int, kind: str, body: bytes) -> None:
    assert read(status, {"content-type": kind}, body) == SubmitResult(SubmitState.UNKNOWN)


@pytest.mark.parametrize("status", [204, 403, 404, 500])
def test_only_a_200_may_be_empty(status: int) -> None:
    assert read(status, {}, b"") == SubmitResult(SubmitState.UNKNOWN)


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        (429, {}, 15),
        (429, {"retry-after": "40"}, 40),
        (503, {"retry-after": "Thu, 01 Jan"}, 60),
        (502, {}, 60),
        (504, {}, 60),
    ],
)
def test_who_is_asked_to_wait_waits(status: int, headers: dict[str, str], wait: int) -> None:
    assert read(status, headers, WALL) == SubmitResult(SubmitState.WAIT, wait=wait)


def test_a_refusal_of_its_own_making_is_shown() -> None:
    page = b'<body id="error-page">\n<p>Le mod&eacute;rateur dort.</p></body>'
    assert read(200, {"content-type": "text/html"}, page) == SubmitResult(
        SubmitState.REFUSED, message="Le modérateur dort."
    )
    assert read(500, {"content-type": "text/html"}, page) == SubmitResult(
        SubmitState.REFUSED, message="Le modérateur dort."
    )


@pytest.mark.parametrize(
    ("comment", "verdict"),
    [
        ({}, SubmitResult(SubmitState.UNKNOWN)),
        ({"id": 3}, SubmitResult(SubmitState.VERIFY, 3)),
        ({"id": 3, "status": "spam"}, SubmitResult(SubmitState.VERIFY, 3)),
    ],
)
def test_created_is_not_yet_seen(comment: dict[str, object], verdict: SubmitResult) -> None:
    assert read(201, {"content-type": "application/json"}, json.dumps(comment).encode()) == verdict


@pytest.mark.parametrize(
    ("status", "state"), [(200, "published"), (401, "held"), (404, "gone"), (403, "unknown"), (500, "unknown")]
)
def test_says_what_has_become_of_a_comment(status: int, state: str) -> None:
    assert verified(status) == state


@given(st.integers(100, 599), st.sampled_from(["location", "content-type", "retry-after"]), st.text(), st.binary())
def test_no_answer_is_a_surprise_nor_a_false_success(status: int, name: str, value: str, body: bytes) -> None:
    verdict = read(status, {name: value}, body)
    assert verdict.state not in ("held", "published", "verify") or verdict.comment
    assert verdict.state != "duplicate"


@pytest.mark.parametrize(
    "piece",
    [b"class=wp-die-message", b"class=wp-die-message>", b"<body id=error-page ", b"<body id=error-page>", b"<body "],
)
def test_an_answer_that_means_ill_is_soon_read(piece: bytes) -> None:
    assert read(200, {"content-type": "text/html"}, piece * (1_000_000 // len(piece))).state in ("unknown", "refused")


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 399])
def test_each_status_of_a_redirect_is_one(status: int) -> None:
    assert read(status, {"location": "/a/#comment-3"}, b"") == SubmitResult(SubmitState.VERIFY, 3)


@pytest.mark.parametrize("status", [200, 201, 299, 400])
def test_no_other_status_is_a_redirect(status: int) -> None:
    assert read(status, {"location": "/a/#comment-3"}, WALL) == SubmitResult(SubmitState.UNKNOWN)


def test_a_number_no_comment_has_is_none() -> None:
    assert read(302, {"location": f"/a/#comment-{'9' * 19}"}, b"").state == "unknown"
    assert read(302, {"location": "/a/#comment-3-4"}, b"").state == "unknown"
    assert read(302, {"location": "/a/#my-comment-3"}, b"").state == "unknown"
    assert read(302, {}, b"") == SubmitResult(SubmitState.UNKNOWN)
    assert read(302, {"location": "/" + "a" * 300}, b"").message == "/" + "a" * 198 + "…"


def test_a_result_says_no_more_than_it_is_told() -> None:
    assert SubmitResult(SubmitState.UNKNOWN) == SubmitResult(SubmitState.UNKNOWN, comment=0, message="", wait=0)


JSON = {"content-type": "application/json"}
CODED = {"code": "rest_forbidden", "message": "Non.", "data": {"status": 403}}


@pytest.mark.parametrize(
    ("kind", "answer", "verdict"),
    [
        ("application/json", CODED, SubmitResult(SubmitState.CLOSED, message="Non.")),
        ("application/json; charset=UTF-8", CODED, SubmitResult(SubmitState.CLOSED, message="Non.")),
        ("application/problem+json", CODED, SubmitResult(SubmitState.CLOSED, message="Non.")),
        ("text/html", CODED, SubmitResult(SubmitState.UNKNOWN)),
        ("", CODED, SubmitResult(SubmitState.UNKNOWN)),
        ("application/json", CODED | {"code": "wp_die"}, SubmitResult(SubmitState.CLOSED, message="Non.")),
        ("application/json", CODED | {"code": "comment_closed"}, SubmitResult(SubmitState.CLOSED, message="Non.")),
        ("application/json", CODED | {"code": "rest_comment_closed"}, SubmitResult(SubmitState.CLOSED, message="Non.")),
        ("application/json", CODED | {"code": "captcha"}, SubmitResult(SubmitState.UNKNOWN)),
        ("application/json", CODED | {"code": "my_rest_forbidden"}, SubmitResult(SubmitState.UNKNOWN)),
        ("application/json", CODED | {"code": "wp_die now"}, SubmitResult(SubmitState.UNKNOWN)),
        ("application/json", CODED | {"data": {}}, SubmitResult(SubmitState.UNKNOWN)),
        ("application/json", CODED | {"data": "status"}, SubmitResult(SubmitState.UNKNOWN)),
        ("application/json", {"message": "Non.", "data": {"status": 403}}, SubmitResult(SubmitState.UNKNOWN)),
    ],
)
def test_an_object_is_wordpresss_own_by_its_kind_its_code_and_its_status(
    kind: str, answer: dict[str, object], verdict: SubmitResult
) -> None:
    headers = {"content-type": kind} if kind else {}
    assert read(403, headers, json.dumps(answer).encode()) == verdict


@pytest.mark.parametrize(
    ("status", "state"), [(200, "refused"), (400, "refused"), (401, "closed"), (403, "closed"), (409, "duplicate")]
)
def test_a_refusal_is_told_by_its_status(status: int, state: str) -> None:
    assert read(status, JSON, json.dumps(CODED).encode()) == SubmitResult(SubmitState(state), message="Non.")


@pytest.mark.parametrize(
    ("status", "code", "wait"),
    [(400, "comment_flood", 15), (429, "comment_flood", 15), (403, "comment_flood", 60), (503, "rest_busy", 60)],
)
def test_a_flood_is_to_wait_by_whatever_status(status: int, code: str, wait: int) -> None:
    body = json.dumps(CODED | {"code": code}).encode()
    assert read(status, JSON, body) == SubmitResult(SubmitState.WAIT, message="Non.", wait=wait)
    assert read(status, JSON | {"retry-after": "7"}, body) == SubmitResult(SubmitState.WAIT, message="Non.", wait=7)


@pytest.mark.parametrize(
    ("status", "state"), [("hold", "held"), ("approved", "published"), ("trash", "verify"), ("", "verify")]
)
def test_what_rest_created_says_where_it_stands(status: str, state: str) -> None:
    assert read(201, JSON, json.dumps({"id": 3, "status": status}).encode()) == SubmitResult(SubmitState(state), 3)
    assert read(201, {}, json.dumps({"id": 3, "status": status}).encode()) == SubmitResult(SubmitState.UNKNOWN)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ('<div class="wp-die-message">Non, <b>merci</b>.</div><p>Ceci non.</p>', "Non, merci."),
        ("<div class='wp-die-message' id=x>Non.</div >Ceci non.", "Non."),
        ("<div class = wp-die-message>Non.</div>", "Non."),
        ("<div class=wp-die-message>Non.", ""),
        ("<div class=other>Non.</div>", ""),
        ("<body class=x id=error-page lang=fr>Non.</p>Ceci non.", "Non."),
        ("<body id='error-page'>Non.</body>Ceci non.", "Non."),
        ("<body id=error-page>Non.", "Non."),
        ("<body id=error-pages>Non.</p>", ""),
        ("<main id=error-page>Non.</p>", ""),
        (f"<div class=wp-die-message>{' ' * 3996}Non.</div>", "Non."),
        (f"<div class=wp-die-message>{' ' * 3997}Non.</div>", ""),
        (" " * (256 * 1024 - 36) + "<div class=wp-die-message>Non.</div>", "Non."),
        (" " * (256 * 1024 - 35) + "<div class=wp-die-message>Non.</div>", ""),
    ],
)
def test_the_words_of_a_page_stand_where_wordpress_puts_them(page: str, said: str) -> None:
    verdict = read(200, {"content-type": "text/html; charset=utf-8"}, page.encode())
    assert verdict == (SubmitResult(SubmitState.REFUSED, message=said) if said else SubmitResult(SubmitState.UNKNOWN))


def test_a_page_is_read_in_its_own_encoding() -> None:
    page = "<div class=wp-die-message>Déjà dit.</div>".encode("latin-1")
    assert read(409, {"content-type": "text/html; charset=iso-8859-1"}, page).message == "Déjà dit."


@pytest.mark.parametrize("body", [b" ", b"\r\n"])
def test_blanks_are_nothing(body: bytes) -> None:
    assert read(200, {"content-type": "text/html"}, body) == SubmitResult(SubmitState.NOTHING)


# ── against a paper ──────────────────────────────────────────────────────────────────────────────────────────────────


class Sender:
    """Fills in the paper's form and reads its verdict."""

    def __init__(self, site: Site, web: Web) -> None:
        self.site = site
        self.web = web

    async def send(
        self, post: int, text: str, *, name: str = "Ana Roy", email: str = "ana@h.example", parent: str = ""
    ) -> SubmitResult:
        form = usual(f"{self.site.home}wp-json/")
        answer = await self.post(form.action, fields(form, post, parent, name, email, text))
        return read(answer.status, answer.headers, answer.body)

    async def post(self, action: str, sent: list[tuple[str, str]]) -> Fetched:
        return await self.web.post(action, sent, accept=ACCEPT)

    async def standing(self, comment: int) -> str:
        try:
            answer = await self.web.get(f"{self.site.home}wp-json/wp/v2/comments/{comment}")
        except FetchError as error:
            return verified(int(error.code.removeprefix("http-")))
        return verified(answer.status)


@pytest.fixture
def sender(site: Site, web: Web) -> Sender:
    return Sender(site, web)


async def test_a_first_comment_is_held_until_approved(site: Site, sender: Sender) -> None:
    verdict = await sender.send(site.posts.open, "Bonjour")
    assert verdict.state == "held"
    assert await sender.standing(verdict.comment) == "held"
    site.approve(verdict.comment)
    assert await sender.standing(verdict.comment) == "published"
    site.remove(verdict.comment)
    assert await sender.standing(verdict.comment) == "gone"


async def test_a_known_readers_comment_is_published(site: Site, sender: Sender) -> None:
    name, email = KNOWN
    verdict = await sender.send(site.posts.open, "Bonjour", name=name, email=email)
    assert verdict.state == "verify"
    assert await sender.standing(verdict.comment) == "published"
    assert [kept.state for kept in site.comments(site.posts.open)] == ["approved"]


async def test_an_answer_is_kept_under_its_comment(site: Site, sender: Sender) -> None:
    first = site.comments(site.posts.thread)[0]
    verdict = await sender.send(site.posts.thread, "Réponse", parent=str(first.id))
    assert (site.comments(site.posts.thread)[-1].id, site.comments(site.posts.thread)[-1].parent) == (
        verdict.comment,
        first.id,
    )


async def test_a_forbidden_word_is_swallowed_without_a_sign(site: Site, sender: Sender) -> None:
    name, email = KNOWN
    verdict = await sender.send(site.posts.open, f"Un {FORBIDDEN} ici", name=name, email=email)
    assert verdict.state == "verify"
    assert await sender.standing(verdict.comment) == "held"
    assert site.comments(site.posts.open)[0].state == "trash"


async def test_the_same_twice_is_a_duplicate(site: Site, sender: Sender) -> None:
    await sender.send(site.posts.open, "Une fois")
    assert (await sender.send(site.posts.open, "Une fois")).state == "duplicate"
    site.pass_a_minute()
    assert (await sender.send(site.posts.open, "Une fois")).state == "duplicate"
    assert len(site.comments(site.posts.open)) == 1


async def test_too_fast_is_asked_to_wait(site: Site, sender: Sender) -> None:
    await sender.send(site.posts.open, "Une")
    verdict = await sender.send(site.posts.open, "Deux")
    assert (verdict.state, verdict.wait) == ("wait", 15)
    assert verdict.message
    site.pass_a_minute()
    assert (await sender.send(site.posts.open, "Deux")).state == "held"


@pytest.mark.parametrize(
    ("post", "state"),
    [("closed", "closed"), ("aged", "closed"), ("protected", "nothing"), ("draft", "nothing"), ("unknown", "nothing")],
)
async def test_where_no_comment_is_taken(site: Site, sender: Sender, post: str, state: str) -> None:
    verdict = await sender.send(getattr(site.posts, post), "Bonjour")
    assert verdict.state == state
    assert bool(verdict.message) == (state == "closed")


async def test_where_an_account_is_asked_for(site: Site, sender: Sender) -> None:
    site.option("comment_registration", "1")
    verdict = await sender.send(site.posts.open, "Bonjour")
    assert verdict.state == "closed"
    assert verdict.message


@pytest.mark.parametrize(
    ("name", "email", "text"),
    [
        ("", "ana@h.example", "t"),
        ("Ana Roy", "", "t"),
        ("Ana Roy", "nonsense", "t"),
        ("Ana Roy", "ana@h.example", " "),
        ("é" * 123, "ana@h.example", "t"),
        ("Ana Roy", "ana@h.example", "x" * 70_000),
    ],
)
async def test_what_we_would_not_send_is_refused(site: Site, sender: Sender, name: str, email: str, text: str) -> None:
    verdict = await sender.send(site.posts.open, text, name=name, email=email)
    assert verdict.state == "refused"
    assert verdict.message.startswith("Error: ")
    assert site.comments(site.posts.open) == []


@pytest.mark.parametrize(
    "text", ["1 < 2 & 3 > 2", "🎉 👩‍👩‍👧 ok", "مرحبا, שלום", "a\n\nb\nc", "&lt;b&gt; <b>", "x" * 60_000]
)
async def test_a_text_arrives_as_it_was_typed(site: Site, sender: Sender, text: str) -> None:
    verdict = await sender.send(site.posts.open, text)
    assert verdict.state == "held"
    [kept] = site.comments(site.posts.open)
    assert kept.text == dict(fields(usual(site.home), 1, "", "", "", text))["comment"]


@pytest.mark.parametrize("name", ["O’Connor", "Ana <3 Roy", "Ana & Zoé", "山田", "\N{RIGHT-TO-LEFT MARK}رنا"])
async def test_a_name_arrives_as_it_was_typed(site: Site, sender: Sender, name: str) -> None:
    await sender.send(site.posts.open, "Bonjour", name=name)
    [kept] = site.comments(site.posts.open)
    assert html.unescape(kept.author) == name


async def test_rest_takes_no_comment_from_a_stranger(site: Site, sender: Sender) -> None:
    answer = await sender.post(
        f"{site.home}wp-json/wp/v2/comments", [("post", str(site.posts.open)), ("content", "Bonjour")]
    )
    assert read(answer.status, answer.headers, answer.body).state == "closed"


@pytest.mark.wordpress
async def test_rest_takes_a_comment_from_an_account(wordpress: Lab, web: Web) -> None:
    wordpress.reset("block")
    credential = Credential(server(wordpress.home), "lecteur", wordpress.password)
    sent = [("post", str(wordpress.posts.open)), ("content", "1 &lt; 2 &amp; 3 &gt; 2")]
    address = f"{wordpress.home}wp-json/wp/v2/comments"
    for state in ("held", "duplicate"):
        answer = await web.post(address, sent, credential=credential)
        assert read(answer.status, answer.headers, answer.body).state == state
    answer = await web.post(address, [*sent, ("parent", "1")], credential=credential)
    assert read(answer.status, answer.headers, answer.body).state == "wait"
    [kept] = wordpress.comments(wordpress.posts.open)
    assert (kept.author, kept.text) == ("Lecteur Abonné", "1 &lt; 2 &amp; 3 &gt; 2")
