"""Households and children: their sheets and lists, imports, the turn of the school year, accounts to delete."""

from __future__ import annotations

from city.desk.people import deletions, households, lists, new_year, registrations
from city.desk.people.records import install as install_records

__all__ = ["ROUTERS", "install_records"]
ROUTERS = (households.router, registrations.router, deletions.router, lists.router, new_year.router)
