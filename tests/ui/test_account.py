"""An account given by keys, and the question before anything of the person's goes to a host they have not seen."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input, OptionList

from placentin_tui.models import GivenAccount, NewSource, OutgoingState, View
from placentin_tui.ui.screens.composer import Composer
from placentin_tui.ui.screens.prompt import AskScreen
from placentin_tui.ui.screens.question import QuestionScreen
from tests.library.factories import article as made
from tests.ui.paper import Paper
from tests.ui.screen_text import right_of, screen_text, sees, until
from tests.ui.test_news import CONFIG, home
from tests.web.server import Answer, Server, Visit, data, redirect, running, text

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp

__all__ = ["home"]

ME = "/wp-json/wp/v2/users/me?_fields=id"
COMMENTS = "/wp-json/wp/v2/comments"
KEYRING = """
import json, os, pathlib
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = 1
    file = pathlib.Path(os.environ["TEST_KEYRING"])

    def read(self):
        return json.loads(self.file.read_text()) if self.file.exists() else {}

    def get_password(self, service, user):
        return self.read().get(f"{service} {user}")

    def set_password(self, service, user, password):
        self.file.write_text(json.dumps(self.read() | {f"{service} {user}": password}))

    def delete_password(self, service, user):
        kept = self.read()
        del kept[f"{service} {user}"]
        self.file.write_text(json.dumps(kept))
"""


@pytest.fixture
def passwords(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A keyring in a file, for the courier; that file."""
    (tmp_path / "test_keyring_backend.py").write_text(KEYRING)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "test_keyring_backend.Keyring")
    monkeypatch.setenv("TEST_KEYRING", str(tmp_path / "kept.json"))
    return tmp_path / "kept.json"


def kept(passwords: Path) -> dict[str, str]:
    read: dict[str, str] = json.loads(passwords.read_text()) if passwords.exists() else {}
    return read


@pytest.fixture
async def blog() -> AsyncIterator[Server]:
    """A WordPress that takes the password `secret word`."""
    async with running() as server:
        accepting(server)
        yield server


@pytest.fixture
async def elsewhere() -> AsyncIterator[Server]:
    async with running("127.0.0.2") as server:
        accepting(server)
        yield server


def accepting(server: Server) -> None:
    async def me(visit: Visit) -> None:
        right = visit.headers.get("authorization") == "Basic Y29sZXR0ZTpzZWNyZXR3b3Jk"
        await (data(b'{"id":1}', kind="application/json") if right else text("no", status=401))(visit)

    server.answers[ME] = me
    server.answers[COMMENTS] = data(b'{"id":9,"status":"hold"}', status=201, kind="application/json")
    server.answers["/wp-comments-post.php"] = redirect("/un/?unapproved=9#comment-9")


def host(server: Server) -> str:
    return server.base.removeprefix("http://")


def page(blog: Server, *, root: str = "", action: str = "") -> Answer:
    """The article's page: whose interface it names, where its form leads."""
    form = f"<body class='postid-7'><form id=commentform action='{action or blog.base}/wp-comments-post.php'></form>"
    link = f'<{root or blog.url("/wp-json/")}>; rel="https://api.w.org/"'
    return data(form.encode(), kind="text/html", link=link)


def subscribed(home: Paper, blog: Server, *, root: str = "", account: str = "") -> None:
    """A paper on the blog, with one article; `root`: the interface its feed names; `account`: where it has one."""
    with home.open() as library:
        source = library.sources.add(NewSource(blog.url("/feed"), title="Le Courrier")).id
        library.sources.note_home(source, at_home=True)
        library.sources.set_rest_root(source, root or blog.url("/wp-json/"))
        library.articles.store(source, [made("un", url=blog.url("/un/"), comments_url=blog.url("/un/#c"))])
        library.settings.set("comment-name", "Colette")
        library.settings.set("comment-email", "c@example.org")
        if account:
            library.accounts.give(source, GivenAccount("colette", account))
    blog.answers["/un/"] = page(blog)


def proofs(*servers: Server) -> list[str]:
    """The paths asked for with a password."""
    return [visit.path for server in servers for visit in server.visits if "authorization" in visit.headers]


def posted(*servers: Server) -> list[str]:
    return [visit.path for server in servers for visit in server.visits if "content-type" in visit.headers]


def account(app: PlacentinApp) -> GivenAccount:
    return app.own_library.accounts.of(1)


def state(app: PlacentinApp) -> str:
    return app.own_library.outbox.all()[-1].state


async def typed(pilot: Pilot[Any], question: str, answer: str) -> None:
    """Answer a question on a line."""
    assert await sees(pilot, question)
    assert await until(pilot, lambda: isinstance(pilot.app.screen, AskScreen))
    await pilot.press("ctrl+a", "ctrl+k", *answer, "enter")


async def commented(pilot: Pilot[Any], app: PlacentinApp) -> None:
    """Write a comment under the article, and send it."""
    await pilot.press("C")
    assert await until(pilot, lambda: isinstance(app.screen, Composer))
    await pilot.press(*"Bravo", "ctrl+s")


# ── on the card of papers ────────────────────────────────────────────────────────────────────────────────────────────


async def test_an_account_is_given_and_forgotten_by_keys(home: Paper, blog: Server, passwords: Path) -> None:
    subscribed(home, blog)
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("P", "j", "p")
        await typed(pilot, "Your name at Le Courrier:", "colette")
        assert await sees(pilot, host(blog))
        assert app.screen.query_one(Input).password
        await pilot.press(*"secret word")
        assert "secret" not in screen_text(app), "what is typed does not show"
        await pilot.press("enter")
        assert await sees(pilot, "Comments go to Le Courrier as colette.")
        assert await until(pilot, lambda: right_of(app, "p account") == "colette")
        assert account(app) == GivenAccount("colette", blog.url("/wp-json/"))
        assert list(kept(passwords).values()) == ["secret word"]
        assert proofs(blog) == [ME]

        await pilot.press("p")
        assert await sees(pilot, "The password goes to this host alone:")
        assert app.screen.query_one(OptionList).highlighted == 0, "which leaves it as it is"
        await pilot.press("enter")
        assert account(app).user == "colette"
        await pilot.press("p")
        assert await sees(pilot, "Forget it")
        await pilot.press("j", "j", "enter")
        assert await sees(pilot, "Comments go to Le Courrier by its form.")
        assert kept(passwords) == {}


async def test_a_wrong_password_is_said_and_not_kept(home: Paper, blog: Server, passwords: Path) -> None:
    subscribed(home, blog)
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("P", "j", "p")
        await typed(pilot, "Your name at Le Courrier:", "colette")
        await typed(pilot, "An application password", "wrong")
        assert await sees(pilot, "does not take this")
        assert (account(app), kept(passwords)) == (GivenAccount(), {})


async def test_another_host_is_shown_first_and_no_is_chosen(
    home: Paper, blog: Server, elsewhere: Server, passwords: Path
) -> None:
    subscribed(home, blog, root=elsewhere.url("/wp-json/"))
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("P", "j")
        for keys in (("enter",), ("escape",), ("q",)):
            await pilot.press("p")
            assert await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
            assert await sees(pilot, host(elsewhere))
            assert "takes comments at another host than its own" in screen_text(app)
            options = app.screen.query_one(OptionList)
            assert str(options.get_option_at_index(options.highlighted or 0).prompt) == "No: give no password"
            await pilot.press(*keys)
            assert await until(pilot, lambda: not isinstance(app.screen, QuestionScreen))
            await pilot.pause()
            assert not isinstance(app.screen, AskScreen)
        await pilot.press("p")
        assert await sees(pilot, "Yes: ")
        await pilot.press("j", "enter")
        await typed(pilot, "Your name at Le Courrier:", "colette")
        assert await sees(pilot, "An application password")
        assert elsewhere.visits == []
        await pilot.press(*"secret word", "enter")
        assert await sees(pilot, "Comments go to Le Courrier as colette.")
        assert account(app).root == elsewhere.url("/wp-json/")
        assert proofs(elsewhere) == [ME]
        assert proofs(blog) == []


@pytest.mark.parametrize(
    ("root", "says"),
    [
        ("http://paper.example/wp-json/", "paper.example has no safe"),
        ("", "does not say that it runs"),
    ],
)
async def test_where_no_password_can_go_none_is_asked_for(home: Paper, blog: Server, root: str, says: str) -> None:
    subscribed(home, blog)
    with home.open() as library:
        library.sources.set_rest_root(1, root)
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("P", "j", "p")
        assert await sees(pilot, says)
        assert not isinstance(app.screen, AskScreen | QuestionScreen)


async def test_offline_it_is_said(paper: Paper) -> None:
    app = paper.app(CONFIG)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("P", "j", "p")
        assert await sees(pilot, "You are offline")


@pytest.mark.parametrize("size", [(40, 14), (20, 10)])
async def test_the_choice_is_in_sight_in_small_windows(
    home: Paper, blog: Server, elsewhere: Server, size: tuple[int, int]
) -> None:
    subscribed(home, blog, root=elsewhere.url("/wp-json/"))
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=size) as pilot:
        await pilot.press("P", "j", "p")
        assert await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert await sees(pilot, "No:")


# ── when a comment is sent ───────────────────────────────────────────────────────────────────────────────────────────


async def test_the_composer_says_who_receives_what(home: Paper, blog: Server) -> None:
    subscribed(home, blog)
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("C")
        assert await sees(pilot, f"{host(blog)} receives both; it prints only the name.")


async def test_a_form_that_leads_elsewhere_is_asked_about(home: Paper, blog: Server, elsewhere: Server) -> None:
    subscribed(home, blog)
    blog.answers["/un/"] = page(blog, action=elsewhere.base)
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await commented(pilot, app)
        assert await until(pilot, lambda: isinstance(app.screen, QuestionScreen))
        assert await sees(pilot, "The comment, your name and")
        assert host(elsewhere) in screen_text(app)
        assert app.screen.query_one(OptionList).highlighted == 0
        await pilot.press("enter")
        assert await sees(pilot, "Your comment was not sent")
        assert (state(app), posted(blog, elsewhere)) == ("refused", [])

        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        assert "Bravo" in screen_text(app)
        await pilot.press("ctrl+s")
        assert await sees(pilot, f"Yes: send it to {host(elsewhere)}")
        await pilot.press("j", "enter")
        assert await sees(pilot, "Your comment has arrived")
        assert (posted(elsewhere), posted(blog)) == (["/wp-comments-post.php"], [])
        assert app.own_library.accounts.comment_servers(1) == (host(elsewhere),)

        await pilot.press("P", "j", "p")
        assert await sees(pilot, "You agreed that comments go to:")
        assert host(elsewhere) in screen_text(app)
        await pilot.press("j", "j", "enter")
        assert await until(pilot, lambda: app.own_library.accounts.comment_servers(1) == ())


async def test_an_account_whose_host_changed_is_asked_about(
    home: Paper, blog: Server, elsewhere: Server, passwords: Path
) -> None:
    root = blog.url("/wp-json/")
    subscribed(home, blog, account=root)
    passwords.write_text(json.dumps({f"placentin-tui colette {root}": "secret word"}))
    blog.answers["/un/"] = page(blog, root=elsewhere.url("/wp-json/"))
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await commented(pilot, app)
        assert await sees(pilot, "The comment and the application password")
        assert host(elsewhere) in screen_text(app)
        await pilot.press("escape")
        assert await sees(pilot, "Your comment was not sent")
        assert (proofs(blog, elsewhere), posted(blog, elsewhere)) == ([], [])
        assert account(app).root == root

        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        await pilot.press("ctrl+s")
        assert await sees(pilot, f"Yes: send it to {host(elsewhere)}")
        await pilot.press("j", "enter")
        assert await sees(pilot, "Your comment has arrived")
        assert proofs(elsewhere) == [ME, COMMENTS]
        assert proofs(blog) == []
        assert account(app).root == elsewhere.url("/wp-json/")
        assert list(kept(passwords)) == [f"placentin-tui colette {elsewhere.url('/wp-json/')}"]


async def test_a_question_about_what_was_removed_meanwhile_is_not_asked(home: Paper, blog: Server) -> None:
    from placentin_tui.courier.process.protocol import OutgoingCommentSettled
    from placentin_tui.ui.screens import account as dialogue

    subscribed(home, blog)
    app = home.app(CONFIG, offline=False)
    async with app.run_test(size=(100, 40)) as pilot:
        number = app.own_library.articles.page(View())[0].id
        app.own_library.undo_log.remove_source(1)
        await dialogue.may_send(app, OutgoingCommentSettled(1, number, OutgoingState.REFUSED, "…", "evil.example"))
        await dialogue.may_send(app, OutgoingCommentSettled(1, 99, OutgoingState.REFUSED, "…", "evil.example"))
        await pilot.pause()
        assert app.screen is app.front


def test_a_request_shows_no_password() -> None:
    from placentin_tui.courier.process.protocol import SetAccount, request_from, to_line

    request = SetAccount(1, "colette", "secret word", "a.example")
    assert "secret" not in f"{request} {request!r}"
    assert request_from(to_line(request)) == request
