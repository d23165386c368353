"""Invoices and the till."""

from __future__ import annotations

from city.desk.money import invoices, till

__all__ = ["ROUTERS"]
ROUTERS = (invoices.router, till.router)
