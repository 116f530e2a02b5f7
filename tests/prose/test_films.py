"""Films that wait for a script or a consent: something of them always shows, with its title and a link."""

from __future__ import annotations

import base64
import re
from html import escape

import pytest

from placentin_tui.prose.blocks import Blocks, Embed, Figure, Paragraph, Picture, Span, decode, encode
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.walk import every

PAGE = "https://paper.example/story"
FILM = "https://films.example/embed/11"
ON_YOUTUBE = "https://www.youtube.com/watch?v=abcdefghijk"
FRAME = f'<iframe src="{FILM}"></iframe>'


def blocks(html: str) -> Blocks:
    """The blocks of HTML found on the paper's page; they survive being stored."""
    made = to_blocks(html, PAGE)
    assert decode(encode(made)) == made
    return made


def films(html: str) -> list[tuple[str, str]]:
    """Address and title of every film."""
    return [(block.url, block.title) for block in every(blocks(html)) if isinstance(block, Embed)]


HELD = [
    "data-src", "data-lazy-src", "data-litespeed-src", "data-cookieblock-src", "data-src-cmplz", "data-cmplz-src",
    "data-cli-src", "data-suppressedsrc", "uc-src", "consent-original-src-_", "data-gdpr-iframesrc", "data-lzl-src",
    "data-ezsrc", "data-cfsrc", "data-wpfc-original-src", "nitro-lazy-src", "nitro-og-src", "data-opt-src",
    "data-didomi-src", "data-url", "data-iframe-url", "data-original", "data-rocket-lazyload-src", "data-orig",
    "data-href",
]  # fmt: skip
EMPTY = ["about:blank", "", "data:text/html;base64,PGh0bWw+", "javascript:void(0)", "//cdn.iubenda.com/empty.html", "#"]


@pytest.mark.parametrize("attribute", HELD)
@pytest.mark.parametrize("src", EMPTY)
def test_a_frame_whose_address_waits(attribute: str, src: str) -> None:
    html = f"<p>Avant.</p><iframe src='{src}' {attribute}='{FILM}' title='Le film'></iframe><p>Après.</p>"
    assert blocks(html) == (Paragraph((Span("Avant."),)), Embed("page", FILM, "Le film"), Paragraph((Span("Après."),)))


@pytest.mark.parametrize("attribute", HELD[:12])
def test_a_frame_without_src(attribute: str) -> None:
    assert films(f"<iframe {attribute}='/embed/11' data-placeholder-image='https://paper.example/x.jpg'></iframe>") == [
        ("https://paper.example/embed/11", "")
    ]


@pytest.mark.parametrize(
    "inside",
    [
        f"<a href={FILM}><img src=https://films.example/15.jpg></a>",
        f'<style>*{{margin:0}}</style><a href="{FILM}"><img src="https://films.example/t/15" alt=x><span>▶</span></a>',
        f"<html><body>{FRAME}</body></html>",
        f"<video><source src='{FILM}'></video>",
        f"<iframe src='about:blank' data-src='{FILM}'></iframe>",
    ],
)
def test_an_address_in_the_frames_own_page(inside: str) -> None:
    for html in (
        f'<iframe src="about:blank" srcdoc="{escape(inside)}" title="Film"></iframe>',
        f'<iframe srcdoc="{escape(inside)}" title="Film"></iframe>',
        f'<iframe src="data:text/html;base64,{base64.b64encode(inside.encode()).decode()}" title="Film"></iframe>',
        f'<iframe data-srcdoc="{escape(inside)}" title="Film"></iframe>',
    ):
        assert films(html) == [(FILM, "Film")], html


def test_the_frames_own_page_is_not_looked_at_where_src_says_it() -> None:
    assert films(f'<iframe src="{FILM}" srcdoc="&lt;a href=https://other.example/&gt;x&lt;/a&gt;"></iframe>') == [
        (FILM, "")
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<lite-youtube videoid='abcdefghijk' playlabel='Le film'></lite-youtube>",
        "<lite-youtube video-id='abcdefghijk' title='Le film'><a href='#'>▶</a></lite-youtube>",
        "<lite-youtube videoid='abcdefghijk' aria-label='Le film' style='background-image:url(x.jpg)'></lite-youtube>",
        "<youtube-video src='https://www.youtube.com/watch?v=abcdefghijk' title='Le film'></youtube-video>",
        "<amp-youtube data-videoid='abcdefghijk' title='Le film'></amp-youtube>",
        "<lite-youtube video='abcdefghijk' title='Le film'></lite-youtube>",
        "<div class='youtube' data-embed='abcdefghijk' data-title='Le film'><div class='play-button'></div></div>",
        "<div class='video' data-type='youtube' data-id='abcdefghijk' data-title='Le film'></div>",
        "<template title='Le film'><iframe src='https://www.youtube.com/embed/abcdefghijk'></iframe></template>",
        "<div class='youtube_player' videoID='abcdefghijk' title='Le film'></div>",
        "<div class='rll-youtube-player' data-src='https://www.youtube.com/embed/abcdefghijk' data-id='abcdefghijk'"
        " data-query='feature=oembed' data-alt='Le film'></div>",
        "<div class='lyte-wrapper'><div class='lyMe' id='WYL_abcdefghijk' title='Le film'></div></div>",
        "<div data-plyr-provider='youtube' data-plyr-embed-id='abcdefghijk' data-title='Le film'></div>",
        "<div class='player' data-youtube-id='abcdefghijk' aria-label='Le film'></div>",
        "<span class='lazy-youtube' data-embed='https://youtube.com/embed/abcdefghijk' data-title='Le film'></span>",
        "<div class='epyt-facade' data-facadesrc='https://www.youtube-nocookie.com/embed/abcdefghijk?x=1'"
        " title='Le film'><button class='play'></button></div>",
        "<div class='elementor-video' "
        'data-settings=\'{"youtube_url":"https:\\/\\/www.youtube.com\\/shorts\\/abcdefghijk"}\''
        " title='Le film'></div>",
        "<figure class='media'><oembed url='https://www.youtube.com/shorts/abcdefghijk'></oembed>"
        "<figcaption>Le film</figcaption></figure>",
        "<div data-oembed-url='https://www.youtube.com/live/abcdefghijk' title='Le film'></div>",
        "<a href='#' data-video-url='https://www.youtube.com/v/abcdefghijk' title='Le film'></a>",
        "<button data-video-url='https://www.youtube.com/v/abcdefghijk' title='Le film'>▶</button>",
        "<figure data-video-url='https://www.youtube.com/v/abcdefghijk' title='Le film'></figure>",
        "<section data-borlabs-cookie-content='"
        + base64.b64encode(b'<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>').decode()
        + "' title='Le film'></section>",
        "<script type='text/template' title='Le film'>"
        + base64.b64encode(b'<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>').decode()
        + "</script>",
        "<img class='lazy' data-lazy-type='iframe' alt='Le film'"
        " data-lazy-src='&lt;iframe src=https://www.youtube.com/embed/abcdefghijk&gt;&lt;/iframe&gt;'>",
    ],
)
def test_elements_in_whose_place_a_film_is_set(html: str) -> None:
    ((url, title),) = films(f"<p>Avant.</p>{html}<p>Après.</p>")
    assert re.sub(r"/(?:v|shorts|live)/", "/watch?v=", url) == ON_YOUTUBE
    assert title == "Le film"


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<lite-vimeo videoid='123456'></lite-vimeo>", "https://vimeo.com/123456"),
        ("<div class='vimeo_player' videoID='123456'></div>", "https://vimeo.com/123456"),
        ("<amp-dailymotion data-videoid='x8abcd'></amp-dailymotion>", "https://www.dailymotion.com/video/x8abcd"),
        ("<amp-twitter data-tweetid='1234567890'></amp-twitter>", "https://twitter.com/i/status/1234567890"),
        ("<amp-instagram data-shortcode='CabcDEF1234'></amp-instagram>", "https://www.instagram.com/p/CabcDEF1234/"),
        ("<amp-facebook data-href='https://www.facebook.com/x/1'></amp-facebook>", "https://www.facebook.com/x/1"),
        ("<amp-video src='/film.mp4'></amp-video>", "https://paper.example/film.mp4"),
        ("<mux-player src='https://films.example/11.m3u8'></mux-player>", "https://films.example/11.m3u8"),
        (
            "<video-js data-account='12' data-video-id='34' data-player='p'></video-js>",
            "https://players.brightcove.net/12/p_default/index.html?videoId=34",
        ),
        ("<div data-service='vimeo' data-id='123456789'></div>", "https://vimeo.com/123456789"),
        (f"<div class='lazyframe' data-src='{FILM}'></div>", FILM),
        (f"<div class='video' data-src='{FILM}'></div>", FILM),
        (f"<div class='tac_iframe' data-url='{FILM}'></div>", FILM),
        ("<lite-youtube playlistid='PL123'></lite-youtube>", "https://www.youtube.com/playlist?list=PL123"),
    ],
)
def test_other_sites(html: str, url: str) -> None:
    assert films(html) == [(url, "")]


@pytest.mark.parametrize(
    "html",
    [
        f"<video><source data-src='{FILM}' type='video/mp4'></video>",
        f"<video src='blob:https://paper.example/1'><source src=''><source src='{FILM}'></video>",
        f"<video data-lazy-src='{FILM}' poster='/p.jpg'></video>",
        f"<video data-poster='https://paper.example/poster' data-src='{FILM}'></video>",
        f"<video><p>Your browser is old. <a href='{FILM}'>The film</a></p></video>",
        f"<video><a href='{FILM}'>The film</a></video>",
        f'<video data-setup=\'{{"src": "{ON_YOUTUBE}"}}\'></video>',
    ],
)
def test_where_a_film_of_the_papers_own_waits(html: str) -> None:
    ((url, _title),) = films(html)
    assert url in (FILM, ON_YOUTUBE)
    assert [block.kind for block in blocks(html) if isinstance(block, Embed)] == ["video"]


def test_of_a_film_without_an_address_its_title_and_picture_stay() -> None:
    poster = Figure(Picture("https://paper.example/p.jpg", "La crue"))
    assert blocks("<video poster='/p.jpg' title='La crue'></video>") == (poster, Embed("video", PAGE, "La crue"))
    assert blocks("<iframe src='about:blank' title='La crue'></iframe>") == (Embed("page", PAGE, "La crue"),)
    assert blocks("<iframe src='about:blank' title='3rd party ad content'></iframe>") == ()
    assert blocks("<iframe src='about:blank' title='x' width=0 height=0></iframe>") == ()


def test_a_film_behind_a_picture_is_named_by_its_alternative() -> None:
    inside = f'<a href="{FILM}"><img src="https://img.example/0.jpg" alt="Le film"><span>▶</span></a>'
    assert films(f'<iframe src="{FILM}" srcdoc="{escape(inside)}"></iframe>') == [(FILM, "Le film")]
    assert films(f'<iframe src="{FILM}" srcdoc="{escape(inside)}" title="Mieux"></iframe>') == [(FILM, "Mieux")]


def test_of_a_frame_that_holds_its_own_page_the_words_stay() -> None:
    own = "<style>p{color:red}</style><p>Le graphique</p><p>en deux</p><script>draw()</script>"
    ((url, title),) = films(f'<iframe srcdoc="{escape(own)}"></iframe>')
    assert (url, title) == (PAGE, "Le graphique en deux")
    assert films('<iframe srcdoc="&lt;script&gt;draw()&lt;/script&gt;"></iframe>') == []


def test_a_facade_keeps_what_it_shows_and_comes_once() -> None:
    shown = f"<div data-facadesrc='{FILM}'><img src='/p.jpg' alt='Affiche'><button>▶</button></div>"
    poster = Figure(Picture("https://paper.example/p.jpg", "Affiche"))
    film = Embed("page", FILM, "Affiche")
    assert blocks(shown) == (poster, film)
    assert blocks(f"{shown}<noscript>{FRAME}</noscript>") == (poster, film)
    assert blocks(f"<div data-video-src='{FILM}'>{FRAME}</div>") == (Embed("page", FILM),)
    assert blocks(f"<figure>{shown}<figcaption>La crue</figcaption></figure>") == (
        poster,
        Embed("page", FILM, "Affiche. La crue"),
    )
    assert blocks(
        f"<iframe data-src='{FILM}'></iframe><noscript><iframe src='{FILM}' title='T'></iframe></noscript>"
    ) == (Embed("page", FILM, "T"),)
    deep = "<blockquote>" * 20 + shown
    assert [url for url, _title in films(deep)] == [FILM]


@pytest.mark.parametrize(
    "html",
    [
        "<div class='share' data-url='https://paper.example/story' data-href='https://www.facebook.com/sharer'>Partager</div>",
        "<div data-src='/background.jpg'>Texte</div>",
        "<div class='video' data-video-poster='https://paper.example/poster'>Texte</div>",
        "<div class='follow' data-url='https://www.youtube.com/@paper'>Suivre</div>",
        "<div class='post tag-vimeo' data-id='1234567'>Texte</div>",
        "<div data-caption='&lt;a href=https://other.example/&gt;Ailleurs&lt;/a&gt;'>Texte</div>",
        "<div class='post format-video' data-url='https://paper.example/story'>Texte</div>",
        "<template><p>Texte caché</p></template><p>Texte</p>",
        "<my-card data-url='https://other.example/'>Texte</my-card>",
        "<span data-video='false' data-embed='0'>Texte</span>",
        "<div data-embed='javascript:alert(1)'>Texte</div>",
        "<script type='text/javascript'>var a = '&lt;iframe src=https://films.example/&gt;'</script><p>Texte</p>",
    ],
)
def test_what_is_no_film(html: str) -> None:
    assert films(html) == []
    assert any(isinstance(block, Paragraph) for block in blocks(html))
