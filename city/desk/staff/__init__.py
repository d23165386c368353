"""The agents themselves: signing in, the first page, accounts, the journal of acts."""

from __future__ import annotations

from city.desk.staff import agents, home, journal, sign_in
from city.desk.staff.waiting import what_waits

__all__ = ["ROUTERS", "what_waits"]
ROUTERS = (home.router, sign_in.router, agents.router, journal.router)
