"""What relative addresses in an article's text are relative to."""

from __future__ import annotations

import pytest

from placentin_tui.feeds.base_url import own_page

HOME, FEED = "https://paper.example/", "https://feeds.paper.example/all.xml"


@pytest.mark.parametrize(
    ("link", "home", "url", "permalink", "base"),
    [
        ("https://paper.example/a", HOME, FEED, "", "https://paper.example/a"),
        ("https://www.paper.example/a", HOME, FEED, "", "https://www.paper.example/a"),
        ("https://blog.paper.example/a", "", FEED, "", "https://blog.paper.example/a"),
        ("https://other.example/a", HOME, FEED, "", HOME),
        ("https://other.example/a", HOME, FEED, "https://paper.example/p", "https://paper.example/p"),
        ("https://other.example/a", HOME, FEED, "https://third.example/p", HOME),
        ("https://other.example/a", HOME, FEED, "n1", HOME),
        ("https://other.example/a", "", FEED, "", FEED),
        ("https://paper.example.other.example/a", "https://paper.example", FEED, "", "https://paper.example"),
        ("https://paper.example/a", HOME, "https://feeds.feedburner.com/paper", "", "https://paper.example/a"),
        ("https://paper.example/a", "", "https://feeds.feedburner.com/paper", "", "https://paper.example/a"),
        ("", HOME, FEED, "", HOME),
        ("", "", FEED, "", FEED),
    ],
)
def test_a_page_of_the_papers_own(link: str, home: str, url: str, permalink: str, base: str) -> None:
    assert own_page(link, home, url, permalink) == base
