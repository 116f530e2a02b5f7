"""HTML as it is written in the world: what is folded away, left open, set by style, left in by mistake."""

from __future__ import annotations

import pytest

from placentin_tui.prose.blocks import Code, Embed, Figure, Heading, Listing
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.plain import text_of, to_text

BASE = "https://paper.example/2026/article"


def text(html: str) -> str:
    """The text of the HTML."""
    return to_text(to_blocks(html, BASE))


def addresses(html: str) -> list[str]:
    """The addresses of what is set into the page."""
    return [block.url for block in to_blocks(html, BASE) if isinstance(block, Embed)]


def codes(html: str) -> list[str]:
    """The code in the HTML, all that is in it."""
    made = to_blocks(html, BASE)
    assert all(isinstance(block, Code) for block in made)
    return [block.text for block in made if isinstance(block, Code)]


# ── what opens and closes ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "html",
    [
        "<h3><button>Quand ?</button></h3><div><p>À midi.</p></div>",
        '<h3 class="x"><button><span>Quand ?</span><span aria-hidden="true">+</span></button></h3>À midi.',
        '<h2><span><button aria-expanded="false">Quand ?</button></span></h2><div hidden="until-found">À midi.</div>',
        '<div><button aria-expanded="false">Quand ?</button><div class="x">À midi.</div></div>',
        '<button aria-controls="a1">Quand ?</button><div id="a1" hidden><p>À midi.</p></div>',
        '<button data-bs-target="#a1">Quand ?</button><div id="a1" style="display: none"><p>À midi.</p></div>',
        '<button class="accordion">Quand ?</button><div class="panel">À midi.</div>',
        '<button class="faq-question">Quand ?</button><div class="faq-answer" style="display:none">À midi.</div>',
        '<h4>Quand ?</h4><div role="region" hidden="">À midi.</div>',
        '<h4>Quand ?</h4><p hidden=until-found>À midi.</p>',
    ],
)  # fmt: skip
def test_a_question_that_is_a_button_and_its_folded_answer_are_read(html: str) -> None:
    heading, *_answer = to_blocks(html, BASE)
    assert isinstance(heading, Heading)
    assert text_of(heading.spans) == "Quand ?"
    assert text(html) == "Quand ?\n\nÀ midi."


@pytest.mark.parametrize(
    "button",
    [
        "<button>Partager</button>",
        '<button class="share-button">Partager</button>',
        '<button class="share-toggle" aria-expanded="false">Partager</button>',
        '<button aria-haspopup="true" aria-expanded="false">Partager</button>',
        '<div hidden>Partager</div>',
        '<div style="display:none">Partager</div>',
        '<div class="sharedaddy" role="region">Partager</div>',
        '<input type="button" value="Partager">',
    ],
)  # fmt: skip
def test_a_button_that_only_does_something_is_no_text(button: str) -> None:
    assert text(f"<p>Un.</p>{button}<p>Deux.</p>") == "Un.\n\nDeux."


def test_a_button_beside_a_headings_words_is_none_of_them() -> None:
    assert text('<h2>Un titre <button class="anchor">#</button></h2><p>Deux.</p>') == "Un titre\n\nDeux."


def test_a_table_is_sorted_by_buttons() -> None:
    html = "<table><tr><th><button>Nom</button><th><button>Âge</button><tr><td>Ana<td>7</table>"
    assert text(html) == "Nom | Âge\nAna | 7"


# ── code ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "html",
    [
        "<pre><code><div>un</div><div>  deux</div></code></pre>",
        '<pre><div class="line"><div class="code"><b>un</b></div></div><div class="line"><div>  deux</div></div></pre>',
        '<pre><span style="display:block">un</span><span style="color:red; display: block">  deux</span></pre>',
        '<pre><code><span class="line">un</span><span class="line">  deux</span></code></pre>',
        '<pre><code><span class="line">un</span>\n<span class="line">  deux</span></code></pre>',
        '<pre><code><span class="line">un\n</span><span class="line">  deux\n</span></code></pre>',
        "<pre><code>un</code><code>  deux</code></pre>",
        "<pre><p>un</p><p>  deux</p></pre>",
        "<pre><p>un</p>\n<p>  deux</p>\n</pre>",
        "<pre><div>un\n</div><div>  deux\n</div></pre>",
        '<pre><ol class="linenums"><li class="L0">un</li><li class="L1">  deux</li></ol></pre>',
        '<pre><table><tr><td class="lineno">1</td><td>un</td></tr><tr><td class="lineno">2<td>  deux</table></pre>',
        "<pre>un<div>  deux</div></pre>",
        "<pre><div>un</div>  deux</pre>",
    ],
)  # fmt: skip
def test_each_element_is_a_line_of_code(html: str) -> None:
    assert codes(html) == ["un\n  deux"]


@pytest.mark.parametrize("empty", ["<div><br></div>", "<div>\n</div>", "\n<div>\n</div>\n"])
def test_empty_lines_of_code_stay(empty: str) -> None:
    assert codes(f"<pre><div>un</div>{empty}<div>deux</div></pre>") == ["un\n\ndeux"]


@pytest.mark.parametrize(
    "html",
    [
        "<pre>un <code>deux</code> trois</pre>",
        "<pre>un <span>deux</span> <b>trois</b></pre>",
        "<pre>un deux trois</pre>",
    ],
)
def test_elements_within_a_line_of_code_end_none(html: str) -> None:
    assert codes(html) == ["un deux trois"]


def test_a_line_of_code_that_is_linked_to_is_one() -> None:
    html = '<p><a href="#l">là</a></p><pre><div id="l">un</div></pre><p>deux</p>'
    assert text(html) == "là\n\nun\n\ndeux"


# ── white space ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<div style="white-space: pre-wrap">Un\n  deux\n\ntrois</div>', "Un\n\xa0\xa0deux\n\ntrois"),
        ('<p style="color:red;white-space:pre">Un\r\ndeux</p>', "Un\ndeux"),
        ('<p style="WHITE-SPACE:pre-line">Un\n   deux</p>', "Un\ndeux"),
        ('<p><span style="white-space:break-spaces">Un\ndeux</span> trois\nquatre</p>', "Un\ndeux trois quatre"),
        ('<div style="white-space:pre"><p>Un\ndeux</p>\n<p style="white-space:normal">trois\nquatre</p></div>',
         "Un\ndeux\n\ntrois quatre"),
        ('<h2 style="white-space:pre-line">Un\ndeux</h2><p>trois\nquatre</p>', "Un\ndeux\n\ntrois quatre"),
        ('<ul style="white-space:pre-line"><li>un\ndeux</li><li><b>trois</b>\nquatre</li></ul>',
         "• un\n  deux\n• trois\n  quatre"),
        ('<blockquote style="white-space:pre-wrap"><p>Un\ndeux</p></blockquote>', "> Un\n> deux"),
        ('<p style="white-space:nowrap">Un\ndeux</p>', "Un deux"),
    ],
)  # fmt: skip
def test_lines_stay_where_the_style_says_so(html: str, said: str) -> None:
    assert text(html) == said


# ── boxes, notes ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li><input type=checkbox checked disabled> Un</li><li><input type=checkbox disabled> Deux</li></ul>",
        '<ul><li><p><input type="checkbox" checked="">Un</p></li><li><p><input type="CHECKBOX">Deux</p></li></ul>',
        '<ul><li><label><input type=checkbox checked>Un</label></li><li><label><input type=checkbox>Deux</label></ul>',
        '<ul><li class="task-list-item"><input id="a" class="task-list-item-checkbox" checked type="checkbox">Un'
        '<li class="task-list-item"><input id="b" class="task-list-item-checkbox" type="checkbox">Deux</ul>',
        '<ul><li data-checked="true">Un</li><li data-checked="false">Deux</li></ul>',
        '<ol><li data-list="checked">Un</li><li data-list="unchecked"><b>Deux</b></li></ol>',
        '<ul><li role="checkbox" aria-checked="true">Un</li><li role="checkbox" aria-checked="false">Deux</li></ul>',
        '<ul data-checked="true"><li>Un</li></ul><ul data-checked="false"><li>Deux</li></ul>',
        '<ul class="inline-task-list"><li class="checked"><span>Un</span></li><li><span>Deux</span></li></ul>',
        '<ul><li data-checked="true"><input type=checkbox checked>Un<li data-checked="false"><input type=checkbox>Deux',
    ],
)  # fmt: skip
def test_what_is_done_can_be_told_from_what_is_not(html: str) -> None:
    items = [text_of(block.spans) for listing in to_blocks(html) if isinstance(listing, Listing)
             for item in listing.items for block in item.blocks if hasattr(block, "spans")]  # fmt: skip
    assert items == ["☑ Un", "☐ Deux"]


@pytest.mark.parametrize(
    "html",
    [
        "<p><input type=checkbox> Un</p>",
        "<ul><li>Un <input type=checkbox></li></ul>",
        '<ul><li><input type="checkbox" id="i1"><label for="i1">Un</label></li></ul>',
        "<ul><li><input type=radio> Un</li></ul>",
        '<ul><li data-list="bullet">Un</li></ul>',
    ],
)
def test_any_other_box_is_none(html: str) -> None:
    assert text(html).removeprefix("• ").strip() == "Un"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Le mât<span class=sidenote>Le grand.</span> casse.</p>", "Le mât (Le grand.) casse."),
        ("<p>Le mât <span class=marginnote> Le <b>grand</b>.</span> casse.</p>", "Le mât (Le grand.) casse."),
        ("<p>Le mât<span class=ref><span class=refnum>[1]</span><span class=refbody>Le grand.</span></span> casse.</p>",
         "Le mât[1] (Le grand.) casse."),
        ('<p>Le mât<label for="s" class="margin-toggle">⊕</label><input type="checkbox" id="s" class="margin-toggle"/>'
         '<span class="marginnote">Le grand.</span> casse.</p>', "Le mât (Le grand.) casse."),
        ('<p>Le mât<small class="side-note">Le grand.</small>casse.</p>', "Le mât (Le grand.) casse."),
        ('<p>Le mât<span class="sidenote">(Le grand.)</span> casse.</p>', "Le mât(Le grand.) casse."),
        ('<p>Le mât casse<sup class="sidenote-number">1</sup>.</p>', "Le mât casse¹."),
        ('<p>Le mât casse.</p><span class="sidenote">Le grand.</span>', "Le mât casse.\n\nLe grand."),
        ('<p>Le mât.</p><aside class="sidenote"><p>Le grand.</p></aside>', "Le mât.\n\nLe grand."),
        ("<p>Le mât[ref]Le grand.[/ref] casse.</p>", "Le mât (Le grand.) casse."),
    ],
)  # fmt: skip
def test_a_note_beside_a_sentence_stands_in_brackets(html: str, said: str) -> None:
    assert text(html) == said


# ── elements left open ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "element",
    [
        '<iframe src="https://films.example/1" />',
        '<iframe src="https://films.example/1"/>',
        '<IFRAME allow="a > b" src="https://films.example/1" allowfullscreen / >',
        "<iframe src='https://films.example/1'>",
        "<iframe src=https://films.example/1></iframe>",
        '<video src="https://films.example/1" />',
        '<audio controls src="https://films.example/1"/>',
        '<video controls><source src="https://films.example/1"/></video>',
        '<video src="https://films.example/1">',
        '<object data="https://films.example/1"/>',
        '<iframe src="https://films.example/1"/><iframe src=""></iframe>',
    ],
)
def test_an_element_without_an_end_swallows_nothing(element: str) -> None:
    html = f"<p>Un.</p>{element}<p>Deux <b>mots</b>.</p>"
    assert addresses(html) == ["https://films.example/1"]
    assert text(html).startswith("Un.")
    assert text(html).endswith("Deux mots.")


def test_a_frame_ends_before_the_next() -> None:
    html = '<iframe src="https://a.example/"><p>Un.</p><iframe src="https://b.example/"></iframe><p>Deux.</p>'
    assert addresses(html) == ["https://a.example/", "https://b.example/"]
    assert text(html).endswith("Deux.")
    assert "Un." in text(html)


@pytest.mark.parametrize(
    "empty",
    ["<script/>", "<i class='icon'/>", "<textarea/>", "<div hidden/>", "<title/>", "<span class='sr-only'/>", "<pre/>",
     "<h3/>", "<style />", "<noscript/>", "<svg><path d='M0'/></svg>", "<a name='x'/>", "<canvas/>", "<button/>"],
)  # fmt: skip
def test_nothing_follows_inside_an_element_closed_in_itself(empty: str) -> None:
    assert to_blocks(f"<p>Un.</p>{empty}<p>Deux.</p>") == to_blocks("<p>Un.</p><p>Deux.</p>")


@pytest.mark.parametrize(
    "html", ["<p>Un<br/>deux<hr/></p>", "<a href=https://a.example/>Un</a>", "<p title='/>'>Un</p>"]
)
def test_what_is_closed_as_html_has_it_stays(html: str) -> None:
    assert to_blocks(html + "<p/>") == to_blocks(html)


# ── shortcodes ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "html",
    [
        "[vc_row][vc_column width=&#8221;1/2&#8243;][vc_column_text]Un mot.[/vc_column_text][/vc_column][/vc_row]",
        "<p>[et_pb_section bb_built=”1″]</p><p>Un mot.</p><p>[/et_pb_section]</p>",
        '<p>Un mot.</p><p>[gallery ids="1,2,3"]</p>',
        "<p>Un mot.[gallery]</p>",
        '<p>[contact-form-7 id="12" title="Contact"]Un mot.</p>',
        "<p>[one_half]Un mot.[/one_half]</p>",
        "<p>[b]Un[/b] mot.</p>",
        '<p>[su_button url="https://a.example/" size="3"]Un mot.[/su_button]</p>',
        "<p>[dropcap]U[/dropcap]n mot.</p>",
        "<p>Un mot.</p>[/vc_row]",
        '<p>[caption id="a"]Un mot.[/caption]</p>',
    ],
)
def test_no_shortcode_is_left(html: str) -> None:
    assert text(html) == "Un mot."


@pytest.mark.parametrize(
    "words",
    ["Le mot [sic] reste, et [1] aussi.", "Un début […]", "[Vidéo] Le match", "[Video] Le match", "[a=1] et [n = 2]",
     "La liste [x, y]", "[with alpha=0.5]", "[note de la rédaction]", "Un [/fin] seul", "[embed] seul", "[x](y)"],
)  # fmt: skip
def test_words_between_brackets_stay(words: str) -> None:
    assert text(f"<p>{words}</p>") == words


@pytest.mark.parametrize("tag", ["code", "pre", "kbd"])
def test_what_is_said_of_shortcodes_stays(tag: str) -> None:
    said = '[gallery ids="1"] [vc_row]x[/vc_row]'
    assert text(f"<p>Un [gallery ids='2'] mot :</p><{tag}>{said}</{tag}>") == f"Un mot :\n\n{said}"


@pytest.mark.parametrize(
    ("html", "caption"),
    [
        (
            '[caption id="a" width="300"]<img src="/v.png" alt="vue"> La vue <em>du quai</em>[/caption]',
            "La vue du quai",
        ),
        ('<p>[caption id=a]<a href="/v"><img src="/v.png" /></a> La vue[/caption]</p>', "La vue"),
        ('[wp_caption caption="La vue" width="3"]<img src="/v.png">[/wp_caption]', "La vue"),
        ('[caption caption=&#8221;La vue&#8221;]<img src="/v.png">[/caption]', ""),
    ],
)
def test_a_caption_is_its_pictures(html: str, caption: str) -> None:
    [figure] = [block for block in to_blocks(f"{html}<p>Un.</p>", BASE) if isinstance(block, Figure)]
    assert figure.picture.url == "https://paper.example/v.png"
    assert text_of(figure.caption) == caption
    assert "[" not in text_of(figure.caption)


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<p>[embed]https://films.example/watch/41[/embed]</p>", "https://films.example/watch/41"),
        ('[embed width="123"]https://films.example/w?a=1&amp;b=2[/embed]', "https://films.example/w?a=1&b=2"),
        ("[youtube https://www.youtube.com/watch?v=abcdefghijk]", "https://www.youtube.com/watch?v=abcdefghijk"),
        (
            "[youtube=https://www.youtube.com/watch?v=abcdefghijk&amp;w=640]",
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        ("[youtube abcdefghijk]", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("[vimeo 123456]", "https://vimeo.com/123456"),
        ('[audio mp3="https://a.example/s.mp3"][/audio]', "https://a.example/s.mp3"),
        ("[video mp4=&#8221;https://a.example/f.mp4&#8221; width=&#8221;3&#8243;][/video]", "https://a.example/f.mp4"),
    ],
)
def test_a_films_address_is_there(html: str, address: str) -> None:
    [found] = addresses(f"<p>Un.</p>{html}<p>Deux.</p>")
    assert found.startswith(address)
    assert "[" not in text(html)


def test_a_link_of_a_forum_is_a_link() -> None:
    [block] = to_blocks("<p>Voir [url=https://a.example/x]ici[/url].</p>", BASE)
    assert [span.href for span in getattr(block, "spans", ())] == ["", "https://a.example/x", ""]


# ── pictures that are none ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "src",
    [
        "https://pixel.wp.com/b.gif?host=paper.example&amp;post=12", "https://stats.wordpress.com/b.gif?host=a&amp;blog=1",
        "http://feeds.feedburner.com/~r/Paper/~4/abcdef", "https://paper.example/matomo.php?idsite=1&amp;rec=1",
        "https://counter.theconversation.com/content/12/count.gif?distributor=republish", "/piwik.php?idsite=3",
        "https://www.google-analytics.com/collect?v=1", "https://www.facebook.com/tr?id=1&amp;ev=PageView",
        "https://medium.com/_/stat?event=post.clientViewed", "https://paper.example/pixel.gif?id=12",
        "//ad.doubleclick.net/x", "https://paper.example/wp-content/plugins/republication-tracker-tool/x.png?post=1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("alt", ["", ' alt=""'])
def test_what_counts_readers_is_no_picture(src: str, alt: str) -> None:
    assert pictures(to_blocks(f'<p>Un.</p><img src="{src}"{alt}><p>Deux.</p>', BASE)) == ()


@pytest.mark.parametrize(
    "img",
    [
        '<img src="/counter-of-the-bar.jpg">', '<img src="/tracking-a-storm.gif">',
        '<img src="/count.gif" alt="Le comte">', '<img src="/photo.jpg?w=800">', '<img src="/tracking/storm.jpg">',
        '<img src="/2026/stats.png">', '<img src="https://estate.example/b.jpg">',
        '<img src="/emoji-museum/hall.jpg" alt="Le musée de l’emoji, à Tokyo, un soir de pluie">',
    ],
)  # fmt: skip
def test_any_other_picture_is_one(img: str) -> None:
    assert len(pictures(to_blocks(f"<p>Un.</p>{img}<p>Deux.</p>", BASE))) == 1


@pytest.mark.parametrize(
    ("img", "said"),
    [
        ('<img src="https://s.w.org/images/core/emoji/15.0.3/72x72/1f642.png" alt="🙂">', "🙂"),
        ('<img alt="" src="https://s.w.org/images/core/emoji/2.2.1/svg/1f1eb-1f1f7.svg">', "🇫🇷"),
        ('<img src="https://abs.twimg.com/emoji/v2/72x72/2764.png" alt="❤️" width="300">', "❤️"),
        ('<img src="https://a.example/x.png" alt="🎉">', "🎉"),
        ('<img src="https://a.example/x.png" alt="👍🏽">', "👍🏽"),
        ('<img src="https://fonts.gstatic.com/s/e/notoemoji/15.0/1f600/72.png">', "😀"),
        ('<img src="https://paper.example/wp-includes/images/smilies/icon_smile.gif" alt=":-)">', ":-)"),
        ('<img src="https://github.githubassets.com/images/icons/emoji/octocat.png" alt=":octocat:">', ":octocat:"),
    ],
)
def test_a_picture_of_a_sign_is_that_sign(img: str, said: str) -> None:
    assert text(f"<p>Un {img} deux</p>") == f"Un {said} deux"
    assert pictures(to_blocks(img, BASE)) == ()
