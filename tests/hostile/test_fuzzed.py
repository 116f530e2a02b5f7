"""What fuzzing found stays mended; and the targets themselves are sound."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.hostile.targets import TARGETS
from tests.prose.test_html_hostile import BROKEN

DATA = Path(__file__).parents[1] / "data"
FOUND = sorted((DATA / "fuzz").glob("*/*"))
MESSAGES = st.sampled_from(
    [b'{"type":"refresh","sources":[1]}', b'{"type":"trouble","error":"x"}', b'{"type":', b"[1]"]
)


def test_every_finding_belongs_to_a_target() -> None:
    assert {file.parent.name for file in FOUND} <= set(TARGETS)


@pytest.mark.parametrize("file", FOUND, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_fuzzing_found_stays_mended(file: Path) -> None:
    TARGETS[file.parent.name](file.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_takes_the_corpus_of_all(name: str) -> None:
    for file in sorted((DATA / "opml").glob("*")) + sorted((DATA / "prose").glob("*")):
        TARGETS[name](file.read_bytes()[:20_000])


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(data=b"")
def test_any_bytes(name: str, data: bytes) -> None:
    TARGETS[name](data)


@given(BROKEN)
def test_any_html(html: str) -> None:
    TARGETS["html"](html.encode("utf-8", "replace"))


@given(st.lists(MESSAGES | st.binary(max_size=5), max_size=5).map(b"".join))
def test_any_line(line: bytes) -> None:
    TARGETS["protocol"](line)


OUTLINES = ("<outline", ' text="', ' xmlUrl="https://a.example/"', '"', ">", "/>", "</outline>", "<opml>", "&#27;")
DECLARED = ("\u202e", "a/b", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;")


@given(st.lists(st.sampled_from(OUTLINES + DECLARED)))
def test_any_outline(pieces: list[str]) -> None:
    TARGETS["opml"](f"<opml version='2.0'><body>{''.join(pieces)}</body></opml>".encode())


NAMES = st.sampled_from(
    ("items", "itemRefs", "subscriptions", "unreadcounts", "id", "title", "origin", "streamId", "summary", "content",
     "canonical", "href", "url", "categories", "label", "published", "author", "enclosure", "type", "continuation",
     "numResults", "error", "count")
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=20,
)


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_any_answer_of_a_server_that_keeps_marks(said: dict[str, object]) -> None:
    TARGETS["sync"](json.dumps(said).encode("utf-8", "surrogatepass"))
