"""Articles in the shapes papers give them, and the lines each comes to at 60 columns.

python -m tests.prose.corpus NAME…            print the lines, to be read and judged
python -m tests.prose.corpus --write NAME…    keep them beside the article, once judged right (no name: all)
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from placentin_tui import i18n
from placentin_tui.prose.blocks import Blocks
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import Line, lay_out, plain

FOLDER = Path(__file__).parent.parent / "data" / "articles"
BASE = "https://paper.example/2026/article/"
WIDTH = 60
_LANGUAGE = re.compile(r"<!-- language: (\w+) -->\n")


def names() -> list[str]:
    """Every article."""
    return sorted(path.stem for path in FOLDER.glob("*.html"))


def html(name: str) -> str:
    """The article as the paper gives it."""
    return _LANGUAGE.sub("", (FOLDER / f"{name}.html").read_text("utf-8"))


def language(name: str) -> str:
    """The article's language; French when the file does not say."""
    found = _LANGUAGE.match((FOLDER / f"{name}.html").read_text("utf-8"))
    return found[1] if found else "fr"


def blocks(name: str) -> Blocks:
    """The article as blocks."""
    return to_blocks(html(name), BASE)


def lines(name: str) -> str:
    """The lines of an article, a picture as one line with its file's name."""
    before = i18n.language()
    i18n.use("fr" if language(name) == "fr" else "en")
    made = lay_out(blocks(name), WIDTH, language=language(name), picture_rows=lambda _picture, _width: 1)
    i18n.use(before)
    return "".join(f"{_line(line)}\n" for line in made)


def expected(name: str) -> str:
    """The lines that were judged right."""
    return _beside(name).read_text("utf-8") if _beside(name).exists() else ""


def _line(line: Line) -> str:
    picture = f"[{line.picture.url.rsplit('/', 1)[-1]}]" if line.picture else ""
    return (plain(line) + picture).rstrip(" ")


def _beside(name: str) -> Path:
    return FOLDER / f"{name}.lines.txt"


def main() -> None:
    """Print or keep the lines of the articles named."""
    parser = argparse.ArgumentParser("python -m tests.prose.corpus")
    parser.add_argument("names", nargs="*", metavar="NAME", help="without any, all")
    parser.add_argument("--write", action="store_true", help="keep the lines beside the article")
    options = parser.parse_args()
    for name in options.names or names():
        if options.write:
            _beside(name).write_text(lines(name), "utf-8")
        else:
            print(f"── {name}\n{lines(name)}")


if __name__ == "__main__":
    main()
