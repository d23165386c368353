"""A file is what its bytes are: what is not readable is refused, whatever it is called."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from city.documents.examine import KINDS, examine
from city.documents.names import clean_name, disposition
from city.documents.refusals import BadType, BrokenFile, EmptyFile
from city.errors import Refusal
from tests.city.documents.files import EXECUTABLE, HEIC, pdf, picture, png_bomb

GOOD = {"pdf": pdf(), "jpg": picture("JPEG"), "png": picture("PNG"), "heic": HEIC}


@pytest.mark.parametrize("kind", KINDS)
def test_a_readable_file_is_of_its_kind(kind: str) -> None:
    assert examine(GOOD[kind]) == kind


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("left", [0.3, 0.6, 0.95])
def test_a_file_that_was_cut_off_is_refused(kind: str, left: float) -> None:
    whole = GOOD[kind] if kind != "pdf" else pdf(pages=40)
    with pytest.raises(BrokenFile):
        examine(whole[: int(len(whole) * left)])


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EmptyFile),
        (EXECUTABLE, BadType),
        (b"PK\x03\x04" + bytes(50), BadType),
        (b"<svg onload='alert(1)'/>", BadType),
        (b"GIF89a" + bytes(20), BadType),
        (b"%PDF-1.7\n" + EXECUTABLE, BrokenFile),
        (b"%PDF-1.7\nnothing of a PDF follows", BrokenFile),
        (pdf(password="secret"), BrokenFile),
        (pdf(pages=0), BrokenFile),
        (b"\xff\xd8\xff\xe0" + EXECUTABLE, BrokenFile),
        (png_bomb(), BrokenFile),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(data: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        examine(data)


def test_a_kind_that_is_not_asked_for_is_refused_and_told_which_are() -> None:
    with pytest.raises(BadType) as refused:
        examine(GOOD["png"], {"jpg", "pdf"})
    assert refused.value.params == {"accepts": ["pdf", "jpg"]}


@given(
    st.sampled_from([b"%PDF-1.4\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x18ftypheic"]),
    st.binary(max_size=300),
)
@example(b"%PDF-1.4\n", b"1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>startxref 9 %%EOF")
def test_no_bytes_make_it_fail_otherwise(start: bytes, rest: bytes) -> None:
    try:
        assert examine(start + rest) in KINDS
    except (BadType, BrokenFile):
        return


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("certificat.pdf", "certificat.jpg"),
        ("C:\\Users\\Camille\\photo.HEIC", "photo.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("facture\u202egpj.exe", "facture gpj.jpg"),
        ('a"b\r\nSet-Cookie: x.png', "a_b Set-Cookie_ x.jpg"),
        ("", "document.jpg"),
        ("...", "document.jpg"),
        ("CON.png", "document.jpg"),
        ("Attestation d'assurance n° 4", "Attestation d'assurance n° 4.jpg"),
        ("é" * 300 + ".png", "é" * 80 + ".jpg"),
    ],
)
def test_a_name_is_text_and_ends_with_what_the_file_is(given_: str, kept: str) -> None:
    assert clean_name(given_, "jpg") == kept


@given(st.text(max_size=300))
def test_every_name_makes_a_header_of_one_line(name: str) -> None:
    header = disposition(clean_name(name, "pdf"))
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
