"""`account`: a password goes to the paper's own host, or to one that was shown and agreed to."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import keyring
import pytest

from placentin_tui.__main__ import main
from placentin_tui.library import Library
from placentin_tui.paths import Paths
from tests.cli.conftest import Paper
from tests.courier.papers import feed
from tests.courier.test_credentials import Memory

pytestmark = pytest.mark.usefixtures("home")

Said = pytest.CaptureFixture[str]
ITEM = "<item><title>Un</title><link>{home}/un/</link><guid>{home}/?p=7</guid><comments>{home}/un/#c</comments></item>"

FORM = "<body class='postid-7'><form id=commentform action='{action}/wp-comments-post.php'></form>"


@dataclass
class Blog:
    """A WordPress that takes any password but `wrong`, and says that its interface is at `root`."""

    home: str
    root: str = ""
    action: str = ""
    asked: list[tuple[str, str, Message]] = field(default_factory=list)
    """Method, path and headers of each request."""

    def proofs(self) -> list[str]:
        """The paths asked for with a password."""
        return [path for _method, path, headers in self.asked if "authorization" in headers]

    def posted(self) -> list[str]:
        return [path for method, path, _headers in self.asked if method == "POST"]

    def answer(self, method: str, path: str, headers: Message) -> tuple[int, str, bytes]:
        self.asked.append((method, path, headers))
        if "users/me" in path:
            wrong = headers["authorization"] == "Basic YW5hOndyb25n"
            return (401 if wrong else 200), "application/json", b'{"id":1}'
        if method == "POST" and "wp-json" in path:
            return 201, "application/json", b'{"id":9,"status":"hold"}'
        if method == "POST":
            return 302, "text/html", b""
        if path == "/feed/":
            return 200, "application/rss+xml", feed([ITEM.format(home=self.home)])
        if path == "/un/":
            form = FORM.format(action=self.action or self.home)
            return 200, "text/html", form.encode()
        return 404, "text/plain", b""


def serving(host: str) -> Iterator[Blog]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            self.rfile.read(length)
            status, media, body = served.answer(self.command, self.path, self.headers)
            self.send_response(status)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Link", f'<{served.root}>; rel="https://api.w.org/"')
            if status == 302:
                self.send_header("Location", f"{served.home}/un/?unapproved=9#comment-9")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Blog(f"http://{host}:{server.server_port}")
    served.root = f"{served.home}/wp-json/"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield served
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def blog() -> Iterator[Blog]:
    yield from serving("127.0.0.1")


@pytest.fixture
def thief() -> Iterator[Blog]:
    yield from serving("localhost")


@pytest.fixture
def memory() -> Iterator[Memory]:
    usual, memory = keyring.get_keyring(), Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(usual)


def host_of(blog: Blog) -> str:
    return blog.home.removeprefix("http://")


def add(blog: Blog, capsys: Said, title: str = "Le Journal") -> None:
    assert main(["add", f"{blog.home}/feed/", "--title", title]) == 0
    blog.asked.clear()
    capsys.readouterr()


def account(monkeypatch: pytest.MonkeyPatch, *options: str, password: str = "abcd efgh") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    return main(["account", "1", *options])


def test_an_account_is_given_shown_used_and_forgotten(
    blog: Blog, capsys: Said, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(blog, capsys)
    assert account(monkeypatch, "--user", "ana") == 0
    assert capsys.readouterr().out == "Comments go to Le Journal as ana.\n"
    assert account(monkeypatch) == 0
    assert capsys.readouterr().out == "Comments go to Le Journal as ana.\n"
    assert main(["comment", "1", "--name", "Ana", "--email", "ana@h.example", "--text", "Bonjour"]) == 0
    assert blog.posted() == ["/wp-json/wp/v2/comments"]
    assert blog.proofs() == ["/wp-json/wp/v2/users/me?_fields=id", "/wp-json/wp/v2/comments"]
    capsys.readouterr()
    assert account(monkeypatch, "--forget") == 0
    assert capsys.readouterr().out == "Comments go to Le Journal by its form.\n"
    assert memory.kept == {}


def test_a_wrong_password_is_not_kept(
    blog: Blog, capsys: Said, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(blog, capsys)
    assert account(monkeypatch, "--user", "ana", password="wrong") == 1
    assert "does not take this application password for ana" in capsys.readouterr().err
    assert memory.kept == {}
    assert account(monkeypatch) == 0
    assert capsys.readouterr().out == "Comments go to Le Journal by its form.\n"


def test_another_host_is_named_and_gets_nothing_until_it_is_agreed_to(
    blog: Blog, thief: Blog, capsys: Said, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.root = thief.root
    add(blog, capsys)
    for options in ((), ("--host", host_of(blog)), ("--host", "evil.example")):
        assert account(monkeypatch, "--user", "ana", *options) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert f"takes comments at {host_of(thief)}, which is not its own server ({host_of(blog)})" in said.err
        assert f"“placentin-tui account 1 --user ana --host {host_of(thief)}”" in said.err
    assert thief.asked == []
    assert memory.kept == {}

    assert account(monkeypatch, "--user", "ana", "--host", "localhost") == 0
    assert capsys.readouterr().out == (
        f"Comments go to Le Journal as ana.\nYou agreed that your password goes to {host_of(thief)}.\n"
    )
    assert thief.proofs() == ["/wp-json/wp/v2/users/me?_fields=id"]
    assert account(monkeypatch, "--user", "ana", password="ij kl") == 0, "it is kept that they agreed"
    assert blog.proofs() == []


def test_a_comment_says_which_other_host_would_get_it(
    blog: Blog, thief: Blog, capsys: Said, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.action = thief.home
    add(blog, capsys)
    comment = ["comment", "1", "--name", "Ana", "--email", "ana@h.example", "--text", "Bonjour"]
    assert main(comment) == 1
    said = capsys.readouterr().err
    assert f"Comments on this article go to {host_of(thief)}, another server than its own ({host_of(blog)})" in said
    assert f"“placentin-tui comment 1 --host {host_of(thief)} …”" in said
    assert (blog.posted(), thief.asked) == ([], [])
    assert main([*comment, "--host", "evil.example"]) == 1
    assert thief.asked == []
    assert main([*comment, "--host", host_of(thief)]) == 0
    assert thief.posted() == ["/wp-comments-post.php"]
    capsys.readouterr()
    assert account(monkeypatch) == 0
    hosts = f"evil.example, {host_of(thief)}"
    assert f"You agreed that comments go to {hosts}." in capsys.readouterr().out
    assert account(monkeypatch, "--forget") == 0
    assert capsys.readouterr().out == "Comments go to Le Journal by its form.\n"


def test_an_account_whose_host_changed_says_how_to_agree(
    blog: Blog, thief: Blog, capsys: Said, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(blog, capsys)
    assert account(monkeypatch, "--user", "ana roy") == 0
    blog.root = thief.root
    comment = ["comment", "1", "--name", "Ana", "--email", "ana@h.example", "--text", "Bonjour"]
    assert main(comment) == 1
    said = capsys.readouterr().err
    assert f"takes comments at {host_of(thief)} now; your password is for {host_of(blog)}" in said
    assert f"“placentin-tui account 1 --user 'ana roy' --host {host_of(thief)}”" in said
    assert (thief.asked, blog.posted()) == ([], [])


@pytest.mark.parametrize(
    "options", [("--host", "a.example"), ("--user", "ana", "--host", "a b"), ("--forget", "--host", "x")]
)
def test_a_host_goes_with_a_user(blog: Blog, capsys: Said, options: tuple[str, ...]) -> None:
    add(blog, capsys)
    assert main(["account", "1", *options]) == 2
    assert "“--host” goes with “--user”" in capsys.readouterr().err
    assert main(["comment", "1", "--text", "x", "--host", "a b"]) == 2


def test_no_password_and_no_network(blog: Blog, capsys: Said, memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    add(blog, capsys)
    assert account(monkeypatch, "--user", "ana", password="") == 2
    assert account(monkeypatch, "--user", "ana", "--offline") == 3
    assert blog.asked == []


def test_without_encryption_no_password_is_asked_for(
    blog: Blog, capsys: Said, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(blog, capsys)
    paths = Paths.of_user()
    with Library.open(paths.library, paths.pictures) as library:
        library.sources.set_rest_root(1, "http://paper.example/wp-json/")
    assert account(monkeypatch, "--user", "ana", "--host", "paper.example") == 1
    assert "paper.example has no safe connection (https)" in capsys.readouterr().err


def test_a_paper_that_is_no_wordpress(paper: Paper, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["add", paper.print(paper.item("un"))])
    for options in ((), ("--user", "ana")):
        assert account(monkeypatch, *options) == 1
        assert "does not say that it runs on WordPress" in capsys.readouterr().err


def test_a_name_is_cleaned_like_foreign_text(
    blog: Blog, capsys: Said, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(blog, capsys)
    assert account(monkeypatch, "--user", "an\x1b[31ma") == 0
    assert capsys.readouterr().out == "Comments go to Le Journal as an[31ma.\n"
    assert [name for _service, name in memory.kept] == [f"an[31ma {blog.root}"]
