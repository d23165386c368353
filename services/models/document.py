"""Files a parent gives to the city, and papers the city gives back."""

from enum import StrEnum

from services.models.base import Model


class FileType(StrEnum):
    """What the bytes are, whatever the name says. OTHER: none the app knows."""

    PDF = "pdf"
    JPG = "jpg"
    PNG = "png"
    HEIC = "heic"
    OTHER = "other"


PICTURES = frozenset({FileType.JPG, FileType.PNG, FileType.HEIC})
"""What can be seen small in a list."""


class Paper(Model):
    """A file of the city: `name` to save it under, `media_type` as HTTP says it."""

    name: str
    media_type: str
    content: bytes
