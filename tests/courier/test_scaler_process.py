"""Hostile pictures: bounded time, bounded memory, and the next picture comes all the same."""

from __future__ import annotations

import resource
import struct
import time
import zlib
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from placentin_tui.courier.images.scaler import MEMORY
from placentin_tui.courier.images.scaler_process import ScalerProcess
from placentin_tui.courier.workers import worker_process
from placentin_tui.image_files import NoPicture
from tests.courier.papers import picture
from tests.courier.test_scaler import PNG, png_claiming


@pytest.fixture
async def scaler() -> AsyncIterator[ScalerProcess]:
    async with ScalerProcess() as entered:
        yield entered


def scans(width: int, height: int, count: int) -> bytes:
    """A progressive JPEG of a few bytes that has its reader go over a huge picture again and again."""

    def segment(marker: int, body: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body

    head = b"\xff\xd8" + segment(0xDB, b"\0" + bytes([1] * 64))
    head += segment(0xC2, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    # One code of one bit each: for DC nothing follows, for AC an end of 32,767 blocks.
    head += segment(0xC4, b"\x00" + bytes([1] + [0] * 15) + b"\x00") + segment(
        0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\xe0"
    )
    blocks = -(-width // 8) * -(-height // 8)
    dc = segment(0xDA, b"\x01\x01\x00\x00\x00\x00") + bytes(blocks // 8 + 1)
    runs = bytes(blocks // 16_384 * 2 + 2)  # 15 bits a run, all zero: 16,384 blocks each
    ac = b"".join(segment(0xDA, b"\x01\x01\x00" + bytes([k, k]) + b"\x00") + runs for k in range(1, 64))
    return head + dc + ac * (count // 63) + b"\xff\xd9"


def gif_claiming(width: int, height: int) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF0, 0, 0) + bytes(6)
    return head + b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\x00;"


def webp_claiming(width: int, height: int) -> bytes:
    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def swelling_text() -> bytes:
    """A PNG whose remarks grow a thousandfold when they are unpacked."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    remark = chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 50_000_000))
    return PNG[:33] + remark * 40 + PNG[33:]


HOSTILE = {
    "30,000 × 30,000": lambda: png_claiming(30_000, 30_000),
    "a GIF as large as its format allows": lambda: gif_claiming(65_535, 65_535),
    "a WebP of 16,384 × 16,384": lambda: webp_claiming(16_384, 16_384),
    "a web page": lambda: b"<!DOCTYPE html><html><body>Please sign in</body></html>",
    "an SVG": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    "cut short": lambda: PNG[: len(PNG) // 2],
    "nothing": lambda: b"",
    "swelling remarks": swelling_text,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
async def test_what_is_hostile_is_no_picture_and_the_next_one_is(scaler: ScalerProcess, data: object) -> None:
    assert callable(data)
    with pytest.raises(NoPicture):
        await scaler.scale(data())
    assert (await scaler.scale(picture(400, 300, "JPEG"))).width == 400


async def test_many_passes_over_a_huge_picture_end_when_the_processors_time_is_up(scaler: ScalerProcess) -> None:
    data = scans(10_000, 11_000, 30_000)
    assert len(data) < 8_000_000, "small enough to be fetched"
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(NoPicture):
        await scaler.scale(data)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert scaler._worker.pid is None, "it was ended, and did not give up of itself"
    assert ended.ru_utime - began.ru_utime < 20
    assert (await scaler.scale(picture())).width == 40


async def test_memory_is_bounded_by_the_system(scaler: ScalerProcess) -> None:
    await scaler.scale(picture())
    limits = Path(f"/proc/{scaler._worker.pid}/limits").read_text()
    (line,) = [line for line in limits.splitlines() if line.startswith("Max address space")]
    assert line.split()[3:5] == [str(MEMORY), str(MEMORY)]


async def test_the_largest_pictures_there_may_be_fit_into_it(scaler: ScalerProcess) -> None:
    out = BytesIO()
    Image.new("RGB", (12_000, 9_900), "navy").save(out, "JPEG", progressive=True, quality=50)
    assert (await scaler.scale(out.getvalue())).width == 1024
    out = BytesIO()
    Image.new("RGBA", (5_000, 4_990), (0, 0, 128, 90)).save(out, "PNG", compress_level=1)
    assert (await scaler.scale(out.getvalue())).width == 1024


async def test_the_clock_bounds_it_too(scaler: ScalerProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "WALL_CLOCK_FACTOR", 0.0)
    began = time.monotonic()
    with pytest.raises(NoPicture):
        await scaler.scale(picture())
    assert time.monotonic() - began < 30
    monkeypatch.undo()
    assert (await scaler.scale(picture())).width == 40


async def test_nothing_is_started_for_nothing() -> None:
    async with ScalerProcess() as scaler:
        assert scaler._worker.pid is None
