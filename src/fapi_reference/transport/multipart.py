"""Files in a form: `multipart/form-data` (RFC 7578), read as leniently as its senders are careless (USER-052)."""

from dataclasses import dataclass
from email.message import Message

from fapi_reference.problems import refuse

MOST_PARTS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One field; ``filename`` is what the sender calls the file, which proves nothing."""

    name: str
    filename: str | None
    content: bytes


def boundary_of(content_type: str) -> bytes:
    header = Message()
    header["content-type"] = content_type
    boundary = header.get_param("boundary")
    if not isinstance(boundary, str) or not boundary:
        raise refuse("request_body_invalid")
    return boundary.encode("utf-8", "surrogateescape")


def parts(body: bytes, boundary: bytes) -> list[Part]:
    """Every part. What stands before the first boundary is no matter; that the last one is missing is."""
    delimiter = b"--" + boundary
    start = body.find(delimiter)
    if start < 0:
        raise refuse("request_body_invalid")
    position, found = start + len(delimiter), []
    while not body.startswith(b"--", position):
        headers, content, position = _part(body, position, b"\r\n" + delimiter)
        if part := _read(headers, content):
            found.append(part)
        if len(found) > MOST_PARTS:
            raise refuse("request_body_invalid")
    return found


def _part(body: bytes, position: int, closing: bytes) -> tuple[bytes, bytes, int]:
    """The headers and the content that follow a delimiter, and where the next one ends."""
    line = body.find(b"\r\n", position)
    if line < 0 or body[position:line].strip(b" \t"):
        raise refuse("request_body_invalid")
    blank = body.find(b"\r\n\r\n", line)
    end = body.find(closing, line)
    if blank < 0 or end < 0 or end < blank:
        raise refuse("request_body_invalid")
    return body[line + 2 : blank], body[blank + 4 : max(end, blank + 4)], end + len(closing)


def _read(headers: bytes, content: bytes) -> Part | None:
    for line in headers.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-disposition":
            header = Message()
            header["content-disposition"] = " ".join(value.split())
            field = header.get_param("name", header="content-disposition")
            filename = header.get_filename()
            return Part(name=str(field or ""), filename=filename, content=content)
    return None
