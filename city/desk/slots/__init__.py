"""What takes place on a day: attendance, bookings to decide, places, closures."""

from __future__ import annotations

from city.desk.slots import attendance, closures, counters, to_decide

__all__ = ["ROUTERS"]
ROUTERS = (attendance.router, to_decide.router, counters.router, closures.router)
