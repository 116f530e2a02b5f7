"""Fills a library with the invented newspaper, as if its papers had just been fetched."""

from __future__ import annotations

import shutil
from html import escape
from random import Random
from typing import TYPE_CHECKING
from zlib import crc32

from placentin_tui.models import (
    NewSource,
    ParsedArticle,
    ParsedComment,
    PreparedArticle,
    PreparedComment,
    StoredPicture,
    View,
)
from placentin_tui.prose.blocks import Paragraph, Span
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.plain import words
from screenshots.newspaper.stories import papers, prose, text
from screenshots.painting.paint import FINISHED
from screenshots.painting.pictures import picture

if TYPE_CHECKING:
    from pathlib import Path

    from placentin_tui.library import Library
    from placentin_tui.models import Timestamp
    from screenshots.newspaper.stories import Paper, Story

READ = 0.25
"""The part of the stories that has been read."""


def fill(library: Library, folder: Path, *, now: Timestamp, language: str = "") -> None:
    """Subscribe a library to the papers and store their stories, dated before now.

    `folder` is the library's folder of pictures; `language`: only the papers in this one.
    """
    for paper in papers():
        if language in ("", paper.language):
            store(library, folder, paper, now)


def store(library: Library, folder: Path, paper: Paper, now: Timestamp) -> None:
    """One paper with its stories, their pictures and what readers said."""
    home = f"https://{paper.host}/"
    new = NewSource(f"{home}feed/", paper.title, folder=paper.folder, language=paper.language, home=home)
    source = library.sources.add(new).id
    for story in paper.stories:
        if story.art:
            library.pictures.record(_picture(folder, paper, story))
    library.articles.store(source, [_article(paper, story, now) for story in paper.stories])
    rows = {row.title: row.id for row in library.articles.page(View(source=source))}
    for story in paper.stories:
        number = rows[story.title]
        library.comments.store(number, _comments(paper, story, now), whole=True)
        chance = _random(paper, story, "read").random()
        if chance < READ and story.age > 3600:
            library.undo_log.mark_read((number,), undoable=False)
        if chance > 1 - READ / 3:
            library.undo_log.star((number,), undoable=False)
    library.sources.record_success(source)
    library.articles.settle(rows.values())


def _random(paper: Paper, story: Story, what: str) -> Random:
    """Chance that is the same each time, for one thing about a story."""
    return Random(f"{paper.host}/{story.title}/{what}")  # noqa: S311 - it shall be foreseen


def _address(paper: Paper, story: Story) -> str:
    return f"https://{paper.host}/{crc32(story.title.encode()):08x}/"


def _picture(folder: Path, paper: Paper, story: Story) -> StoredPicture:
    """The story's picture, put into the library's folder."""
    drawn = picture(story.art)
    file = folder / drawn.name
    if not file.exists():
        shutil.copyfile(drawn, file)
    return StoredPicture(f"{_address(paper, story)}lead.jpg", file, *FINISHED)


def _article(paper: Paper, story: Story, now: Timestamp) -> PreparedArticle:
    """A story as a feed would bring it, its picture beside the text."""
    address = _address(paper, story)
    html = text(story.text, paper.language) if story.text else _made_text(paper, story)
    blocks = to_blocks(_figure(paper, story) + html, address)
    parsed = ParsedArticle(
        identity=f"link:{address}",
        title=story.title,
        url=address,
        author=story.by,
        sections=(story.section,),
        published=now - story.age,
        base=address,
        language=paper.language,
        comment_count=story.comments,
        comments_url=f"{address}#respond",
        digest="1",
    )
    return PreparedArticle(parsed, blocks, standfirst=(Paragraph((Span(story.lead),)),), words=words(blocks))


def _figure(paper: Paper, story: Story) -> str:
    """The story's picture with its caption, as HTML; nothing when it has none."""
    if not story.art:
        return ""
    said = prose(paper.language).captions[story.art.partition("-")[0]]
    credit = (
        f"Photographie\N{NARROW NO-BREAK SPACE}: {paper.title}"
        if paper.language == "fr"
        else f"Photograph: {paper.title}"
    )
    size = f'width="{FINISHED[0]}" height="{FINISHED[1]}"'
    caption = f'{said} <span class="credit">{credit}</span>'
    return f'<figure><img src="lead.jpg" {size} alt="{said}"><figcaption>{caption}</figcaption></figure>'


def _made_text(paper: Paper, story: Story) -> str:
    """A text of the common prose, as HTML: some paragraphs, two headings, a quotation."""
    chance, common = _random(paper, story, "text"), prose(paper.language)
    paragraphs = [f"<p>{each}</p>" for each in chance.sample(common.paragraphs, chance.randint(8, 11))]
    for place, heading in zip((2, 5), chance.sample(common.headings, 2), strict=True):
        paragraphs.insert(place, f"<h2>{heading}</h2>")
    said, by = chance.choice(common.quotes), chance.choice(common.quoted_by)
    paragraphs.insert(4, f"<blockquote><p>{said}</p><cite>{by[0].upper()}{by[1:]}</cite></blockquote>")
    return "\n".join(paragraphs)


def _comments(paper: Paper, story: Story, now: Timestamp) -> list[PreparedComment]:
    """What readers said, some in answer to others; the author answers now and then."""
    chance, common = _random(paper, story, "debate"), prose(paper.language)
    said: list[PreparedComment] = []
    ages = sorted((chance.randint(1, max(2, story.age - 60)) for _ in range(story.comments)), reverse=True)
    for place, age in enumerate(ages):
        parent = str(chance.randrange(place)) if place and chance.random() < 0.45 else ""
        author = story.by if parent and chance.random() < 0.2 else chance.choice(common.readers)
        html = f"<p>{escape(chance.choice(common.comments), quote=False)}</p>"
        said.append(PreparedComment(ParsedComment(str(place), author, html, parent, now - age), to_blocks(html)))
    return said
