"""Syntax highlighting with Pygments: the keywords, strings, comments … of a piece of code."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

LONGEST = 4_000
"""Characters; longer code is not highlighted, because it takes too long."""
_LANGUAGES = frozenset((
    "bash", "c", "c++", "cpp", "csharp", "css", "go", "html", "ini", "javascript", "js", "json", "kotlin",
    "lua", "perl", "php", "python", "py", "r", "ruby", "rb", "rust", "rs", "scss", "sh", "shell", "sql", "swift",
    "toml", "ts", "typescript", "xml", "yaml", "yml",
))  # fmt: skip
"""Languages that papers print. Others are not highlighted: some lexers (`make`, `diff`, `java`) are quadratic."""


class Piece(NamedTuple):
    """A piece of code: the offset of its end, and its role."""

    end: int
    role: str


@lru_cache(maxsize=64)
def pieces(text: str, language: str) -> tuple[Piece, ...]:
    """The pieces of code from its beginning to its end; a single one without role for unknown languages."""
    lexer = _lexer(language) if len(text) <= LONGEST else None
    if lexer is None:
        return (Piece(len(text), ""),)
    found: list[Piece] = []
    # `unprocessed`: without Pygments' adding or removing line ends.
    for start, kind, value in lexer.get_tokens_unprocessed(text):
        role = _role(kind)
        if found and found[-1].role == role:
            found.pop()
        found.append(Piece(start + len(value), role))
    return (*found, Piece(len(text), "")) if not found or found[-1].end < len(text) else tuple(found)


@lru_cache(maxsize=16)
def _lexer(language: str) -> Lexer | None:
    """The Pygments lexer of a language, `None` when it is not highlighted."""
    if language not in _LANGUAGES:
        return None
    from pygments.lexers import get_lexer_by_name  # 25 ms, and 5 to 20 for a language: only with code on the page

    return get_lexer_by_name(language)


@lru_cache(maxsize=256)
def _role(kind: _TokenType) -> str:
    from pygments.token import Comment, Generic, Keyword, Name, Number, String

    roles = (
        (Comment, "code-comment"),
        (Keyword, "code-keyword"),
        (Name.Tag, "code-keyword"),
        (String, "code-text"),
        (Number, "code-number"),
        (Name.Function, "code-name"),
        (Name.Class, "code-name"),
        (Name.Attribute, "code-name"),
        (Name.Decorator, "code-name"),
        (Generic.Deleted, "code-text"),
        (Generic.Inserted, "code-number"),
        (Generic.Heading, "code-keyword"),
    )
    return next((role for token, role in roles if kind in token), "")
