"""Small pictures for lists."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from city.documents.small import SMALL, small
from tests.city.documents.files import HEIC, pdf, picture, png_bomb


def opened(data: bytes | None) -> Image.Image:
    assert data is not None
    found = Image.open(io.BytesIO(data), formats=["JPEG"])
    found.load()
    return found


@pytest.mark.parametrize(("kind", "format_"), [("jpg", "JPEG"), ("png", "PNG")])
def test_a_large_one_is_made_small_in_its_proportions(kind: str, format_: str) -> None:
    assert opened(small(picture(format_, (1600, 800)), kind)).size == (SMALL, SMALL // 2)


def test_a_small_one_keeps_its_size_stands_upright_and_tells_nothing_of_the_camera() -> None:
    assert opened(small(HEIC, "heic")).size == (64, 48)
    noted, written = Image.Exif(), io.BytesIO()
    noted[0x0112], noted[0x010F] = 6, "Camera of Nadia"
    Image.new("RGB", (60, 40), "red").save(written, "JPEG", exif=noted)
    made = small(written.getvalue(), "jpg")
    assert opened(made).size == (40, 60) and b"Nadia" not in (made or b"")


@pytest.mark.parametrize(
    ("data", "kind"),
    [(pdf(), "pdf"), (picture()[:-2000], "jpg"), (b"", "png"), (png_bomb(), "png")],
    ids=["pdf", "cut", "empty", "bomb"],
)
def test_of_what_is_no_picture_there_is_none(data: bytes, kind: str) -> None:
    assert small(data, kind) is None
