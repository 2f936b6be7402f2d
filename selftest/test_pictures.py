"""Pictures on their way: files in forms, as the reference reads them, and what reports say of them."""

import io

import pytest
from PIL import Image

from fapi_conformance.client import masking, upload
from fapi_conformance.devices import pictures
from fapi_reference.problems import Problem
from fapi_reference.reference import Reference
from fapi_reference.services.pictures import SHOWN_AT, Pictures
from fapi_reference.settings import Settings
from fapi_reference.transport import multipart


def read(sent: upload.Upload) -> list[multipart.Part]:
    return multipart.parts(sent.content, multipart.boundary_of(sent.content_type))


@pytest.fixture
def drawing() -> Pictures:
    return Reference(Settings(), "http://127.0.0.1:1").pictures


@pytest.mark.parametrize("content", [b"", b"\r\n", b"--", b"\r\n--", bytes(range(256)) * 9, b"a\r\n\r\nb"])
def test_a_file_arrives_as_it_was_sent(content: bytes) -> None:
    (part,) = read(upload.file(content, called='so "called".png'))

    assert (part.name, part.content) == ("file", content)


def test_a_careless_sender_is_understood() -> None:
    assert [part.content for part in read(upload.careless_file(b"x"))] == [b"x"]


@pytest.mark.parametrize(
    "body",
    [b"", b"--b", b"--b\r\n", b"--b\r\n\r\n", b"--b\r\nx\r\n\r\ny", b"no boundary", b"--bx--", b"--b\r\n\r\n\r\n--b"],
)
def test_a_broken_form_is_refused(body: bytes) -> None:
    with pytest.raises(Problem, match="request_body_invalid"):
        multipart.parts(body, b"b")


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in pictures.MODES.items() for mode in modes])
def test_every_kind_and_mode_is_drawn_anew(kind: str, mode: str, drawing: Pictures) -> None:
    found, content = drawing.drawn(pictures.picture(kind, mode=mode, size=(900, 20)).content)

    assert found == kind
    with Image.open(io.BytesIO(content)) as image:
        assert max(image.size) == SHOWN_AT


@pytest.mark.parametrize("content", [*pictures.NO_PICTURES.values(), pictures.bomb().content])
def test_what_is_no_picture_is_refused(content: bytes, drawing: Pictures) -> None:
    with pytest.raises(Problem, match="request_body_invalid"):
        drawing.drawn(content)


def test_a_bomb_is_a_png_to_a_reader_of_heads() -> None:
    with pytest.raises(Image.DecompressionBombError):
        Image.open(io.BytesIO(pictures.bomb().content))


def test_the_heavy_one_is_a_picture() -> None:
    heavy = pictures.heavy().content

    assert len(heavy) > pictures.LIMIT + 60_000
    assert pictures.size_of(heavy)


def test_where_it_was_taken_is_forgotten(drawing: Pictures) -> None:
    photograph = pictures.photograph().content

    assert pictures.tells_a_place(photograph)
    assert not pictures.tells_a_place(drawing.drawn(photograph)[1])


def test_no_report_shows_a_picture() -> None:
    sent = upload.data_url(pictures.picture().content)
    size = len(sent.content)

    assert masking.content(sent.content, sent.content_type) == f"({size} bytes of application/octet-stream)"
    assert masking.content(b"plain", "text/plain") == "plain"
