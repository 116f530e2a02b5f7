"""What goes through a foreign document takes time that grows no faster than the document."""

from __future__ import annotations

import pytest

from tests.hostile.growth import Work, complaint, too_long
from tests.hostile.walkers import BOUNDED, works

SIZE = 8_000
SLOWEST = 10.0
"""Seconds of the processor, many times what anything here takes."""

WORKS = works()
LINEAR = {name: work for name, work in WORKS.items() if not name.startswith(BOUNDED)}
LIMITED = {name: work for name, work in WORKS.items() if name.startswith(BOUNDED)}


@pytest.mark.parametrize("work", LINEAR.values(), ids=LINEAR)
def test_what_goes_through_a_document_takes_linear_time(work: Work) -> None:
    assert complaint(work, SIZE, SLOWEST) == ""


@pytest.mark.parametrize("work", LIMITED.values(), ids=LIMITED)
def test_what_compares_two_texts_gives_up_in_time(work: Work) -> None:
    assert too_long(work, 4 * SIZE, SLOWEST) == ""
