"""Pictures of every kind, mode and size, and the same ones damaged."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from fapi_conformance.devices.pictures import MODES, Picture, picture

LONGEST = 400
HOW: dict[str, tuple[dict[str, Any], ...]] = {
    "PNG": ({}, {"optimize": True}, {"compress_level": 0}, {"dpi": (72, 72)}),
    "JPEG": ({}, {"quality": 5}, {"progressive": True}, {"optimize": True, "quality": 95}),
    "GIF": ({}, {"interlace": 0}, {"comment": b"a comment"}),
    "WEBP": ({}, {"lossless": True}, {"quality": 1}),
}
"""Ways in which each format is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """What is left of a picture: cut behind so many bytes, or with one byte turned over."""

    whole: Picture
    content: bytes


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    kind = draw(st.sampled_from(sorted(MODES)))
    sides = st.integers(1, LONGEST) | st.sampled_from((1, 2, 16, 255, 256, 257))
    return picture(
        kind,
        mode=draw(st.sampled_from(MODES[kind])),
        size=(draw(sides), draw(sides)),
        colour=draw(st.integers(0, 255)),
        **draw(st.sampled_from(HOW[kind])),
    )


@st.composite
def damaged(draw: st.DrawFn) -> Damaged:
    whole = draw(pictures())
    place = draw(st.integers(1, len(whole.content) - 1))
    if draw(st.booleans()):
        return Damaged(whole=whole, content=whole.content[:place])
    turned = whole.content[place] ^ draw(st.integers(1, 255))
    return Damaged(whole=whole, content=whole.content[:place] + bytes([turned]) + whole.content[place + 1 :])
