"""The dashboard's block of registrations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from city.context import SignedIn
from city.registrations.service import children_registrations
from city.towns import Town

_SHOWN = {"activity", "activity_name", "state"}


async def registrations(session: AsyncSession, town: Town, me: SignedIn, now: datetime) -> dict[str, Any]:
    """Per child, what it is registered to and whether all is in order."""
    found = await children_registrations(session, town, me.household_id, now)
    return {
        "children": [
            {
                "child": child.child,
                "items": [item.model_dump(include=_SHOWN) for item in child.items if item.state != "ended"],
                "state": child.state,
            }
            for child in found
        ]
    }
