"""The first screen in one answer."""

from __future__ import annotations

from typing import Protocol

from services.models.dashboard import Dashboard


class Dashboards(Protocol):
    async def dashboard(self) -> Dashboard:
        """Every block the city has, each given or failed on its own. Harmless to repeat."""
        ...
