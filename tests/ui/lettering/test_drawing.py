"""Letters as they are sent to a terminal, decoded again: whole, in their colours, in their rows."""

from __future__ import annotations

import subprocess
import sys
from base64 import b64decode
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from placentin_tui.courier.workers.worker_loop import LENGTH
from placentin_tui.rendering.lettering.metrics import UNITS, shipped
from placentin_tui.rendering.lettering.typeset import Room, typeset
from placentin_tui.ui.lettering import cache, worker
from placentin_tui.ui.lettering.draw import shades
from placentin_tui.ui.lettering.drawing import Drawing
from placentin_tui.ui.lettering.encode import encoded
from placentin_tui.ui.lettering.face import shipped_face
from tests.ui.lettering.decode import decoded, stacked

INK, GROUND = "#fbf6ea", "#191713"
TITLE = "À Saint-Brévin, « la digue » promise sort enfin de terre, juste ici"


def drawing(
    text: str = TITLE, *, cell: tuple[int, int] = (9, 19), levels: int = 8, kitty: bool = False, centred: bool = False
) -> Drawing:
    metrics, face = shipped(), shipped_face()
    lettering = typeset(text, Room(60, 6, cell), metrics, centred=centred)
    assert lettering
    assert face
    return Drawing(
        lines=lettering.lines,
        places=tuple(tuple(metrics.places(line)) for line in lettering.lines),
        size=lettering.size,
        baseline=lettering.baseline,
        pitch=lettering.pitch,
        centred=centred,
        columns=lettering.columns,
        rows=lettering.rows,
        cell=cell,
        ink=INK,
        ground=GROUND,
        levels=levels,
        is_kitty=kitty,
        face=face,
    )


def near(colour: tuple[int, ...], wanted: str) -> bool:
    """Whether a colour is another one, but for what Sixel's per cent cannot say."""
    return all(abs(part - int(wanted[at : at + 2], 16)) <= 2 for part, at in zip(colour, (1, 3, 5), strict=False))


@pytest.mark.parametrize("cell", [(6, 13), (9, 19), (10, 20), (20, 44)])
@pytest.mark.parametrize("levels", [4, 8])
def test_sixel_rows_are_the_letters(cell: tuple[int, int], levels: int) -> None:
    what = drawing(cell=cell, levels=levels)
    rows = encoded(what)
    assert len(rows) == what.rows
    image = stacked(rows)
    assert image.size == (what.columns * cell[0], what.rows * cell[1])
    wanted = shades(what)
    most = levels - 1
    for x in range(0, image.width, 3):
        for y in range(image.height):
            pixel, shade = image.getpixel((x, y)), wanted.getpixel((x, y))
            assert isinstance(pixel, tuple)
            assert pixel[3] == 255, "the text below is hidden"
            if shade in (0, most):
                assert near(pixel, INK if shade else GROUND)


def test_a_png_is_the_ink_alone() -> None:
    what = drawing(kitty=True, levels=16)
    (data,) = encoded(what)
    image = Image.open(BytesIO(b64decode(data))).convert("RGBA")
    assert image.size == (what.width, what.height)
    assert {pixel[:3] for _n, pixel in image.getcolors() or ()} == {(0xFB, 0xF6, 0xEA)}  # type: ignore[index]
    assert image.getchannel("A").getextrema() == (0, 255)


@pytest.mark.parametrize("cell", [(6, 13), (8, 17), (9, 19), (12, 25)])
def test_nothing_is_cut(cell: tuple[int, int]) -> None:
    """No letter reaches the edge of the drawing, where a part of it would be lost."""
    image = shades(drawing("Ôg Jjf À qui profite l’Élysée ? « Ÿ » fjord Þ", cell=cell))
    box = image.getbbox()
    assert box
    assert box[2] <= image.width - 1
    assert box[3] <= image.height
    assert box[1] >= 0
    # The same with more room around it shows as much ink.
    assert sum(image.crop(box).histogram()[1:]) == sum(image.histogram()[1:])


def test_letters_stand_where_they_were_computed() -> None:
    what = drawing("Vallée AVANT Tous", cell=(20, 44))
    image, metrics = shades(what), shipped()
    for n, line in enumerate(what.lines):
        top = what.baseline + n * what.pitch - what.size
        box = image.crop((0, max(0, top), image.width, top + round(1.1 * what.size))).getbbox()
        assert box
        assert abs(box[2] - metrics.width(line) * what.size / UNITS) < 0.08 * what.size


def test_centred_lines_have_equal_margins() -> None:
    image = shades(drawing("Le Placentin", centred=True))
    box = image.getbbox()
    assert box
    assert abs(box[0] - (image.width - box[2])) <= 4


def test_the_shades_are_those_between_ground_and_ink() -> None:
    colours = sorted(decoded(encoded(drawing())[1]).getcolors() or (), key=lambda found: sum(found[1]))
    lights = [sum(colour[:3]) for _n, colour in colours]  # type: ignore[index]
    assert len(lights) == 8
    assert all(one < other for one, other in pairwise(lights))


def test_another_colour_or_font_has_another_name() -> None:
    what = drawing()
    others = [
        msgspec.structs.replace(what, ink="#000000"),
        msgspec.structs.replace(what, ground="#000000"),
        msgspec.structs.replace(what, cell=(10, 19)),
        msgspec.structs.replace(what, columns=61),
        msgspec.structs.replace(what, lines=("Other",)),
        msgspec.structs.replace(what, face=msgspec.structs.replace(what.face, modified=1)),
        msgspec.structs.replace(what, face=msgspec.structs.replace(what.face, path="/other.ttf")),
    ]
    assert len({what.name, *(other.name for other in others)}) == 8
    assert what.name == drawing().name


# ── the folder ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_kept_comes_back_and_what_is_damaged_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "lettering"
    data = ("\x1bP one \x1b\\", "two é")
    assert cache.kept(folder, "a") is None
    cache.keep(folder, "a", data)
    assert cache.kept(folder, "a") == data
    assert [path.name for path in folder.iterdir()] == ["a"]
    whole = (folder / "a").read_bytes()
    for bad in (b"", b"x", whole[:-1], whole[:20], whole[:10] + b"\xff" + whole[11:], b"\x00" * 3000):
        (folder / "a").write_bytes(bad)
        assert cache.kept(folder, "a") is None


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache.keep(tmp_path / "file" / "lettering", "a", ("data",))
    assert cache.kept(tmp_path / "file" / "lettering", "a") is None


def test_the_oldest_go_first(tmp_path: Path) -> None:
    import os

    for n in range(10):
        (tmp_path / f"f{n}").write_bytes(bytes(1000))
        os.utime(tmp_path / f"f{n}", (1000 + n, 1000 + n))
    (tmp_path / ".left").write_bytes(b"x")
    os.utime(tmp_path / ".left", (1000, 1000))
    cache.shrink(tmp_path, 3500)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["f7", "f8", "f9"]


# ── the process ──────────────────────────────────────────────────────────────────────────────────────────────────────


def ask(*questions: bytes) -> list[bytes]:
    """The answers of a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "placentin_tui.ui.lettering.worker"],
        input=b"".join(LENGTH.pack(len(question)) + question for question in questions),
        capture_output=True,
        check=True,
        timeout=120,
    )
    answers, at = [], 0
    while at < len(done.stdout):
        (size,) = LENGTH.unpack_from(done.stdout, at)
        answers.append(done.stdout[at + LENGTH.size : at + LENGTH.size + size])
        at += LENGTH.size + size
    return answers


def test_the_process_draws_and_keeps_and_shrinks(tmp_path: Path) -> None:
    what, folder = drawing(), str(tmp_path / "lettering")
    lost = msgspec.structs.replace(what, face=msgspec.structs.replace(what.face, path="/no/such.ttf"))
    questions = [worker.Draw(what, folder), worker.Draw(lost, folder), worker.Shrink(folder, 0)]
    answers = ask(*map(msgspec.json.encode, questions[:2]))
    assert msgspec.json.decode(answers[0], type=tuple[str, ...]) == encoded(what)
    assert answers[1] == b""
    assert cache.kept(tmp_path / "lettering", what.name) == encoded(what)
    assert ask(msgspec.json.encode(questions[2])) == [b""]
    assert cache.kept(tmp_path / "lettering", what.name) is None


def test_the_process_measures_a_font_that_is_named(tmp_path: Path) -> None:
    face = shipped_face()
    assert face
    (answer,) = ask(msgspec.json.encode(worker.Measure(face.path)))
    measured = msgspec.json.decode(answer, type=worker.Measured)
    assert measured.face == face
    assert measured.metrics.width("AVANT") == shipped().width("AVANT")
    (tmp_path / "bad.ttf").write_bytes(b"no font")
    assert ask(msgspec.json.encode(worker.Measure(str(tmp_path / "bad.ttf")))) == [b""]
