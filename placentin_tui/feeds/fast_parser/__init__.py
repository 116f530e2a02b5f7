"""The quick way to read a feed: what feedparser would make of one that has nothing unusual, in a tenth of its time.

    names      namespaces, and what may stand where
    document   expat's events → the method for each element
    elements   those methods: elements → the fields `parse` asks for

Of RSS, RDF and Atom as nearly every paper writes them, `read` gives just those fields, exactly as feedparser's reader
(with the guards of `reader`) gives them. At the first thing that is not plainly one it knows it gives up, and
feedparser reads the whole feed. tests/feeds/test_fast_parser.py holds the two against each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError

from placentin_tui.feeds.fast_parser.document import Unusual
from placentin_tui.feeds.fast_parser.elements import Reader
from placentin_tui.feeds.fast_parser.values import is_settled

if TYPE_CHECKING:
    from placentin_tui.feeds.raw import Read

# These controls are read as windows-1252, whether they stand there or are named by number.
# Two patterns, for what begins with a known byte is found twenty times as fast.
_c1 = re.compile(rb"\xc2[\x80-\x9f]")
_c1_by_number = re.compile(rb"&#0*(?:1[2-5]\d|[xX]0*[89][0-9a-fA-F]);")


def read(text: str, base: str) -> Read | None:
    """The feed in a text from its root element to that element's end; `None` when feedparser must read it."""
    document = text.encode("utf-8", "surrogatepass")
    if not is_settled(base) or _c1.search(document) or _c1_by_number.search(document):
        return None
    try:
        return Reader(base).read(document)
    except (Unusual, ExpatError):
        return None
