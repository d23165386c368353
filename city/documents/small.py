"""Pictures made small, for lists: nothing but what is seen is kept of them."""

from __future__ import annotations

import io

from city.documents.examine import MOST_DECODED

SMALL = 240
"""Pixels, of the longer side."""

_FORMATS: dict[str, list[str]] = {"jpg": ["JPEG", "MPO"], "png": ["PNG"], "heic": ["HEIF"]}
_QUALITY = 82
_UNREADABLE = (OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError)


def small(data: bytes, kind: str) -> bytes | None:
    """A JPEG of at most `SMALL` × `SMALL`, upright, on white; None for what is no picture, or too large to unfold.

    It takes a moment: call it in a thread.
    """
    from PIL import Image, ImageOps

    if kind not in _FORMATS:
        return None
    if kind == "heic":
        import pi_heif

        pi_heif.register_heif_opener()
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS[kind]) as picture:
            if picture.width * picture.height > MOST_DECODED:
                return None
            picture.draft("RGB", (2 * SMALL, 2 * SMALL))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((SMALL, SMALL))
            whole = Image.new("RGB", upright.size, "white")
            opaque = upright.convert("RGBA")
            whole.paste(opaque, mask=opaque.getchannel("A"))
    except (*_UNREADABLE, Image.DecompressionBombError):
        return None
    written = io.BytesIO()
    whole.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()
