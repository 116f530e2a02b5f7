"""How much of what an article's HTML shows is in its blocks.

python -m tests.prose.completeness      print it, article by article, and what is missing
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from placentin_tui.prose.blocks import Block, Blocks, Embed, Figure, Gallery, Paragraph, Quote, Span, Table
from placentin_tui.prose.html import pictures
from placentin_tui.prose.plain import text_of
from placentin_tui.prose.walk import every, texts
from tests.prose import corpus
from tests.prose.reading import Reading, read, words_of


@dataclass
class Share:
    """Of so many things, how many are there."""

    total: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def percent(self) -> float:
        """Hundred when none is missing."""
        return 100 * (1 - len(self.missing) / self.total) if self.total else 100.0

    def __add__(self, other: Share) -> Share:
        return Share(self.total + other.total, self.missing + other.missing)


@dataclass
class Completeness:
    """One article, or all of them."""

    words: Share = field(default_factory=Share)
    links: Share = field(default_factory=Share)
    pictures: Share = field(default_factory=Share)
    captions: Share = field(default_factory=Share)

    def __add__(self, other: Completeness) -> Completeness:
        return Completeness(
            self.words + other.words,
            self.links + other.links,
            self.pictures + other.pictures,
            self.captions + other.captions,
        )

    def __str__(self) -> str:
        shares = (
            ("words", self.words),
            ("links", self.links),
            ("pictures", self.pictures),
            ("captions", self.captions),
        )
        return ", ".join(f"{share.total} {name} {share.percent:.1f} %" for name, share in shares)

    @property
    def missing(self) -> list[str]:
        """All that is not there."""
        return [*self.words.missing, *self.links.missing, *self.pictures.missing, *self.captions.missing]


def compare(source: Reading, blocks: Blocks) -> Completeness:
    """Hold the blocks against what the HTML shows; a caption of what is no picture may be a paragraph of its own."""
    here = {found.url for found in pictures(blocks)}
    captions = [" ".join(words_of(text)) for block in every(blocks) for text in _captions(block)]
    alone = {" ".join(words_of(text_of(block.spans))) for block in every(blocks) if isinstance(block, Paragraph)}
    return Completeness(
        Share(source.words.total(), [*(source.words - _words(blocks)).elements()]),
        Share(len(source.links), sorted(source.links - _links(blocks))),
        Share(len(source.pictures), [min(one) for one in source.pictures if not one & here]),
        Share(
            len(source.captions),
            [one for one in source.captions if one not in alone and not any(one in text for text in captions)],
        ),
    )


def of(name: str) -> Completeness:
    """The completeness of an article of the corpus."""
    html = corpus.html(name)
    return compare(read(html, corpus.BASE), corpus.blocks(name))


def _words(blocks: Blocks) -> Counter[str]:
    return Counter(
        word
        for block in every(blocks)
        for text in (*map(text_of, texts(block)), block.title if isinstance(block, Embed) else "")
        for word in words_of(text)
    )


def _links(blocks: Blocks) -> set[str]:
    spans: Iterator[Span] = (span for block in every(blocks) for part in texts(block) for span in part)
    return {
        *(span.href.rstrip("?#") for span in spans),
        *(block.href for block in every(blocks) if isinstance(block, Figure)),
        *(block.url for block in every(blocks) if isinstance(block, Embed)),
    }


def _captions(block: Block) -> Iterator[str]:
    match block:
        case Figure():
            yield f"{text_of(block.caption)} {block.credit}"
        case Gallery() | Table():
            yield text_of(block.caption)
        case Quote():
            yield text_of(block.cite)
        case Embed():
            yield block.title


def main() -> None:
    """Print the completeness of the corpus."""
    total = Completeness()
    for name in corpus.names():
        one = of(name)
        total += one
        print(f"{name:36} {one}")
        if one.missing:
            print(f"    missing: {', '.join(one.missing)}")
    print(f"{len(corpus.names())} articles: {total}")


if __name__ == "__main__":
    main()
