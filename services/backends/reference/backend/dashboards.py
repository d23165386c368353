"""`Dashboards` over the reference city."""

from __future__ import annotations

from services.backends.reference.backend.base import Port
from services.backends.reference.mapping.dashboard import dashboard
from services.models.dashboard import Dashboard
from services.transport import naming_errors


class ReferenceDashboards(Port):
    """`Dashboards`."""

    async def dashboard(self) -> Dashboard:
        answer = await self._client.ask("dashboard")
        with naming_errors():
            return dashboard(answer, self._source)
