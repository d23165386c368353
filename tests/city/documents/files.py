"""Files as devices make them, and as they arrive broken."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter

HEIC = (Path(__file__).parent / "photo.heic").read_bytes()
"""A picture of 64 × 48 pixels."""


def pdf(*, password: str | None = None, pages: int = 1) -> bytes:
    """A readable PDF of blank pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=210, height=297)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (160, 120)) -> bytes:
    """A picture with something in it."""
    written = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(written, kind)
    return written.getvalue()


def png_bomb() -> bytes:
    """A PNG of a few bytes that says it is 100 000 pixels wide and high."""
    whole = bytearray(picture("PNG", (1, 1)))
    whole[16:24] = (100_000).to_bytes(4, "big") * 2
    whole[29:33] = zlib.crc32(whole[12:29]).to_bytes(4, "big")
    return bytes(whole)


EXECUTABLE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
