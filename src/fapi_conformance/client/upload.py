"""Bodies that are no form of parameters: a file in a form of its own, base64 text (USER-050, USER-051), JSON."""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from fapi_conformance.client.exchange import Json

MULTIPART, OCTETS, JSON = "multipart/form-data", "application/octet-stream", "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A body as it goes out, under its content type."""

    content: bytes
    content_type: str


def file(content: bytes, *, kind: str = "image/png", called: str = "picture.png", part: str = "file") -> Upload:
    """One file in a form, under that name and with that announced type, as browsers and apps send it."""
    boundary = f"----fapi{secrets.token_hex(12)}"
    said = f'Content-Disposition: form-data; name="{part}"; filename="{_quotable(called)}"\r\nContent-Type: {kind}'
    body = f"--{boundary}\r\n{said}\r\n\r\n".encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return Upload(content=body, content_type=f"{MULTIPART}; boundary={boundary}")


def careless_file(content: bytes) -> Upload:
    """As the official app for iOS sends one: a line break before all, and a type that may be wrong (USER-052)."""
    proper = file(content, kind="image/jpeg", called="file.jpg")
    return Upload(content=b"\r\n" + proper.content, content_type=proper.content_type)


def data_url(content: bytes, *, kind: str = "image/png") -> Upload:
    """As the official browser client sends a text: a data URL, which it calls a stream of octets."""
    text = f"data:{kind};base64,".encode() + base64.b64encode(content)
    return Upload(content=text, content_type=OCTETS)


def base64_text(content: bytes) -> Upload:
    """The same without a head."""
    return Upload(content=base64.b64encode(content), content_type=OCTETS)


def fields(values: Mapping[str, bytes]) -> Upload:
    """A form of the kind that files travel in, with values that are none."""
    boundary = f"----fapi{secrets.token_hex(12)}"
    pieces = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{_quotable(name)}"\r\n\r\n'.encode(errors="replace")
        + value
        + b"\r\n"
        for name, value in values.items()
    ]
    body = b"".join(pieces) + f"--{boundary}--\r\n".encode()
    return Upload(content=body, content_type=f"{MULTIPART}; boundary={boundary}")


def document(value: Json) -> Upload:
    """A JSON document."""
    return Upload(content=json.dumps(value, separators=(",", ":")).encode(errors="surrogatepass"), content_type=JSON)


def without_a_file() -> Upload:
    """A form that has something in it, and no file."""
    return fields({"note": b"nothing"})


def _quotable(name: str) -> str:
    """As browsers write a name into a header."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
