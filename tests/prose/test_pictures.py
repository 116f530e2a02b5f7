"""Which file a picture is: sources that apply, broken sets, addresses that wait, names that only keep a place."""

from __future__ import annotations

import pytest

from placentin_tui.prose.blocks import Figure
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.html.media_queries import applies
from placentin_tui.prose.html.placeholders import is_placeholder
from placentin_tui.prose.html.srcset import addresses

PAPER = "https://paper.example"


def shown(html: str) -> list[str]:
    """The pictures' addresses, those on the paper's own server without it."""
    return [picture.url.removeprefix(PAPER) for picture in pictures(to_blocks(html, f"{PAPER}/story"))]


def kept(html: str) -> list[str]:
    """Every address kept of the only picture, the one to show first."""
    (picture,) = pictures(to_blocks(html, f"{PAPER}/story"))
    return [url.removeprefix(PAPER) for url in (picture.url, *picture.others)]


@pytest.mark.parametrize(
    ("sources", "name"),
    [
        ("<source srcset='/dark.png' media='(prefers-color-scheme: dark)'><img src='/plan.png'>", "/plan.png"),
        (
            "<source srcset='/dark.png' media='(prefers-color-scheme: dark)'>"
            "<source srcset='/light.png' media='(prefers-color-scheme: light)'><img src='/plan.png'>",
            "/light.png",
        ),
        ("<source media='(max-width: 360px)' srcset='/square.png, /square-2.png 2x'><img src='/all.png'>", "/all.png"),
        ("<source media='(max-width: 40em)' data-srcset='/small.png'><img data-src='/all.png'>", "/all.png"),
        ("<source media='(min-width: 900px)' srcset='/wide.png'><img src='/narrow.png'>", "/wide.png"),
        (
            "<source media='(max-width: 600px)' srcset='/s.png'><source media='(max-width: 1100px)' srcset='/m.png'>"
            "<source srcset='/l.png'><img src='/blank.gif'>",
            "/l.png",
        ),
        ("<source media='print' srcset='/print.png'><img src='/all.png'>", "/all.png"),
        ("<source media='(orientation: portrait)' srcset='/high.png'><img src='/all.png'>", "/all.png"),
        ("<source type='image/jxl' srcset='/p.jxl 1200w'><source type='image/webp' srcset='/p.webp 1200w'>"
         "<img src='/blank.gif'>", "/p.webp"),
        ("<source type='image/jxl' srcset='/p.jxl'><img src='/p.jpg'>", "/p.jpg"),
        ("<source type='image/heic' srcset='/p'><source type='image/svg+xml' srcset='/q'><img src='/p.jpg'>", "/p.jpg"),
        ("<source srcset='/p.jxl'><img src='/p.jpg'>", "/p.jpg"),
        ("<source type='image/avif' srcset='/p.avif'><img alt='no src'>", "/p.avif"),
        ("<source srcset='/dark.png' media='(prefers-color-scheme: dark)'><img alt='no src'>", "/dark.png"),
        ("<source srcset='/p.webp'><source srcset=''><img src='/p.jpg' srcset='/p-1200.jpg 1200w'>", "/p-1200.jpg"),
    ],
)  # fmt: skip
def test_the_source_that_applies(sources: str, name: str) -> None:
    assert shown(f"<picture>{sources}</picture>") == [name]


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("", True), ("all", True), ("screen", True), ("print", False), ("not print", True), ("speech", False),
        ("only screen and (min-width: 700px)", True), ("screen and (max-width: 700px)", False),
        ("(min-width: 40em) and (max-width: 60em)", False), ("(min-width: 2000px), (min-width: 500px)", True),
        ("(width <= 600px)", False), ("(400px <= width < 1700px)", True), ("(width > 40rem)", True),
        ("(prefers-color-scheme:dark)", False), ("not (prefers-color-scheme: dark)", True),
        ("(-webkit-min-device-pixel-ratio: 2), (min-resolution: 192dpi)", False), ("(max-resolution: 1x)", True),
        ("(prefers-reduced-motion: reduce)", False), ("(prefers-reduced-motion)", False), ("(hover: hover)", True),
        ("(max-width: 300px) or (min-width: 800px)", True), ("(unheard-of: thing)", False), ("((((", False),
    ],
)  # fmt: skip
def test_media_queries(query: str, holds: bool) -> None:
    assert applies(query) is holds


@pytest.mark.parametrize(
    ("srcset", "found"),
    [
        ("/ma photo-300.png 300w, /ma photo-1024.png 1024w", ["/ma photo-1024.png", "/ma photo-300.png"]),
        ("https://h/a.png,https://h/b.png 2x", ["https://h/a.png", "https://h/b.png"]),
        ("/f_auto,w_320/x.png 320w,/f_auto,w_1200/x.png 1200w", ["/f_auto,w_1200/x.png", "/f_auto,w_320/x.png"]),
        ("/Lyon, quai.jpg 300w, /Lyon, nuit.jpg 1024w", ["/Lyon, nuit.jpg", "/Lyon, quai.jpg"]),
        ("a.jpg,b.jpg 2x", ["a.jpg", "b.jpg"]),
        ("/a,b.jpg 1x, /two.jpg 2x", ["/a,b.jpg", "/two.jpg"]),
        ("\n /a.jpg\t300w ,\n/b.jpg 1200w,,", ["/b.jpg", "/a.jpg"]),
        ("/s.jpg 300w, /l.jpg 3000w, /m.jpg 1200w", ["/m.jpg", "/l.jpg", "/s.jpg"]),
        ("data:image/jpeg;base64,/9j/4AA 1w, /real.jpg 2x", ["/real.jpg"]),
        ("data:image/svg+xml;utf8,<svg xmlns='http://w3.example'/> 1w,/real.jpg 300w", ["/real.jpg"]),
        ("data:image/gif;base64,R0lGOD", []),
        ("/photo 2.jpg 1x", ["/photo 2.jpg"]),
        ("/a.jpg?crop=1,2 300w,/a.jpg?crop=3,4 900w", ["/a.jpg?crop=3,4", "/a.jpg?crop=1,2"]),
        (" , ,", []),
    ],
)
def test_sets_of_addresses(srcset: str, found: list[str]) -> None:
    assert addresses(srcset) == found


@pytest.mark.parametrize(
    "switch", ["false", "true", "0", "", "#", "null", "undefined", "about:blank", '{"w": "/x.png"}']
)
@pytest.mark.parametrize("name", ["data-src", "data-lazy-src", "data-original", "data-srcset", "data-any-src"])
def test_a_switch_is_no_address(name: str, switch: str) -> None:
    assert shown(f"<img src='/true.png' {name}='{switch}'>") == ["/true.png"]


@pytest.mark.parametrize(
    "attribute",
    ["data-src", "data-lazy-src", "data-litespeed-src", "data-ezsrc", "data-cfsrc", "data-wpfc-original-src",
     "nitro-lazy-src", "data-opt-src", "data-cookieblock-src", "data-lzl-src", "data-echo", "data-lazy",
     "data-lazyload", "data-srcset", "data-lazy-srcset", "data-ezsrcset", "nitro-lazy-srcset", "data-litespeed-srcset"],
)  # fmt: skip
def test_where_a_picture_waits_for_a_script(attribute: str) -> None:
    assert shown(f"<img src='data:image/gif;base64,R0lG' {attribute}='/port.jpg'>") == ["/port.jpg"]


def test_a_width_a_script_would_fill_in() -> None:
    assert shown("<img src='/port_50x.jpg' data-src='/port_{width}x.jpg' data-widths='[180,1080]'>") == [
        "/port_1080x.jpg"
    ]


@pytest.mark.parametrize(
    "name",
    ["pixel-art-du-port.png", "grey-heron.png", "empty-quay-at-dawn.png", "blank-map-of-the-bay.png", "pixel-8.png",
     "loading-dock.png", "lazy-dog.gif", "blank_2020.png", "clear-sky.gif", "transparent-budget.png", "Gray-Thomas.jpg",
     "placeholder-names-in-law.png", "1x1-a-side.png", "port-1x1.png", "pixel.jpg", "grey.webp"],
)  # fmt: skip
def test_a_name_that_merely_begins_like_a_placeholders(name: str) -> None:
    assert not is_placeholder(f"{PAPER}/{name}")
    assert shown(f"<img src='/{name}'>") == [f"/{name}"]


@pytest.mark.parametrize(
    "name",
    ["blank.gif", "pixel.png", "1x1.png", "placeholder-300x200.png", "lazy_placeholder.gif", "grey.gif", "1px.png",
     "img-placeholder.svg", "spacer_1x1.gif", "lazyLoad.png", "blankImage.gif", "placeholder.a1b2c3d4.svg",
     "ajax-loader.gif", "loading.gif?v=2", "t.php?src=blank.gif", "placeholder.jpg", "image-placeholder.webp",
     "transparent.png", "trans.gif", "Empty.png"],
)  # fmt: skip
def test_a_placeholder_is_no_picture(name: str) -> None:
    assert shown(f"<img src='/img/{name}'>") == []
    assert shown(f"<img src='/img/{name}' data-url='/port.jpg'>") == ["/port.jpg"]


@pytest.mark.parametrize(
    ("html", "addresses"),
    [
        ("<img src='/a.jpg' srcset='/s.jpg 300w, /m.jpg 1200w'>", ["/m.jpg", "/a.jpg", "/s.jpg"]),
        ("<a href='/full.png'><img src='/a.jpg'></a>", ["/a.jpg", "/full.png"]),
        ("<a href='/post'><img src='/a.jpg'></a>", ["/a.jpg"]),
        (
            "<picture><source type='image/webp' srcset='/a.webp'><source media='print' srcset='/p.jpg'>"
            "<img src='/a.jpg'></picture>",
            ["/a.webp", "/a.jpg", "/p.jpg"],
        ),
        ("<img src='/a.svg' data-fallback='/a.png'>", ["/a.png", "/a.svg"]),
        ("<img src='/1.jpg' srcset='/2.jpg 200w,/3.jpg 300w,/4.jpg 400w,/5.jpg 500w,/6.jpg 600w,/7.jpg 700w'>",
         ["/7.jpg", "/1.jpg", "/6.jpg", "/5.jpg"]),
    ],
)  # fmt: skip
def test_other_addresses_are_kept_beside_it(html: str, addresses: list[str]) -> None:
    assert kept(html) == addresses


def test_a_picture_given_twice_by_different_addresses_is_one() -> None:
    html = (
        "<img class='lazy' data-src='/a-300.jpg'><noscript><img src='/a-300.jpg' srcset='/a-1200.jpg 1200w'></noscript>"
    )
    found = to_blocks(html, PAPER)
    assert [type(block) for block in found] == [Figure]
