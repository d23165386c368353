"""What every port over the reference city stands on."""

from __future__ import annotations

from services.backends.reference.client import ReferenceClient


class Port:
    """`source` marks what comes from this city."""

    def __init__(self, source: str, client: ReferenceClient) -> None:
        self._source = source
        self._client = client
