"""What the parser makes of a file of the corpus, in the form of its `.expected.json`.

    python -m tests.feeds.expect NAME…            print it, to be read and judged
    python -m tests.feeds.expect --write NAME…    keep it as the expected result, once judged right

An expected file says what was `given` (the address, the header, whether it is a comment feed) and either the `feed`,
the `comments` or the `error`. Fields at their default are left out (an article's `base` when it is its `url`), and so
are raw HTML, whether it is a summary, and digests: the blocks that `prepare` makes of the HTML stand for them.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from placentin_tui import i18n
from placentin_tui.errors import FeedError
from placentin_tui.feeds.parse import parse_comments, parse_feed
from placentin_tui.feeds.prepare import prepare, prepare_comment
from placentin_tui.models import ParsedArticle, ParsedComment
from placentin_tui.prose.blocks import Blocks, Picture
from placentin_tui.prose.html import pictures
from placentin_tui.prose.plain import to_text

CORPUS = Path(__file__).parent.parent / "data" / "feeds"
_LEFT_OUT = ("html", "summary_html", "only_summary", "digest")
_MOMENTS = ("published", "updated")


class Given(msgspec.Struct, frozen=True):
    """How the file came: what the server said."""

    url: str = "https://courrier-ventoux.example/feed.xml"
    content_type: str = ""
    comments: bool = False


def names() -> list[str]:
    """Every file of the corpus."""
    return sorted(path.name for path in CORPUS.iterdir() if not path.name.endswith(".expected.json"))


def expected(name: str) -> dict[str, Any]:
    """What is kept beside a file of the corpus; empty when nothing is yet."""
    path = _beside(name)
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


def made_of(name: str) -> dict[str, Any]:
    """What the parser makes of a file of the corpus."""
    given = Given(**expected(name).get("given", {}))
    body = (CORPUS / name).read_bytes()
    return {"given": _set_fields(given, Given()), **_result(body, given)}


def written(result: dict[str, Any]) -> str:
    """The result as the text of an `.expected.json`."""
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _beside(name: str) -> Path:
    return CORPUS / f"{name}.expected.json"


def _result(body: bytes, given: Given) -> dict[str, Any]:
    try:
        if given.comments:
            comments = parse_comments(body, url=given.url, content_type=given.content_type)
            return {"comments": [_comment(comment) for comment in comments]}
        feed = parse_feed(body, url=given.url, content_type=given.content_type)
    except FeedError as error:
        return {"error": str(error)}
    paper = {name: value for name in ("format", "title", "home", "language", "icon") if (value := getattr(feed, name))}
    return {"feed": {**paper, "articles": [_article(article) for article in feed.articles]}}


def _article(parsed: ParsedArticle) -> dict[str, Any]:
    ready = prepare(parsed)
    shown = _set_fields(parsed, ParsedArticle(identity="", title="", base=parsed.url))
    if parsed.lead and not ready.lead:
        shown["lead"] = f"{shown['lead']} (the body opens with it)"
    shown["enclosures"] = [_set_fields(each, type(each)(url="")) for each in parsed.enclosures]
    shown["standfirst"] = _text(ready.standfirst)
    shown["blocks"] = _text(ready.blocks)
    shown["pictures"] = [picture.url for picture in pictures(ready.blocks)]
    return {name: value for name, value in shown.items() if value not in ([], None)}


def _comment(parsed: ParsedComment) -> dict[str, Any]:
    shown = _set_fields(parsed, ParsedComment(key="", author="", html=""))
    return {**shown, "blocks": _text(prepare_comment(parsed).blocks)}


def _set_fields(value: Any, default: Any) -> dict[str, Any]:
    """The fields of a model that are not at their default, as JSON has them."""
    return {
        name: _plain(name, getattr(value, name))
        for name in value.__struct_fields__
        if name not in _LEFT_OUT and getattr(value, name) != getattr(default, name)
    }


def _plain(name: str, value: object) -> object:
    if name in _MOMENTS and isinstance(value, int):
        return datetime.fromtimestamp(value, UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Picture):
        size = f" {value.width}×{value.height}" if value.width or value.height else ""
        alt = f" [{value.alt}]" if value.alt else ""
        return f"{value.url}{size}{alt}" + "".join(f" « {text} »" for text in (value.caption, value.credit) if text)
    return [_plain(name, each) for each in value] if isinstance(value, tuple) else value


def _text(blocks: Blocks) -> list[str]:
    return [text for block in blocks if (text := to_text((block,)))]


def main() -> None:
    """Print or keep what the parser makes of files of the corpus."""
    parser = argparse.ArgumentParser(prog="python -m tests.feeds.expect", description=main.__doc__)
    parser.add_argument("--write", action="store_true", help="keep it as the expected result")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a file of tests/data/feeds (all when none is named)")
    wanted = parser.parse_args()
    i18n.use("en")
    for name in wanted.names or names():
        text = written(made_of(name))
        if wanted.write:
            _beside(name).write_text(text, "utf-8")
        else:
            print(f"── {name}\n{text}")


if __name__ == "__main__":
    main()
