"""Finds a paper's REST interface and the id of an article's post: never guessed, always stated by the paper.

Every page states both twice, in the `Link` header and in its `<head>`:

    <…/wp-json/>; rel="https://api.w.org/"                          the interface (or …/index.php?rest_route=/)
    <…/wp-json/wp/v2/posts/5>; rel="alternate"; type="application/json"
    <…/?p=5>; rel=shortlink

Pages are searched with patterns, not parsed: only these few tags are wanted of what may be a megabyte of foreign HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from placentin_tui.feeds import link_header
from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.fields import text_of, unescaped
from placentin_tui.text import sanitize
from placentin_tui.text.numbers import whole_number
from placentin_tui.wordpress.json_fields import in_place, objects, whole

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

    from placentin_tui.web import Fetched

_API = "https://api.w.org/"
_ROUTE = "rest_route"

_link_tag = re.compile(r"<link\s([^<>]{1,4096})>", re.IGNORECASE)
_attribute = re.compile(r"(?<![\w:-])([\w:-]++)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_body_class = re.compile(
    r"<body\s[^<>]{0,4096}?\bclass\s*=\s*[\"'][^\"'<>]{0,4096}?\bpostid-(\d{1,18})\b", re.IGNORECASE
)
_form_field = re.compile(
    r"<input\s(?=[^<>]{0,999}\bname\s*=\s*[\"']?comment_post_ID\b)[^<>]{0,999}?\bvalue\s*=\s*[\"']?(\d{1,18})"
)
_post = re.compile(r"/wp/v2/posts/(\d{1,18})/?(?:$|[?&#])")
_query_post = re.compile(r"[?&]p=(\d{1,18})(?:$|[&#])")


def rest_root(headers: Mapping[str, str], page: bytes, url: str) -> str:
    """The address of the paper's REST interface, from the response of one of its pages; empty when it names none."""
    for link in _links(headers, page):
        if _API in link.get("rel", "").split():
            root = sanitize.safe_url(link["href"], url)
            if root.startswith("http"):
                return root
    return ""


def endpoint(root: str, path: str, **params: str) -> str:
    """The address of a route of the interface: `endpoint(root, "wp/v2/comments", post="5")`.

    Of the root's own query only the route and the language are kept: a foreign `_method` parameter would turn a GET
    request that carries a password into a change.
    """
    parts = urlsplit(root)
    own = dict(parse_qsl(parts.query, keep_blank_values=True))
    query = {name: own[name] for name in ("lang",) if name in own}
    if _ROUTE in own:
        query[_ROUTE] = f"/{path}"
    else:
        parts = parts._replace(path=parts.path.rstrip("/") + "/" + quote(path))
    return parts._replace(query=urlencode(query | params, safe="/,:"), fragment="").geturl()


def post_id(headers: Mapping[str, str], page: bytes, url: str, *, guid: str = "") -> int:
    """The id of an article's post, from its page (or comment feed) or its guid; 0 when neither names it."""
    links = list(_links(headers, page))
    alternates = (link["href"] for link in links if _is(link, "alternate") and _is_json(link))
    shortlinks = (link["href"] for link in links if _is(link, "shortlink"))
    markup = decode(page, headers.get("content-type", ""))
    found = (
        *(_post.search(unquote(address)) for address in alternates),
        *(_query_post.search(address) for address in shortlinks),
        _body_class.search(markup),
        _form_field.search(markup),
        _query_post.search(guid) or _query_post.search(url),
    )
    return next((number for match in found if match and (number := whole_number(match[1]))), 0)


def post_among(body: bytes, url: str) -> int:
    """The id of the post in a response that has this address; 0 when none has. Raises `FeedError`."""
    here = _place(url)
    return next((whole(post, "id") for post in objects(body) if _place(text_of(post, "link")) == here), 0)


async def find_post(
    get: Callable[[str], Awaitable[Fetched]],
    root: str,
    url: str,
    read: Callable[[bytes, str], Awaitable[int]] | None = None,
) -> int:
    """The id of the post at an address, looked up by its slug, for when no page names the id; 0 when there is none.

    `read` does the work of `post_among`, in another process for instance.
    """
    read = read or in_place(post_among)
    slug = next((part for part in reversed(urlsplit(url).path.split("/")) if part), "")
    if not slug:
        return 0
    answer = await get(endpoint(root, "wp/v2/posts", slug=unquote(slug), _fields="id,link"))
    return await read(answer.body, url)


def _place(address: str) -> tuple[str, str]:
    """An address normalized for comparison: without scheme, `www.` and trailing slash."""
    parts = urlsplit(sanitize.safe_url(address))
    return (parts.netloc.lower().removeprefix("www."), unquote(parts.path).rstrip("/"))


def _links(headers: Mapping[str, str], page: bytes) -> Iterator[dict[str, str]]:
    """The links of the `Link` header, then those of the page, each as its attributes, `href` among them."""
    yield from link_header.links(headers.get("link", ""))
    markup = decode(page, headers.get("content-type", ""))
    for found, _nth in zip(_link_tag.finditer(markup), range(link_header.MOST_LINKS), strict=False):
        said = attributes(found[1])
        if "href" in said:
            yield said


def attributes(inside: str) -> dict[str, str]:
    """The attributes of a tag by lower-case name, from the text inside it; of duplicates the last."""
    return {m[1].lower(): unescaped(m[2] or m[3] or m[4] or "") for m in _attribute.finditer(inside)}


def _is(link: dict[str, str], relation: str) -> bool:
    return relation in link.get("rel", "").lower().split()


def _is_json(link: dict[str, str]) -> bool:
    return link.get("type", "").partition(";")[0].strip().lower() == "application/json"
