"""Pictures of people and organizations: taken for what they are and not for what they are called, and kept small
(USER-050 to USER-055, ORG-121, ORG-122).

Whatever comes is decoded and drawn anew, so that nothing is handed out that a stranger wrote: no script behind the
pixels, no place where a photograph was taken, no frames without end (SEC-252 to SEC-254).
"""

import base64
import binascii
import io
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING

from fapi_reference.ids import new_id
from fapi_reference.problems import Item, Problem, refuse
from fapi_reference.records.organizations import Organization
from fapi_reference.records.people import Picture, User
from fapi_reference.transport import multipart
from fapi_reference.transport.forms import MULTIPART, media_type

if TYPE_CHECKING:
    from PIL.Image import Image

    from fapi_reference.exchange import Exchange
    from fapi_reference.reference import Reference

PART = "file"
LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
SHOWN_AT = 512
"""Pixels of the longer side of what is kept."""
TYPES: Mapping[str, str] = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
DEFAULT = "default"
"""In the place of an id: the picture of whoever has none."""
NAME_LENGTH = 100


class Pictures:
    def __init__(self, server: "Reference") -> None:
        self.server = server
        self.largest = LARGEST
        self.lenient = False
        """Whether what there is of a damaged picture is shown."""
        self._default: Picture | None = None

    def set(self, owner: User | Organization, exchange: "Exchange") -> Picture:
        """In place of the one before, which is gone."""
        name, content = self.sent(exchange)
        kind, drawn = self.drawn(content)
        now = self.server.clock.now()
        picture = Picture(id=new_id("img"), name=name, kind=kind, content=drawn, created_at=now)
        self.forget(owner)
        owner.picture = self.server.store.pictures[picture.id] = picture
        self.changed(owner)
        return picture

    def remove(self, owner: User | Organization) -> Picture:
        if owner.picture is None:
            raise refuse("image_not_found")
        gone = owner.picture
        self.forget(owner)
        self.changed(owner)
        return gone

    def forget(self, owner: User | Organization) -> None:
        if owner.picture:
            self.server.store.pictures.pop(owner.picture.id, None)
            owner.picture = None

    def changed(self, owner: User | Organization) -> None:
        if isinstance(owner, User):
            self.server.users.changed(owner)
        else:
            self.server.organizations.changed(owner)

    # what was sent

    def sent(self, exchange: "Exchange") -> tuple[str, bytes]:
        """The file's name and content: a part of a form, or base64 text by itself (USER-051)."""
        if media_type(exchange) == MULTIPART:
            boundary = multipart.boundary_of(exchange.header("content-type") or "")
            part = next((one for one in multipart.parts(exchange.body, boundary) if one.name == PART), None)
            name, content = (self.name(part.filename), part.content) if part else ("", b"")
        else:
            name, content = "", self.decoded(exchange.body)
        if not content:
            raise Problem(400, Item("form_param_missing", "There is no file.", {"param_name": PART}))
        if len(content) > self.largest:
            raise refuse("image_too_large")
        return name, content

    def name(self, given: str | None) -> str:
        """What the sender calls it, for people to read: no path, no control characters (SEC-254)."""
        last = (given or "").replace("\\", "/").rpartition("/")[2]
        return "".join(letter for letter in last if letter.isprintable())[:NAME_LENGTH]

    def decoded(self, body: bytes) -> bytes:
        """Base64 text, with or without a data URL's head. Plain bytes of a picture are none."""
        text = body.partition(b",")[2] if body.startswith(b"data:") else body
        try:
            return base64.b64decode(b"".join(text.split()), validate=True)
        except binascii.Error:
            raise refuse("request_body_invalid") from None

    # what it shows

    def drawn(self, content: bytes) -> tuple[str, bytes]:
        """Its kind, and the same picture drawn anew."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what a decoder wonders about and reads all the same
                return self.opened(content)
        except Exception:  # noqa: BLE001  # decoders stumble over broken files in many ways
            raise refuse("request_body_invalid") from None

    def opened(self, content: bytes) -> tuple[str, bytes]:
        from PIL import Image, ImageFile, ImageOps

        ImageFile.LOAD_TRUNCATED_IMAGES = self.lenient
        with Image.open(io.BytesIO(content), formats=list(TYPES)) as image:
            kind = (image.format or "").replace("MPO", "JPEG")
            if image.width * image.height > MOST_PIXELS:
                raise ValueError("too many pixels")
            image.load()
            upright = ImageOps.exif_transpose(image)
        upright.thumbnail((SHOWN_AT, SHOWN_AT))
        return kind, self.written(upright, kind)

    def written(self, image: "Image", kind: str) -> bytes:
        if image.mode.startswith("I"):  # greys of sixteen bits
            image = image.point(lambda level: level / 256).convert("L")
        plain = image.convert("RGB" if kind == "JPEG" or not image.has_transparency_data else "RGBA")
        out = io.BytesIO()
        plain.save(out, format=kind)
        return out.getvalue()

    # where it is seen

    def url(self, owner: User | Organization) -> str:
        """Everybody has one (USER-006)."""
        return self.address(owner.picture.id if owner.picture else DEFAULT)

    def address(self, picture_id: str) -> str:
        return f"{self.server.issuer}/images/{picture_id}"

    def found(self, picture_id: str) -> Picture:
        if picture_id == DEFAULT:
            return self.default()
        picture = self.server.store.pictures.get(picture_id)
        if picture is None:
            raise refuse("image_not_found")
        return picture

    def default(self) -> Picture:
        """A plain grey square."""
        if self._default is None:
            from PIL import Image

            out = io.BytesIO()
            Image.new("RGB", (64, 64), (204, 204, 204)).save(out, format="PNG")
            self._default = Picture(id=DEFAULT, name="", kind="PNG", content=out.getvalue(), created_at=0)
        return self._default
