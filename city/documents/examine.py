"""What a file really is, from its bytes alone, and whether it can be read."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Collection
from typing import Literal

from city.documents.refusals import BadType, BrokenFile, EmptyFile

FileKind = Literal["pdf", "jpg", "png", "heic"]
KINDS: tuple[FileKind, ...] = ("pdf", "jpg", "png", "heic")
MEDIA_TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
}

MOST_DECODED = 60_000_000
"""A HEIC picture is unfolded to be tried: the most pixels it may have."""

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_UNREADABLE = (OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError, struct.error, RecursionError)
"""What the libraries raise on bytes that are not what they begin like."""


def examine(data: bytes, accepts: Collection[str] = KINDS) -> FileKind:
    """The kind of a file. It takes a moment: call it in a thread. Raises EmptyFile, BadType, BrokenFile."""
    if not data:
        raise EmptyFile()
    kind = kind_of(data)
    if kind is None or kind not in accepts:
        raise BadType({"accepts": [known for known in KINDS if known in accepts]})
    from PIL.Image import DecompressionBombError

    try:
        _TRIALS[kind](data)
    except (*_UNREADABLE, DecompressionBombError) as error:
        raise BrokenFile() from error
    return kind


def kind_of(data: bytes) -> FileKind | None:
    """What the first bytes say; None for anything that is not accepted anywhere."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return "heic"
    return None


def _try_pdf(data: bytes) -> None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise ValueError("protected by a password")
        reader.pages[0].mediabox  # noqa: B018 - reading it is the trial
    except PyPdfError as error:
        raise ValueError("no readable PDF") from error


def _try_jpeg(data: bytes) -> None:
    """Read to its end, at an eighth of its size."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=["JPEG", "MPO"]) as picture:
        picture.draft("L", (1, 1))
        picture.load()


def _try_png(data: bytes) -> None:
    """Every piece is there and has its checksum; nothing is unfolded."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
        picture.verify()


def _try_heic(data: bytes) -> None:
    import pi_heif
    from PIL import Image

    pi_heif.register_heif_opener()
    with Image.open(io.BytesIO(data), formats=["HEIF"]) as picture:
        width, height = picture.size
        if width * height > MOST_DECODED:
            raise ValueError("too many pixels")
        picture.load()


_TRIALS: dict[FileKind, Callable[[bytes], None]] = {
    "pdf": _try_pdf,
    "jpg": _try_jpeg,
    "png": _try_png,
    "heic": _try_heic,
}
