"""Pictures that a person has at hand: real ones of every kind that is taken, broken ones, and what only looks like one.

Pillow is imported when the first is drawn: most runs of a few tests need none.
"""

import io
import struct
import zlib
from dataclasses import dataclass
from typing import Any

KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
"""The formats that are taken (USER-054), with their media types."""
MODES = {
    "PNG": ("RGB", "RGBA", "L", "LA", "P", "1"),
    "JPEG": ("RGB", "L"),
    "GIF": ("P", "L"),
    "WEBP": ("RGB", "RGBA"),
}
"""What each of them can hold, in Pillow's words."""
MEGABYTE = 1024 * 1024
LIMIT = 10 * MEGABYTE

HTML = b"<!doctype html><script>document.title = 'picture'</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>alert(1)</script></svg>"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TEXT = b"This is a text that is called a picture.\n"
NO_PICTURES = {"a page": HTML, "a drawing with a script": SVG, "a document": PDF, "a text": TEXT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    kind: str
    content: bytes

    @property
    def media_type(self) -> str:
        return KINDS[self.kind]

    @property
    def called(self) -> str:
        return f"picture.{self.kind.lower()}"


def picture(
    kind: str = "PNG", *, mode: str = "RGB", size: tuple[int, int] = (24, 16), colour: int = 90, **how: Any
) -> Picture:
    """A real one, of one colour with a line through it; ``how`` is what Pillow is told when it writes it."""
    from PIL import Image

    image = Image.new("RGB", size, (colour, 255 - colour, colour // 2))
    for x in range(min(size)):
        image.putpixel((x, x), (255, 255, 255))
    out = io.BytesIO()
    image.convert(mode).save(out, format=kind, **how)
    return Picture(kind=kind, content=out.getvalue())


def heavy(over: int = 64 * 1024) -> Picture:
    """A valid picture of more bytes than are taken: one that nobody took the trouble to press."""
    side = 1 + int(((LIMIT + over) / 3) ** 0.5)
    return picture(size=(side, side), compress_level=0)


def bomb(side: int = 50_000) -> Picture:
    """A few bytes that say they are a picture of very many pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1_000))
    chunks = [_chunk(b"IHDR", head), _chunk(b"IDAT", pixels), _chunk(b"IEND", b"")]
    return Picture(kind="PNG", content=b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def photograph() -> Picture:
    """A JPEG that tells where it was taken."""
    from PIL import Image

    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return picture("JPEG", exif=exif)


def size_of(content: bytes) -> tuple[int, int] | None:
    """How large the picture is that this decodes to, as a whole; None where it is none."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            return image.size
    except Exception:  # noqa: BLE001  # decoders stumble over broken files in many ways
        return None


def tells_a_place(content: bytes) -> bool:
    """Whether the picture says where it was taken."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as image:
        return bool(image.getexif().get_ifd(0x8825))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
