"""An article with a bit of everything, to be shared."""

from __future__ import annotations

from placentin_tui.models import Article, ArticleSummary, Author, Enclosure
from placentin_tui.prose.blocks import Picture
from placentin_tui.prose.html import to_blocks

BODY = """
<p id="haut">Un <em>premier</em> paragraphe &amp;
<a href="https://example.org/?a=1&amp;b=2" title="L'autre">un lien</a>.</p>
<img src="https://paper.example/a.jpg" alt="Une vue">
<h2>Suite</h2>
<blockquote><p>Il faut savoir finir.</p></blockquote>
<ul><li>un</li><li>deux</li></ul><ol start="3"><li>trois</li></ol>
<table><tr><th>A</th><th>B</th></tr><tr><td>1 &lt; 2</td><td>3</td></tr></table>
<pre><code>x = "&lt;b&gt;"
  y</code></pre><hr>
<dl><dt>mot</dt><dd>sens</dd></dl>
<details><summary>Plus</summary><p><a href="#haut">caché</a></p></details>
<p><strong>&lt;script&gt;alert(1)&lt;/script&gt;</strong></p>
"""


def summary(title: str = "Un accord & après", url: str = "https://paper.example/a?utm_source=rss") -> ArticleSummary:
    return ArticleSummary(
        id=1, source=1, source_title="Le Journal", title=title, url=url, author="Ana Roy",
        sections=("Diplomatie",), at=0, published=1_772_500_000,
    )  # fmt: skip


def article(title: str = "Un accord & après", *, body: str = BODY, url: str = "https://paper.example/a") -> Article:
    return Article(
        summary(title, url),
        to_blocks(body, "https://paper.example/"),
        lead=Picture("https://paper.example/lead.png", "La <une>"),
        standfirst=to_blocks("<p>En deux mots.</p>"),
        author=Author("Ana Roy", "journaliste", "Elle écrit."),
        language="fr",
        enclosures=(Enclosure("https://paper.example/son.mp3"),),
    )
