"""The pictures by name (`lake-violet`), each painted once and kept."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from screenshots.painting.buildings import bridge, city, village
from screenshots.painting.gatherings import palace, pitch, platform
from screenshots.painting.interiors import shelves, stage, still
from screenshots.painting.landscapes import dunes, field, forest, hills, mountain, volcano
from screenshots.painting.paint import Light, finish
from screenshots.painting.skies import night
from screenshots.painting.waters import coast, lake, sea

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

KEPT = Path(__file__).parents[2] / ".screenshots_cache"
"""Where finished pictures are kept; `make clean` takes it away."""

DUSK = Light((38, 44, 84), (150, 92, 110), (255, 170, 96), (255, 214, 140), (92, 62, 84), (26, 20, 34))
DAWN = Light((84, 120, 170), (196, 190, 206), (255, 220, 186), (255, 240, 206), (104, 112, 138), (38, 42, 58))
VIOLET = Light((66, 58, 128), (150, 128, 196), (246, 206, 226), (255, 232, 240), (92, 84, 146), (28, 26, 56))
BLUE = Light((18, 36, 70), (54, 96, 144), (150, 190, 214), (220, 240, 250), (44, 72, 104), (12, 22, 38))
GOLD = Light((70, 96, 130), (224, 178, 110), (255, 224, 150), (255, 246, 210), (150, 110, 60), (54, 36, 22))
NOON = Light((52, 110, 190), (120, 170, 222), (206, 226, 240), (255, 250, 232), (98, 128, 120), (40, 58, 40))
GREY = Light((104, 114, 126), (150, 158, 166), (206, 210, 212), (236, 236, 232), (110, 118, 124), (44, 50, 56))
STORM = Light((30, 38, 50), (74, 86, 98), (156, 164, 162), (226, 226, 206), (60, 70, 78), (18, 24, 30))
ROSE = Light((92, 106, 168), (206, 158, 182), (255, 206, 186), (255, 236, 214), (112, 94, 130), (40, 34, 56))
GREEN = Light((110, 160, 196), (176, 206, 212), (232, 236, 210), (255, 250, 214), (96, 134, 92), (30, 54, 34))
AUTUMN = Light((150, 150, 160), (214, 184, 140), (250, 216, 150), (255, 220, 130), (150, 84, 40), (48, 28, 22))
SNOW = Light((120, 134, 164), (176, 186, 206), (226, 228, 236), (255, 246, 230), (126, 138, 164), (46, 54, 74))
NIGHT = Light((8, 12, 30), (18, 28, 60), (60, 66, 110), (190, 200, 255), (28, 34, 58), (6, 8, 18))
RED = Light((40, 10, 16), (60, 16, 22), (120, 40, 36), (176, 28, 36), (92, 40, 34), (18, 6, 10))
COLD = Light((14, 24, 50), (26, 44, 84), (70, 100, 150), (44, 84, 160), (54, 66, 100), (8, 12, 26), (214, 230, 255))
AMBER = Light((60, 36, 12), (90, 58, 22), (170, 120, 60), (196, 138, 44), (110, 74, 40), (24, 14, 6))
SHORE = Light((16, 74, 110), (30, 124, 150), (120, 196, 200), (226, 200, 150), (232, 214, 176), (206, 170, 116))
LAGOON = Light((10, 70, 96), (20, 140, 150), (130, 214, 196), (240, 224, 180), (246, 236, 206), (90, 130, 72))
CLIFF = Light((24, 60, 84), (60, 106, 120), (150, 184, 176), (150, 152, 96), (206, 196, 160), (84, 108, 60))

SCENES: dict[str, Callable[[Random], Image]] = {
    "palace-night": partial(palace, light=DUSK),
    "palace-day": partial(palace, light=DAWN),
    "volcano-dusk": partial(volcano, light=DUSK),
    "volcano-night": partial(volcano, light=NIGHT),
    "platform-dawn": partial(platform, light=ROSE),
    "stage-red": partial(stage, light=RED),
    "stage-blue": partial(stage, light=COLD),
    "stage-gold": partial(stage, light=AMBER),
    "forest-mist": partial(forest, light=GREY),
    "forest-dawn": partial(forest, light=GREEN),
    "forest-autumn": partial(forest, light=AUTUMN),
    "forest-blue": partial(forest, light=BLUE),
    "pitch-night": partial(pitch, light=NIGHT),
    "pitch-dusk": partial(pitch, light=DUSK),
    "lake-violet": partial(lake, light=VIOLET),
    "lake-blue": partial(lake, light=BLUE),
    "lake-dawn": partial(lake, light=DAWN, detail="boats"),
    "lake-rowers": partial(lake, light=GOLD, detail="rowers"),
    "bridge-fog": partial(bridge, light=DAWN),
    "bridge-dusk": partial(bridge, light=DUSK),
    "coast-air": partial(coast, light=SHORE),
    "coast-air2": partial(coast, light=SHORE),
    "coast-lagoon": partial(coast, light=LAGOON),
    "coast-cliffs": partial(coast, light=CLIFF),
    "village-snow": partial(village, light=SNOW, detail="snow"),
    "village-dusk": partial(village, light=DUSK),
    "village-dawn": partial(village, light=ROSE),
    "shelves-warm": partial(shelves, light=AMBER),
    "shelves-warm2": partial(shelves, light=AUTUMN),
    "shelves-dusk": partial(shelves, light=DUSK),
    "shelves-cool": partial(shelves, light=COLD),
    "sea-gold": partial(sea, light=GOLD, detail="sail"),
    "sea-storm": partial(sea, light=STORM, detail="storm"),
    "sea-lighthouse": partial(sea, light=DUSK, detail="lighthouse"),
    "sea-harbour": partial(sea, light=ROSE, detail="harbour"),
    "sea-grey": partial(sea, light=GREY),
    "sea-sail": partial(sea, light=NOON, detail="sail"),
    "city-dawn": partial(city, light=DAWN),
    "city-river": partial(city, light=STORM),
    "city-night": partial(city, light=NIGHT),
    "field-gold": partial(field, light=GOLD),
    "field-green": partial(field, light=GREEN),
    "field-storm": partial(field, light=STORM),
    "hills-blue": partial(hills, light=BLUE),
    "hills-green": partial(hills, light=GREEN),
    "hills-dawn": partial(hills, light=ROSE),
    "dunes-noon": partial(dunes, light=NOON._replace(far=(206, 160, 104), near=(128, 92, 60))),
    "dunes-dusk": partial(dunes, light=DUSK),
    "still-lemons": partial(still, light=AMBER),
    "still-pears": partial(still, light=BLUE, detail="pears"),
    "still-bottle": partial(still, light=AUTUMN, detail="bottle"),
    "sky-stars": partial(night, light=NIGHT),
    "sky-dish": partial(night, light=NIGHT, detail="dish"),
    "sky-galaxy": partial(
        night, light=VIOLET._replace(zenith=(10, 8, 28), sky=(26, 22, 60), near=(8, 8, 16)), detail="galaxy"
    ),
    "mountain-snow": partial(mountain, light=NOON),
    "mountain-rose": partial(mountain, light=ROSE),
    "mountain-dawn": partial(mountain, light=DAWN),
    "mountain-road": partial(mountain, light=GREY),
}


def picture(name: str) -> Path:
    """The file of a picture, painted now unless it was painted before by the same code."""
    sources = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    file = KEPT / f"{name}-{sha256(sources).hexdigest()[:12]}.jpg"
    if not file.exists():
        KEPT.mkdir(exist_ok=True)
        for older in KEPT.glob(f"{name}-*.jpg"):
            older.unlink()
        rng = Random(name)  # noqa: S311 - the same picture each time
        finish(SCENES[name](rng), rng).save(file, "JPEG", quality=88)
    return file
