"""Which hosts are asked, and by which way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.errors import FetchError
from placentin_tui.web import Web, host_of
from placentin_tui.web.address_policy import is_public
from placentin_tui.web.response import DAY, retry_after
from tests.web.server import Server, redirect, running, text


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("http://127.0.0.1/", False),
        ("http://127.8.9.10:8080/x", False),
        ("http://localhost/", False),
        ("http://10.0.0.1/", False),
        ("http://172.16.0.1/", False),
        ("http://192.168.1.1/", False),
        ("http://169.254.169.254/latest/meta-data", False),
        ("http://0.0.0.0/", False),
        ("http://[::1]/", False),
        ("http://[fe80::1]/", False),
        ("http://[fd00::1]/", False),
        ("http://[::ffff:127.0.0.1]/", False),
        ("http://1.1.1.1/", True),
        ("http://[2606:4700::1111]/", True),
        ("http://placentin.invalid/", True),  # the request will say that there is no such host
        ("http://a..b/", True),
    ],
)
async def test_who_is_public(address: str, public: bool) -> None:
    assert await is_public(address) is public


async def test_parts_of_a_public_page_are_not_fetched_from_this_house(server: Server, web: Web) -> None:
    server.answers["/"] = text("secret")
    with pytest.raises(FetchError) as failure:
        await web.get(server.url(), public_only=True)
    assert failure.value.code == "private"
    assert server.visits == []


async def test_the_environments_proxy(server: Server, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.base)
    monkeypatch.setenv("no_proxy", "localhost")
    server.answers["http://paper.example/feed"] = text("by proxy")
    assert (await web.get("http://paper.example/feed")).body == b"by proxy"
    async with running("localhost") as near:
        near.answers["/"] = text("straight")
        assert (await web.get(near.url())).body == b"straight"


async def test_a_proxy_that_is_not_there(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with pytest.raises(FetchError) as failure:
        await web.get("http://paper.example/")
    assert failure.value.code == "proxy"


async def test_a_redirect_out_of_the_proxy_goes_its_own_way(
    server: Server, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running() as other:
        monkeypatch.setenv("http_proxy", other.base)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        server.answers["/"] = redirect("http://paper.example/")
        other.answers["http://paper.example/"] = text("by proxy")
        assert (await web.get(server.url())).body == b"by proxy"


def test_a_hosts_name_can_be_shown() -> None:
    assert host_of("http://user:secret@paper.example:80/x") == "paper.example"
    assert host_of("http://[::") == "http://[::"
    assert "\x1b" not in host_of("http://a\x1b[31mb/")


@given(st.text() | st.integers().map(str) | st.datetimes().map(lambda when: when.strftime("%a, %d %b %Y %H:%M:%S GMT")))
def test_whatever_a_server_says_we_are_back_within_a_day(said: str) -> None:
    seconds = retry_after(said, 1_800_000_000)
    assert seconds is None or 0 <= seconds <= DAY
