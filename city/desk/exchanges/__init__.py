"""What a family and the town write to each other: démarches, messages."""

from __future__ import annotations

from city.desk.exchanges import messages, procedures

__all__ = ["ROUTERS"]
ROUTERS = (procedures.router, messages.router)
