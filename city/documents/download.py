"""Giving a file back: saved, never shown, and nothing in it is trusted."""

from __future__ import annotations

from fastapi import Response

from city.documents.examine import MEDIA_TYPES
from city.documents.names import disposition

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-site",
    "Cache-Control": "private, no-store",
}


def download(data: bytes, name: str, kind: str) -> Response:
    """The answer that gives `data` under `name`."""
    media_type = MEDIA_TYPES.get(kind, "application/octet-stream")
    return Response(data, media_type=media_type, headers=_HEADERS | {"Content-Disposition": disposition(name)})
