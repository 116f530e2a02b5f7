"""Papers to serve on loopback: feeds, comment feeds and pictures."""

from __future__ import annotations

import random
from collections.abc import Iterable
from io import BytesIO

from PIL import Image

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>{title}</title><link>{home}</link><language>fr-FR</language>{items}</channel></rss>"""


def feed(items: Iterable[str], *, title: str = "Le Journal", home: str = "http://paper.example/") -> bytes:
    return FEED.format(title=title, home=home, items="".join(items)).encode()


def item(name: str, html: str = "", *, comments: int | None = None, discussed_at: str = "", hour: int = 9) -> str:
    """An article; a later `hour` is a newer one."""
    talk = "" if comments is None else f"<slash:comments>{comments}</slash:comments>"
    if discussed_at:
        talk += f"<wfw:commentRss>{discussed_at}</wfw:commentRss>"
    return (
        f"<item><title>Titre {name}</title><link>http://paper.example/{name}/</link><guid>{name}</guid>"
        f"<pubDate>Tue, 03 Mar 2026 {hour:02}:00:00 GMT</pubDate>{talk}"
        f"<content:encoded><![CDATA[{html or f'<p>Le texte de {name}.</p>'}]]></content:encoded></item>"
    )


def said(*names: str) -> bytes:
    """A comment feed."""
    items = (
        f"<item><title>Par : {name}</title><guid>http://paper.example/?p=1#comment-{number}</guid>"
        f"<dc:creator>{name}</dc:creator><pubDate>Tue, 03 Mar 2026 10:0{number}:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[<p>Bravo, dit {name}.</p>]]></content:encoded></item>"
        for number, name in enumerate(names, 1)
    )
    return feed(items, title="Commentaires")


def picture(width: int = 40, height: int = 30, kind: str = "PNG", colour: str = "navy") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()


def noise(seed: int, width: int = 160, height: int = 120) -> bytes:
    """A photograph of nothing, as large as photographs are; another one for each number."""
    image = Image.frombytes("L", (width, height), random.Random(seed).randbytes(width * height))
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()
