"""Pictures are drawn again: bounded, upright, without what the camera noted."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from city.documents.refusals import BadType, BrokenFile, EmptyFile
from city.errors import Refusal
from city.news.pictures import LARGEST, drawn_again
from tests.city.documents.files import EXECUTABLE, HEIC, pdf, picture, png_bomb


def opened(data: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(data), formats=["JPEG"])
    found.load()
    return found


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_one_is_made_smaller_in_its_proportions(kind: str) -> None:
    made = opened(drawn_again(picture(kind, (3200, 1600))).data)
    assert made.size == (LARGEST, LARGEST // 2)


def test_a_small_one_keeps_its_size() -> None:
    assert opened(drawn_again(picture("PNG", (64, 48))).data).size == (64, 48)
    assert opened(drawn_again(HEIC).data).size == (64, 48)


def test_it_stands_upright_and_tells_nothing_of_the_camera() -> None:
    taken, noted = Image.new("RGB", (60, 40), "red"), Image.Exif()
    noted[0x0112], noted[0x010F] = 6, "Camera of Nadia"
    written = io.BytesIO()
    taken.save(written, "JPEG", exif=noted)
    drawn = drawn_again(written.getvalue()).data
    made = opened(drawn)

    assert made.size == (40, 60)
    assert not made.getexif() and b"Nadia" not in drawn


def test_what_is_transparent_becomes_white() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG")
    assert opened(drawn_again(written.getvalue()).data).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EmptyFile),
        (EXECUTABLE, BadType),
        (pdf(), BadType),
        (picture()[:-2000], BrokenFile),
        (png_bomb(), BrokenFile),
    ],
    ids=["empty", "executable", "pdf", "cut", "bomb"],
)
def test_what_is_no_picture_is_refused(data: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        drawn_again(data)
