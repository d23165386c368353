"""The dashboard's block of registrations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city.context import SignedIn
from city.registrations.service import in_short
from city.towns import Town


async def registrations(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> dict[str, Any]:
    """Per child, what it is registered to and whether all is in order."""
    found = await in_short(session, town, me.household_id, now)
    return {
        "children": [
            {
                "child": child.child,
                "items": [
                    {"activity": item.activity, "activity_name": item.activity_name, "state": item.state}
                    for item in child.items
                    if item.state != "ended"
                ],
                "state": child.state,
            }
            for child in found
        ]
    }
