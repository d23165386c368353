"""The JSON of `GET /dashboard` (docs/wire-blocks.md): what a block holds is described with its own room."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel


class DashboardOut(BaseModel):
    """The number on the bell, and the blocks by name; one that could not be given is `{"failed": code}`."""

    now: datetime
    unread: int
    blocks: dict[str, dict[str, Any]]
