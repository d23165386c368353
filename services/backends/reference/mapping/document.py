"""Files."""

from __future__ import annotations

from services.backends.reference.mapping.known import known
from services.models.document import FileType, Paper
from services.transport import Downloaded


def file_type(given: object) -> FileType:
    return known(FileType, str(given), FileType.OTHER)


def paper(downloaded: Downloaded, otherwise: str) -> Paper:
    """`otherwise`: its name when the city proposes none."""
    return Paper(name=downloaded.name or otherwise, media_type=downloaded.media_type, content=downloaded.content)
