"""Invoices, the till, and what the town pays back."""

from __future__ import annotations

from city.desk.money import invoices, refunds, till

__all__ = ["ROUTERS"]
ROUTERS = (invoices.router, till.router, refunds.router)
