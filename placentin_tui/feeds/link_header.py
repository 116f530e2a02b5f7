"""Parses the HTTP `Link` header (RFC 8288)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINKS = 1000

_link = re.compile(r"<([^<>]{1,4096})>((?:\s*;\s*[\w*-]+\s*(?:=\s*(?:\"[^\"]*\"|[^\s,;\"]+))?)*)")
_parameter = re.compile(r";\s*([\w*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s,;\"]+))")


def links(header: str) -> Iterator[dict[str, str]]:
    """The links of the header in order, each as `href` and its parameters by lower-case name."""
    for found, _nth in zip(_link.finditer(header), range(MOST_LINKS), strict=False):
        said = {name.lower(): quoted or bare for name, quoted, bare in _parameter.findall(found[2])}
        yield said | {"href": found[1].strip()}
