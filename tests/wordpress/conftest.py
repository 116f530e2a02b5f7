"""The paper the tests are about: the fake always, the real WordPress where it is asked for (`make test-wordpress`)."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator

import pytest

from placentin_tui.web import Web
from tests.wordpress import lab
from tests.wordpress.fake import Fake
from tests.wordpress.packages import Unavailable
from tests.wordpress.site import Site

REAL = [pytest.param(theme, marks=pytest.mark.wordpress, id=f"real-{theme}") for theme in lab.THEMES]


@pytest.fixture(scope="session")
def wordpress() -> Iterator[lab.Lab]:
    """The real WordPress, brought up once and ended with the tests."""
    if os.environ.get("PLACENTIN_WORDPRESS") != "1":
        pytest.skip("the real WordPress takes packages of Debian's: make test-wordpress")
    try:
        with lab.running() as up:
            yield up
    except Unavailable as why:
        pytest.skip(str(why))


@pytest.fixture(params=[pytest.param("", id="fake"), *REAL])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """A paper on WordPress as it was first printed."""
    if request.param:
        real: lab.Lab = request.getfixturevalue("wordpress")
        real.reset(request.param)
        yield real
        return
    fake = Fake()
    try:
        fake.start()
        yield fake
    finally:
        fake.close()


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with Web() as entered:
        yield entered
