"""A terminal's side of Sixel: data → pixels."""

from __future__ import annotations

import re

from PIL import Image

_HEAD = re.compile(r'\x1bP0;1;0q"1;1;(\d+);(\d+)')
_TOKEN = re.compile(r"#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)([?-~])|([?-~])|([$])|(-)")


def decoded(data: str) -> Image.Image:
    """The picture of Sixel data; colours must be defined before they are used, and all of them before a pixel."""
    head = _HEAD.match(data)
    assert head
    assert data.endswith("\x1b\\")
    width, height = int(head[1]), int(head[2])
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    palette: dict[int, tuple[int, int, int]] = {}
    colour, x, top, drawn = (0, 0, 0), 0, 0, False
    at = head.end()
    while at < len(data) - 2:
        token = _TOKEN.match(data, at)
        assert token, data[at : at + 20]
        at = token.end()
        number, red, green, blue, chosen, count, many, one, back, down = token.groups()
        if number:
            assert not drawn, "a colour defined after the first pixel is noise in xterm"
            palette[int(number)] = (round(int(red) * 2.55), round(int(green) * 2.55), round(int(blue) * 2.55))
        elif chosen:
            colour = palette[int(chosen)]
        elif back:
            x = 0
        elif down:
            x, top = 0, top + 6
        else:
            bits = ord(many or one) - 0x3F
            for column in range(x, x + int(count or 1)):
                for bit in range(6):
                    if bits & 1 << bit:
                        assert column < width
                        assert top + bit < height, "nothing is drawn into the row below"
                        image.putpixel((column, top + bit), (*colour, 255))
                        drawn = True
            x += int(count or 1)
    return image


def stacked(rows: tuple[str, ...]) -> Image.Image:
    """The rows of a drawing, one below the other."""
    images = [decoded(row) for row in rows]
    image = Image.new("RGBA", (images[0].width, sum(row.height for row in images)))
    top = 0
    for row in images:
        image.paste(row, (0, top))
        top += row.height
    return image
