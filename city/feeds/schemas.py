"""The JSON of calendar feeds (docs/wire-blocks.md)."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel


class FeedOut(BaseModel):
    """Whether the guardian has an address, and since when. The address itself is told once, when it is made."""

    now: datetime
    made_at: datetime | None


class FeedMadeOut(BaseModel):
    """The address, beside the city's own: told this once."""

    now: datetime
    made_at: datetime
    path: str
