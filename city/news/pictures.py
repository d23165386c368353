"""The picture of a news item: examined, then drawn again within bounds, so that nothing else of the file is kept."""

from __future__ import annotations

import io

from city.documents.contents import Upload
from city.documents.examine import MOST_DECODED, examine
from city.documents.refusals import BrokenFile

LARGEST = 1280
"""Pixels, of the longer side."""

_FORMATS: dict[str, str] = {"jpg": "JPEG", "png": "PNG", "heic": "HEIF"}
_QUALITY = 82
_UNREADABLE = (OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError)


def drawn_again(data: bytes) -> Upload:
    """A JPEG of at most `LARGEST` × `LARGEST`, upright, without what the camera noted (place, date, device).

    It takes a moment: call it in a thread. Raises EmptyFile, BadType, BrokenFile.
    """
    from PIL import Image, ImageOps

    kind = examine(data, tuple(_FORMATS))
    try:
        with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as picture:
            if picture.width * picture.height > MOST_DECODED:
                raise BrokenFile()
            picture.draft("RGB", (2 * LARGEST, 2 * LARGEST))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((LARGEST, LARGEST))
            whole = Image.new("RGB", upright.size, "white")
            opaque = upright.convert("RGBA")
            whole.paste(opaque, mask=opaque.getchannel("A"))
    except (*_UNREADABLE, Image.DecompressionBombError) as error:
        raise BrokenFile() from error
    written = io.BytesIO()
    whole.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return Upload(written.getvalue(), "jpg")
